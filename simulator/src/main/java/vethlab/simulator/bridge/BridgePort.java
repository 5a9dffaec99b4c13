package vethlab.simulator.bridge;

import java.util.EnumSet;
import java.util.Set;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.RxHandler;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DropReason;

/// A device's place in a bridge (`net_bridge_port`): takes the device's frames and hands them to
/// the bridge.
public final class BridgePort implements RxHandler {

  private static final int DEFAULT_FLAGS =
      mask(PortFlag.LEARNING)
          | mask(PortFlag.FLOOD)
          | mask(PortFlag.MCAST_FLOOD)
          | mask(PortFlag.BCAST_FLOOD);

  private final Bridge bridge;
  private final NetDevice device;
  private final int number;
  private int flags = DEFAULT_FLAGS;
  private PortState state = PortState.DISABLED;
  private int priority = 0x8000 >> 10;
  private int pathCost = 100;
  private boolean pathCostSet;
  private int groupForwardMask;
  PriorityVector vector;

  BridgePort(Bridge bridge, NetDevice device, int number) {
    this.bridge = bridge;
    this.device = device;
    this.number = number;
    this.vector = bridge.spanningTree().vectorOf(this);
  }

  private BridgePort(BridgePort original, Fork fork) {
    fork.enter(original, this);
    this.bridge = fork.of(original.bridge);
    this.device = fork.of(original.device);
    this.number = original.number;
    this.flags = original.flags;
    this.state = original.state;
    this.priority = original.priority;
    this.pathCost = original.pathCost;
    this.pathCostSet = original.pathCostSet;
    this.groupForwardMask = original.groupForwardMask;
    this.vector = original.vector;
  }

  @Override
  public BridgePort fork(Fork fork) {
    return new BridgePort(this, fork);
  }

  /// Takes a frame that came in on the device (`br_handle_frame`).
  @Override
  public Verdict handleFrame(SocketBuffer buffer) {
    EthernetFrame frame = buffer.frame();
    if (!frame.source().isValidForDevice()) {
      buffer.drop(DropReason.MAC_INVALID_SOURCE);
      return Verdict.CONSUMED;
    }
    MacAddress destination = frame.destination();
    if (destination.isLinkLocalGroup() && !forwardsGroup(destination)) {
      if (destination.value() == 0x0180_c200_0001L) {
        buffer.drop(DropReason.MAC_IEEE_MAC_CONTROL);
        return Verdict.CONSUMED;
      }
      bridge.learnFromLinkLocal(this, frame);
      return Verdict.PASS;
    }
    if (state != PortState.FORWARDING && state != PortState.LEARNING) {
      buffer.drop(DropReason.BRIDGE_INGRESS_STP_STATE);
      return Verdict.CONSUMED;
    }
    if (destination.value() == bridge.address().value()) {
      buffer.setPacketType(vethlab.simulator.device.PacketType.HOST);
    }
    bridge.handleFrame(this, buffer);
    return Verdict.CONSUMED;
  }

  /// Whether a frame for a link-local group is bridged like any other (IEEE 802.1D, table 7-10).
  private boolean forwardsGroup(MacAddress group) {
    int last = (int) group.value() & 0xf;
    return switch (last) {
      case 0 -> !bridge.spanningTree().isEnabled() || (groupForwardMask & 1) != 0;
      case 1 -> false;
      default -> ((groupForwardMask | bridge.groupForwardMask()) & 1 << last) != 0;
    };
  }

  public Bridge bridge() {
    return bridge;
  }

  public NetDevice device() {
    return device;
  }

  /// The port number, from 1.
  public int number() {
    return number;
  }

  public PortState state() {
    return state;
  }

  void setState(PortState state) {
    this.state = state;
  }

  /// Sets the state as `bridge link set … state` asks (`br_set_port_state`).
  ///
  /// @throws KernelError EBUSY while the spanning tree decides, ENETDOWN without link
  public void requestState(PortState wanted) {
    if (bridge.spanningTree().isEnabled()) {
      throw new KernelError(Errno.EBUSY);
    }
    if (!device.isUp() || (!device.isOperational() && wanted != PortState.DISABLED)) {
      throw new KernelError(Errno.ENETDOWN);
    }
    state = wanted;
    bridge.spanningTree().selectPortStates();
  }

  public boolean has(PortFlag flag) {
    return (flags & mask(flag)) != 0;
  }

  public void set(PortFlag flag, boolean on) {
    flags = on ? flags | mask(flag) : flags & ~mask(flag);
  }

  /// All flags that are on.
  public Set<PortFlag> flags() {
    EnumSet<PortFlag> on = EnumSet.noneOf(PortFlag.class);
    for (PortFlag flag : PortFlag.values()) {
      if (has(flag)) {
        on.add(flag);
      }
    }
    return on;
  }

  private static int mask(PortFlag flag) {
    return 1 << flag.ordinal();
  }

  /// The priority in a spanning tree, 0 to 63.
  public int priority() {
    return priority;
  }

  /// @throws KernelError ERANGE beyond 63
  public void setPriority(int newPriority) {
    if (newPriority < 0 || newPriority > 63) {
      throw new KernelError(Errno.ERANGE);
    }
    priority = newPriority;
    bridge.spanningTree().portPriorityChanged(this);
  }

  /// Priority and number in 16 bits (`br_make_port_id`).
  public int identifier() {
    return priority << 10 | number;
  }

  public int pathCost() {
    return pathCost;
  }

  /// @throws KernelError ERANGE outside 1 to 65535
  public void setPathCost(int cost) {
    if (cost < 1 || cost > 0xffff) {
      throw new KernelError(Errno.ERANGE);
    }
    pathCost = cost;
    pathCostSet = true;
    bridge.spanningTree().update();
  }

  /// Takes the cost of the device's speed unless someone set it (`br_port_carrier_check`).
  void followSpeed(int cost) {
    if (!pathCostSet) {
      pathCost = cost;
    }
  }

  /// Which link-local groups are bridged here, a bit for each last digit.
  public int groupForwardMask() {
    return groupForwardMask;
  }

  /// @throws KernelError EINVAL for the group of pause frames
  public void setGroupForwardMask(int mask) {
    if ((mask & 1 << 1) != 0) {
      throw new KernelError(Errno.EINVAL);
    }
    groupForwardMask = mask;
  }

  /// What the port holds to be the best information on its LAN.
  public PriorityVector vector() {
    return vector;
  }

  /// Whether the bridge is the way to the root for this LAN (`br_is_designated_port`).
  public boolean isDesignated() {
    return vector.bridge().equals(bridge.spanningTree().bridgeId())
        && vector.port() == identifier();
  }
}
