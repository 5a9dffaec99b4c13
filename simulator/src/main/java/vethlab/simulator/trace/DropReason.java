package vethlab.simulator.trace;

/// Why a packet went no further.
///
/// Names are those of a current mainline kernel (`include/net/dropreason-core.h`) without
/// `SKB_DROP_REASON_`, also where the modelled kernel has no name for the place yet. Where no
/// kernel has one, the name is ours and [#isKernelReason] is false.
public enum DropReason {
  /// The kernel frees the packet without saying why.
  NOT_SPECIFIED(true, "dropped without a stated reason"),
  /// No socket listens for it.
  NO_SOCKET(true, "no socket takes it"),
  PKT_TOO_SMALL(true, "the packet is shorter than its headers"),
  TCP_CSUM(true, "the TCP checksum is wrong"),
  UDP_CSUM(true, "the UDP checksum is wrong"),
  ICMP_CSUM(true, "the ICMP checksum is wrong"),
  IP_CSUM(true, "the IP header checksum is wrong"),
  IP_INHDR(true, "the IP header is malformed, or its TTL ran out"),
  SOCKET_RCVBUFF(true, "the socket's receive buffer is full"),
  NETFILTER_DROP(true, "a netfilter rule or policy dropped it"),
  OTHERHOST(true, "the frame is addressed to another host's MAC"),
  IP_RPFILTER(true, "the reverse path filter refused the source address"),
  UNICAST_IN_L2_MULTICAST(true, "a unicast IP packet came in a multicast frame"),
  UNHANDLED_PROTO(true, "no protocol is registered for it"),
  IP_OUTNOROUTES(true, "no route leads to the destination"),
  IP_INNOROUTES(true, "no route leads on to the destination"),
  IP_INADDRERRORS(true, "the destination address is not acceptable"),
  IP_LOCAL_SOURCE(true, "the source address is one of this host's own"),
  IP_INVALID_SOURCE(true, "the source address is not acceptable"),
  IP_LOCALNET(true, "a loopback address came over the wire"),
  IP_INVALID_DEST(true, "the destination address is not acceptable"),
  IP_NOPROTO(true, "no transport protocol is registered for it"),
  INVALID_PROTO(true, "the message has no business there"),
  NEIGH_CREATEFAIL(true, "no neighbour entry could be made"),
  NEIGH_FAILED(true, "the neighbour did not answer"),
  NEIGH_QUEUEFULL(true, "the neighbour's queue is full"),
  NEIGH_DEAD(true, "the neighbour entry is gone"),
  QDISC_DROP(true, "the device's queue takes nothing"),
  CPU_BACKLOG(true, "the backlog of received frames is full"),
  DEV_READY(true, "the device is not up"),
  PKT_TOO_BIG(true, "the packet is longer than the MTU"),
  DUP_FRAG(true, "the fragment overlaps or repeats another"),
  FRAG_REASM_TIMEOUT(true, "the other fragments did not come in time"),
  FRAG_TOO_FAR(true, "the fragment lies too far from the others"),
  TCP_FLAGS(true, "the TCP flags fit no state"),
  TCP_OLD_DATA(true, "the segment brings only data already received"),
  TCP_OVERWINDOW(true, "the segment lies beyond the window"),
  TCP_INVALID_SEQUENCE(true, "the segment's sequence number is outside the window"),
  TCP_CLOSE(true, "the connection is closed"),
  TCP_LISTEN_OVERFLOW(true, "the listener's queue is full"),
  IPV6DISABLED(true, "IPv6 is disabled on the device"),
  IPV6_NDISC_BAD_OPTIONS(true, "the neighbour discovery options are malformed"),
  IPV6_NDISC_NS_OTHERHOST(true, "the neighbour solicitation asks for an address not held here"),
  ARP_PVLAN_DISABLE(true, "the ARP request came in where the answer would go out"),
  MAC_IEEE_MAC_CONTROL(true, "a pause frame is never forwarded"),
  BRIDGE_INGRESS_STP_STATE(true, "the port's STP state takes nothing in"),
  /// The flood found no port (`br_flood`).
  NO_TX_TARGET(true, "the flood found no port to leave by"),
  MAC_INVALID_SOURCE(true, "the source MAC cannot be a sender's"),
  /// The VLAN filter of the incoming port (`br_allowed_ingress`).
  BRIDGE_VLAN_INGRESS(false, "the port takes no frames of this VLAN in"),
  /// The VLAN filter of the outgoing port (`br_allowed_egress`).
  BRIDGE_VLAN_EGRESS(false, "the port lets no frames of this VLAN out"),
  /// A locked port and a source that is not registered there (`br_handle_frame_finish`).
  BRIDGE_PORT_LOCKED(false, "the port is locked and does not know the sender"),
  /// Both ports are isolated (`br_skb_isolated`).
  BRIDGE_ISOLATED(false, "both ports are isolated"),
  /// The frame would leave where it came in (`should_deliver`, hairpin off).
  BRIDGE_HAIRPIN(false, "the frame would leave by the port it came in"),
  /// The outgoing port does not forward (`should_deliver`).
  BRIDGE_PORT_STATE(false, "the outgoing port is not forwarding"),
  /// Frames of this kind are not flooded to the port (`br_flood`).
  BRIDGE_FLOOD_OFF(false, "the port takes no flooded frames of this kind"),
  /// The host sends to an address of its own bridge (`br_forward` without a port).
  BRIDGE_NO_EGRESS_PORT(false, "the station is the bridge itself, so no port leads to it"),
  /// The frame is longer than the outgoing port's MTU (`br_dev_queue_push_xmit`).
  BRIDGE_TOO_LONG(false, "the frame is longer than the outgoing port's MTU"),
  /// IGMP or MLD that the snooping bridge cannot read (`br_multicast_rcv`).
  BRIDGE_MULTICAST_MALFORMED(false, "the snooping bridge cannot read the multicast packet"),
  /// A BPDU came in where none must (`br_stp_rcv`).
  BRIDGE_BPDU_GUARD(false, "the port is guarded against spanning tree units"),
  /// The peer of a veth is gone or down (`veth_xmit`, `is_skb_forwardable`).
  VETH_PEER_DOWN(false, "the other end of the cable is down"),
  /// The frame is longer than the receiving end takes (`is_skb_forwardable`).
  VETH_TOO_LONG(false, "the frame is longer than the other end's MTU"),
  /// A tap device has no program behind it.
  TAP_DETACHED(false, "no program has the tap open"),
  /// A dummy device swallows all that is sent over it.
  DUMMY_SINK(false, "a dummy device sends nothing anywhere"),
  /// Duplicate address detection for the address of the packet is still under way or failed.
  ADDRESS_TENTATIVE(false, "the address is not usable yet"),
  /// The protocol looked at an ARP or ND message and had no answer to give.
  NOT_ASKED(false, "it asks for an address that is not held here"),
  /// The host is told to stay silent (`icmp_echo_ignore_all`, rate limits).
  SILENCED(false, "a setting or rate limit forbids the answer"),
  /// The packet is for a group that nobody here has joined (`ip6_mc_input`).
  GROUP_NOT_JOINED(false, "no one here listens to the group"),
  /// The host does not forward.
  FORWARDING_DISABLED(false, "forwarding is disabled");

  private final boolean kernelReason;
  private final String meaning;

  DropReason(boolean kernelReason, String meaning) {
    this.kernelReason = kernelReason;
    this.meaning = meaning;
  }

  /// Whether a current mainline kernel has this name.
  public boolean isKernelReason() {
    return kernelReason;
  }

  /// What it means, as the end of a sentence.
  public String meaning() {
    return meaning;
  }
}
