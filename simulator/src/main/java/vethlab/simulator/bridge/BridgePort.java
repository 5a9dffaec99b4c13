package vethlab.simulator.bridge;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.RxHandler;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.BridgeStep;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Origin;

/// A device's place in a bridge (`net_bridge_port`): takes the device's frames and hands them to
/// the bridge.
public final class BridgePort implements RxHandler {

  private static final int PAUSE = 1;

  private final Bridge bridge;
  private final NetDevice device;
  private final StpPort stp;
  private final VlanGroup vlans;
  private final EnumSet<PortFlag> flags;
  private int groupForwardMask;
  private @Nullable BridgePort backup;
  private Origin origin;

  /// The flags that every frame asks for, out of the set.
  private boolean hairpin;

  private boolean isolated;

  private String bridgePlace = "";
  private String deviceName = "";
  private String place = "";

  BridgePort(Bridge bridge, NetDevice device, int number) {
    this.bridge = bridge;
    this.device = device;
    this.stp =
        new StpPort(bridge.spanningTree(), bridge.core().timeline(), number, PathCost.of(device));
    this.vlans = new VlanGroup();
    this.flags =
        EnumSet.of(PortFlag.LEARNING, PortFlag.FLOOD, PortFlag.MCAST_FLOOD, PortFlag.BCAST_FLOOD);
    this.origin = bridge.core().origin();
  }

  private BridgePort(BridgePort original, Fork fork) {
    fork.enter(original, this);
    this.bridge = fork.of(original.bridge);
    this.device = fork.of(original.device);
    this.stp = fork.of(original.stp);
    this.vlans = original.vlans.copy();
    this.flags = EnumSet.copyOf(original.flags);
    this.groupForwardMask = original.groupForwardMask;
    this.origin = original.origin;
    this.hairpin = original.hairpin;
    this.isolated = original.isolated;
    fork.later(() -> this.backup = fork.ofNullable(original.backup));
  }

  @Override
  public BridgePort fork(Fork fork) {
    return new BridgePort(this, fork);
  }

  // ---- The way of a frame ----

  /// Takes a frame that came in on the device (`br_handle_frame`).
  @Override
  public Verdict handleFrame(SocketBuffer buffer) {
    EthernetFrame frame = buffer.frame();
    if (!frame.source().isValidForDevice()) {
      buffer.drop(DropReason.MAC_INVALID_SOURCE);
      return Verdict.CONSUMED;
    }
    MacAddress destination = frame.destination();
    if (destination.isLinkLocalGroup()) {
      int last = (int) destination.value() & 0xf;
      if (last == PAUSE) {
        buffer.drop(DropReason.MAC_IEEE_MAC_CONTROL);
        return Verdict.CONSUMED;
      }
      if (!forwardsGroup(last)) {
        if (buffer.isTraced()) {
          buffer.trace(new BridgeStep.KeptForHost(place(), destination));
        }
        bridge.input().learnFromLinkLocal(this, frame);
        return Verdict.PASS;
      }
    }
    if (!stp.state().learns()) {
      dropForState(buffer);
      return Verdict.CONSUMED;
    }
    if (destination.value() == bridge.address().value()) {
      buffer.setPacketType(PacketType.HOST);
    }
    bridge.input().handleFrame(this, buffer);
    return Verdict.CONSUMED;
  }

  /// Whether frames for the link-local group with this last digit are bridged like any other (IEEE
  /// 802.1D-1998, table 7-10).
  private boolean forwardsGroup(int last) {
    int mask = groupForwardMask | bridge.vlanFilter().requiredGroups();
    if (last == 0) {
      return !bridge.spanningTree().isEnabled() || (mask & 1) != 0;
    }
    return ((mask | bridge.groupForwardMask()) & 1 << last) != 0;
  }

  /// The state lets nothing in: blames who or what keeps it so.
  void dropForState(SocketBuffer buffer) {
    boolean down = !bridge.isUp();
    buffer.drop(
        DropReason.BRIDGE_INGRESS_STP_STATE,
        place(),
        down ? bridge.origin() : origin,
        down ? bridge.name() + " is down" : null);
  }

  // ---- What it is ----

  /// `namespace/bridge/port`, as traces name it.
  public String place() {
    if (!bridgePlace.equals(bridge.place()) || !deviceName.equals(device.name())) {
      bridgePlace = bridge.place();
      deviceName = device.name();
      place = bridgePlace + "/" + deviceName;
    }
    return place;
  }

  public Bridge bridge() {
    return bridge;
  }

  public NetDevice device() {
    return device;
  }

  /// The port number, from 1.
  public int number() {
    return stp.number();
  }

  /// The script line that made the device a port, or last configured it as one.
  public Origin origin() {
    return origin;
  }

  /// Whether its device is up and has a working link.
  boolean hasLink() {
    return device.isUp() && device.isOperational();
  }

  /// What the spanning tree keeps for it: state, priority, cost.
  public StpPort stp() {
    return stp;
  }

  public PortState state() {
    return stp.state();
  }

  /// The VLANs that it is a member of.
  public VlanGroup vlans() {
    return vlans;
  }

  // ---- Settings ----

  public boolean has(PortFlag flag) {
    return flags.contains(flag);
  }

  /// Sets or clears a flag.
  ///
  /// @throws NotModelled for what would answer ARP, or map VLANs to tunnels
  public void set(PortFlag flag, boolean on) {
    switch (flag) {
      case PROXY_ARP, PROXY_ARP_WIFI, NEIGH_SUPPRESS, VLAN_TUNNEL -> {
        if (on) {
          throw new NotModelled("bridge port option " + flag.text());
        }
      }
      case HAIRPIN -> hairpin = on;
      case ISOLATED -> isolated = on;
      case BPDU_GUARD,
          ROOT_BLOCK,
          MULTICAST_FAST_LEAVE,
          LEARNING,
          FLOOD,
          MCAST_FLOOD,
          BCAST_FLOOD,
          MULTICAST_TO_UNICAST,
          LOCKED -> {}
    }
    if (on ? flags.add(flag) : flags.remove(flag)) {
      origin = bridge.core().origin();
    }
  }

  /// All flags that are on.
  public Set<PortFlag> flags() {
    return EnumSet.copyOf(flags);
  }

  boolean isHairpin() {
    return hairpin;
  }

  boolean isIsolated() {
    return isolated;
  }

  /// Which link-local groups are bridged here, a bit for each last digit.
  public int groupForwardMask() {
    return groupForwardMask;
  }

  /// Lets link-local groups be bridged here.
  ///
  /// @throws KernelError EINVAL for the group of pause frames
  public void setGroupForwardMask(int mask) {
    if ((mask & 1 << PAUSE) != 0) {
      throw new KernelError(Errno.EINVAL);
    }
    groupForwardMask = mask;
  }

  /// The port that gets the frames for this one while this one has no carrier, or null.
  public @Nullable BridgePort backup() {
    return backup;
  }

  /// Chooses that port (`nbp_backup_change`).
  ///
  /// @throws KernelError EINVAL if it is this one, or one of another bridge
  public void setBackup(@Nullable BridgePort other) {
    if (other == this || (other != null && other.bridge != bridge)) {
      throw new KernelError(Errno.EINVAL);
    }
    backup = other;
  }
}
