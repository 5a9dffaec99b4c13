package vethlab.userland.iproute.link;

import static vethlab.userland.iproute.command.Keyword.full;
import static vethlab.userland.iproute.command.Keyword.prefix;

import com.google.common.collect.ImmutableList;
import vethlab.userland.iproute.command.Keyword;

/// The words that describe a link, in the order in which they are tried (`iplink_parse`).
///
/// So `a` is `address`, and a device called `br` is taken for `broadcast`.
enum LinkKeyword implements Keyword {
  UP(full("up")),
  DOWN(full("down")),
  NAME(full("name")),
  INDEX(full("index")),
  LINK(prefix("link")),
  ADDRESS(prefix("address")),
  BROADCAST(prefix("broadcast"), full("brd")),
  TXQUEUELEN(prefix("txqueuelen"), full("qlen"), prefix("txqlen")),
  MTU(full("mtu")),
  XDP(full("xdpgeneric"), full("xdpdrv"), full("xdpoffload"), full("xdp")),
  NETNS(full("netns")),
  MULTICAST(full("multicast")),
  ALLMULTICAST(full("allmulticast")),
  PROMISC(full("promisc")),
  TRAILERS(full("trailers")),
  ARP(full("arp")),
  CARRIER(full("carrier")),
  VF(full("vf")),
  MASTER(prefix("master")),
  VRF(full("vrf")),
  NOMASTER(prefix("nomaster")),
  DYNAMIC(prefix("dynamic")),
  TYPE(prefix("type")),
  ALIAS(prefix("alias")),
  GROUP(full("group")),
  MODE(full("mode")),
  STATE(full("state")),
  NUMTXQUEUES(prefix("numtxqueues")),
  NUMRXQUEUES(prefix("numrxqueues")),
  ADDRGENMODE(prefix("addrgenmode")),
  LINK_NETNS(prefix("link-netns")),
  LINK_NETNSID(prefix("link-netnsid")),
  PROTODOWN(full("protodown")),
  PROTODOWN_REASON(full("protodown_reason")),
  GSO_MAX_SIZE(full("gso_max_size")),
  GSO_MAX_SEGS(full("gso_max_segs")),
  GRO_MAX_SIZE(full("gro_max_size")),
  PARENTDEV(full("parentdev"));

  @SuppressWarnings("ImmutableEnumChecker") // a list of values
  private final ImmutableList<Spelling> spellings;

  LinkKeyword(Spelling... spellings) {
    this.spellings = ImmutableList.copyOf(spellings);
  }

  @Override
  public ImmutableList<Spelling> spellings() {
    return spellings;
  }
}
