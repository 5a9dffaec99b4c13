package vethlab.simulator.bridge;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.BridgeStep;
import vethlab.simulator.trace.DropReason;

/// A bridge (`net/bridge`): forwards frames between its ports, and is itself a device of the host.
public final class Bridge extends NetDevice {

  /// How many ports a bridge can have, number 0 not counted (`BR_MAX_PORTS`).
  public static final int MAX_PORTS = 1023;

  private final ForwardingDatabase database;
  private final SpanningTree spanningTree;

  /// Newest first: the order in which a flood reaches them.
  private final List<BridgePort> ports = new ArrayList<>();

  private Duration ageingTime = Duration.ofSeconds(300);
  private int groupForwardMask;

  public Bridge(DeviceTable table, String name, MacAddress address) {
    super(table, name, address, 1500, 1000);
    this.database = new ForwardingDatabase(this);
    this.spanningTree = new SpanningTree(this, MacAddress.ZERO);
  }

  private Bridge(Bridge original, Fork fork) {
    super(original, fork);
    this.database = fork.of(original.database);
    this.spanningTree = fork.of(original.spanningTree);
    this.ageingTime = original.ageingTime;
    this.groupForwardMask = original.groupForwardMask;
    fork.later(() -> original.ports.forEach(port -> ports.add(fork.of(port))));
  }

  @Override
  public Bridge fork(Fork fork) {
    return new Bridge(this, fork);
  }

  @Override
  public String kind() {
    return "bridge";
  }

  // ---- Ports ----

  /// The ports, newest first.
  public ImmutableList<BridgePort> ports() {
    return ImmutableList.copyOf(ports);
  }

  /// The port of a device, or null if it is none of this bridge's.
  public @Nullable BridgePort portOf(NetDevice device) {
    return device.rxHandler() instanceof BridgePort port && port.bridge() == this ? port : null;
  }

  /// Makes a device a port (`br_add_if`).
  ///
  /// @throws KernelError EINVAL for a loopback device, ELOOP for a bridge, EBUSY for a port
  public BridgePort addPort(NetDevice device) {
    if (device.flags().isLoopback() || !device.address().isValidForDevice()) {
      throw new KernelError(Errno.EINVAL);
    }
    if (device instanceof Bridge) {
      throw new KernelError(Errno.ELOOP, "Can not enslave a bridge to a bridge");
    }
    if (device.master() != null) {
      throw new KernelError(Errno.EBUSY);
    }
    BridgePort port = new BridgePort(this, device, freeNumber());
    device.receiveFilter().addAllMulticast(1);
    device.setRxHandler(port);
    device.setMaster(this);
    ports.addFirst(port);
    device.receiveFilter().addPromiscuity(1);
    database.addLocal(port, device.address(), 0, device.origin());
    return port;
  }

  /// Releases a port (`br_del_if`).
  ///
  /// @throws KernelError EINVAL if the device is none of this bridge's
  public void removePort(NetDevice device) {
    BridgePort port = portOf(device);
    if (port == null) {
      throw new KernelError(Errno.EINVAL);
    }
    ports.remove(port);
    device.receiveFilter().addAllMulticast(-1);
    device.receiveFilter().addPromiscuity(-1);
    database.flush(entry -> entry.port() == port);
    device.setMaster(null);
    device.setRxHandler(null);
  }

  private int freeNumber() {
    for (int number = 1; number <= MAX_PORTS; number++) {
      int wanted = number;
      if (ports.stream().noneMatch(port -> port.number() == wanted)) {
        return number;
      }
    }
    throw new KernelError(Errno.EXFULL);
  }

  // ---- Settings ----

  public ForwardingDatabase forwardingDatabase() {
    return database;
  }

  public SpanningTree spanningTree() {
    return spanningTree;
  }

  /// How long a learned entry is kept without being refreshed.
  public Duration ageingTime() {
    return ageingTime;
  }

  public void setAgeingTime(Duration time) {
    ageingTime = time;
  }

  /// Which link-local groups are bridged, a bit for each last digit.
  public int groupForwardMask() {
    return groupForwardMask;
  }

  /// @throws KernelError EINVAL for the groups of STP, pause and LACP
  public void setGroupForwardMask(int mask) {
    if ((mask & 0b111) != 0) {
      throw new KernelError(Errno.EINVAL);
    }
    groupForwardMask = mask;
  }

  void setLive(boolean live) {
    setCarrier(live);
  }

  // ---- The way of a frame ----

  /// A frame came in by a port that takes frames (`br_handle_frame_finish`).
  void handleFrame(BridgePort from, SocketBuffer buffer) {
    EthernetFrame frame = buffer.frame();
    MacAddress destination = frame.destination();
    if (from.has(PortFlag.LEARNING)) {
      database.learn(from, frame.source(), 0);
    }
    if (destination.isMulticast()) {
      flood(buffer, from, true);
      passUp(buffer);
      return;
    }
    FdbEntry entry = database.find(destination, 0);
    if (entry == null) {
      flood(buffer, from, false);
    } else if (entry.isLocal()) {
      passUp(buffer);
    } else {
      forward(entry.port(), buffer, from);
    }
  }

  void learnFromLinkLocal(BridgePort from, EthernetFrame frame) {
    if (from.has(PortFlag.LEARNING) && from.state().learns()) {
      database.learn(from, frame.source(), 0);
    }
  }

  /// The host sends (`br_dev_xmit`).
  @Override
  protected void transmit(SocketBuffer buffer) {
    statistics().transmitted(buffer.length());
    MacAddress destination = buffer.frame().destination();
    FdbEntry entry = destination.isMulticast() ? null : database.find(destination, 0);
    if (entry == null) {
      flood(buffer, null, false);
    } else {
      forward(entry.port(), buffer, null);
    }
  }

  private void forward(@Nullable BridgePort to, SocketBuffer buffer, @Nullable BridgePort from) {
    if (to == null || !shouldDeliver(to, from)) {
      buffer.drop(DropReason.BRIDGE_NO_EGRESS_PORT);
      return;
    }
    to.device().send(buffer);
  }

  private void flood(SocketBuffer buffer, @Nullable BridgePort from, boolean keep) {
    BridgePort previous = null;
    for (BridgePort port : ports) {
      if (shouldDeliver(port, from)) {
        if (previous != null) {
          previous.device().send(buffer.copy("copy to " + previous.device().name()));
        }
        previous = port;
      }
    }
    if (previous == null) {
      if (!keep) {
        buffer.drop(DropReason.BRIDGE_NO_EGRESS_PORT);
      }
    } else if (keep) {
      previous.device().send(buffer.copy("copy to " + previous.device().name()));
    } else {
      previous.device().send(buffer);
    }
  }

  private boolean shouldDeliver(BridgePort to, @Nullable BridgePort from) {
    return (to != from || to.has(PortFlag.HAIRPIN)) && to.state() == PortState.FORWARDING;
  }

  /// Up to the host, as received by the bridge device (`br_pass_frame_up`).
  private void passUp(SocketBuffer buffer) {
    statistics().received(buffer.length());
    buffer.setDevice(this);
    if (buffer.isTraced()) {
      buffer.trace(new BridgeStep.PassedUp(place()));
    }
    receive(buffer);
  }
}
