package vethlab.simulator.bridge;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceListener;
import vethlab.simulator.device.DeviceRemoval;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DropReason;

/// A bridge (`net/bridge`): forwards frames between its ports, and is itself a device of the host.
public final class Bridge extends NetDevice implements DeviceListener {

  /// How many ports a bridge can have; there is no number 0 (`BR_MAX_PORTS`).
  public static final int MAX_PORTS = 1023;

  /// The groups that are never forwarded by a bridge's own mask: STP, pause, LACP
  /// (`BR_GROUPFWD_RESTRICTED`).
  private static final int RESTRICTED_GROUPS = 0b111;

  private static final int DEFAULT_MTU = 1500;

  private final ForwardingDatabase database;
  private final SpanningTree spanningTree;
  private final VlanFilter vlanFilter;
  private final MulticastSnooping snooping;
  private final Forwarding forwarding;
  private final BridgeInput input;
  private final EnumSet<BridgeOption> options;

  /// Newest first: the order in which a flood reaches them.
  private final List<BridgePort> ports = new ArrayList<>();

  private Duration ageingTime = Duration.ofMinutes(5);
  private @Nullable Duration shortAgeing;
  private int groupForwardMask;
  private boolean mtuSet;
  private boolean hadPorts;

  /// A bridge in `table`, not registered yet.
  ///
  /// @param address the one that it has until a port comes, random unless someone chose it
  public Bridge(DeviceTable table, String name, MacAddress address) {
    super(table, name, address, DEFAULT_MTU, 1000);
    this.database = new ForwardingDatabase(this);
    this.spanningTree = new SpanningTree(this);
    this.vlanFilter = new VlanFilter(this);
    this.snooping = new MulticastSnooping(this);
    this.forwarding = new Forwarding(this, ports);
    this.input = new BridgeInput(this, forwarding);
    this.options = EnumSet.noneOf(BridgeOption.class);
  }

  private Bridge(Bridge original, Fork fork) {
    super(original, fork);
    this.database = fork.of(original.database);
    this.spanningTree = fork.of(original.spanningTree);
    this.vlanFilter = original.vlanFilter.copy(this);
    this.snooping = original.snooping.copy(this);
    this.forwarding = new Forwarding(this, ports);
    this.input = new BridgeInput(this, forwarding);
    this.options = EnumSet.copyOf(original.options);
    this.ageingTime = original.ageingTime;
    this.shortAgeing = original.shortAgeing;
    this.groupForwardMask = original.groupForwardMask;
    this.mtuSet = original.mtuSet;
    this.hadPorts = original.hadPorts;
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

  @Override
  public boolean isNamespaceLocal() {
    return true;
  }

  // ---- The way of a frame ----

  /// What becomes of frames that came in.
  BridgeInput input() {
    return input;
  }

  /// The host sends (`br_dev_xmit`).
  @Override
  protected void transmit(SocketBuffer buffer) {
    statistics().transmitted(buffer.length());
    int vid = vlanFilter.admit(buffer, vlanFilter.groupOf(null), null);
    if (vid == VlanFilter.DROPPED) {
      return;
    }
    MacAddress destination = buffer.frame().destination();
    if (destination.isBroadcast()) {
      forwarding.flood(buffer, null, vid, Forwarding.Kind.BROADCAST, false);
    } else if (destination.isMulticast()) {
      DropReason unreadable = snooping.inspect(buffer.frame().payload());
      if (unreadable != null) {
        buffer.drop(unreadable);
        return;
      }
      forwarding.flood(buffer, null, vid, Forwarding.Kind.MULTICAST, false);
    } else {
      FdbEntry entry = input.find(buffer, destination, vid);
      if (entry == null) {
        forwarding.flood(buffer, null, vid, Forwarding.Kind.UNICAST, false);
      } else {
        forwarding.forward(entry.port, buffer, null, vid, false);
      }
    }
  }

  // ---- Ports ----

  /// The ports, newest first.
  public ImmutableList<BridgePort> ports() {
    return ImmutableList.copyOf(ports);
  }

  /// The port with a number, or null.
  public @Nullable BridgePort port(int number) {
    for (BridgePort port : ports) {
      if (port.number() == number) {
        return port;
      }
    }
    return null;
  }

  /// The port of a device, or null if it is none of this bridge's.
  public @Nullable BridgePort portOf(NetDevice device) {
    return device.rxHandler() instanceof BridgePort port && port.bridge() == this ? port : null;
  }

  /// Makes a device a port (`br_add_if`).
  ///
  /// @throws KernelError EINVAL for a loopback device, ELOOP for a bridge, EBUSY for the port of
  ///   another, EXFULL if there is no number left
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
    hadPorts = true;
    device.receiveFilter().addPromiscuity(1);
    database.addLocal(port, device.address(), VlanFilter.NONE, device.origin());
    if (vlanFilter.defaultPvid() != 0) {
      vlanFilter.add(port, vlanFilter.defaultPvid(), true, true);
    }
    boolean moved = spanningTree.followPortAddresses();
    if (port.hasLink() && isUp()) {
      spanningTree.enablePort(port);
    }
    if (moved) {
      table().tell(this, Change.CHANGE_ADDRESS);
    }
    adjustMtu();
    return port;
  }

  /// Whether it has, or once had, a port: then its limits are those of its ports.
  public boolean hasHadPorts() {
    return hadPorts;
  }

  /// Releases a port (`br_del_if`).
  ///
  /// @throws KernelError EINVAL if the device is none of this bridge's
  public void removePort(NetDevice device) {
    BridgePort port = portOf(device);
    if (port == null) {
      throw new KernelError(Errno.EINVAL);
    }
    release(port);
    adjustMtu();
    if (spanningTree.followPortAddresses()) {
      table().tell(this, Change.CHANGE_ADDRESS);
    }
  }

  /// Lets go of a port (`del_nbp`).
  private void release(BridgePort port) {
    NetDevice device = port.device();
    device.receiveFilter().addAllMulticast(-1);
    device.receiveFilter().addPromiscuity(-1);
    spanningTree.disablePort(port);
    ports.remove(port);
    port.vlans().all().forEach(vlan -> port.vlans().remove(vlan.vid()));
    database.forgetPort(port);
    for (BridgePort other : ports) {
      if (other.backup() == port) {
        other.setBackup(null);
      }
    }
    device.setMaster(null);
    device.setRxHandler(null);
  }

  private int freeNumber() {
    for (int number = 1; number <= MAX_PORTS; number++) {
      if (port(number) == null) {
        return number;
      }
    }
    throw new KernelError(Errno.EXFULL);
  }

  // ---- What happens to it and to its ports ----

  @Override
  protected void registered() {
    table().addListener(this);
    table().setProtocol(EtherType.LLC, new StpReceiver());
    database.bridgeAddressChanging(address());
    vlanFilter.add(null, vlanFilter.defaultPvid(), true, true);
    if (isAddressSet()) {
      spanningTree.changeAddress(address());
    }
  }

  @Override
  protected void opening() {
    database.collector().start();
    spanningTree.start();
    snooping.start();
  }

  @Override
  protected void stopping() {
    spanningTree.stop();
    database.collector().stop();
    snooping.stop();
  }

  @Override
  protected void leave(DeviceRemoval removal) {
    ports().forEach(this::release);
    database.forgetPort(null);
    spanningTree.protocol().stop();
    database.collector().stop();
    table().removeListener(this);
    removal.add(this);
  }

  /// Something happened to a device of the namespace, maybe a port (`br_device_event`).
  @Override
  public void deviceChanged(NetDevice device, Change change) {
    BridgePort port = portOf(device);
    if (port == null) {
      return;
    }
    switch (change) {
      case CHANGE_MTU -> adjustMtu();
      case CHANGE_ADDRESS -> {
        database.portAddressChanged(port);
        if (spanningTree.followPortAddresses()) {
          table().tell(this, Change.CHANGE_ADDRESS);
        }
      }
      case CHANGE, CHANGE_FLAGS -> checkLink(port);
      case DOWN -> {
        if (isUp()) {
          spanningTree.disablePort(port);
        }
      }
      case UP -> {
        if (isUp() && device.isOperational()) {
          spanningTree.enablePort(port);
        }
      }
      case UNREGISTER -> removePort(device);
      case REGISTER, GOING_DOWN, CHANGE_NAME, CHANGE_UPPER, NOTIFY_PEERS -> {}
    }
  }

  /// The link of a port came or went (`br_port_carrier_check`).
  private void checkLink(BridgePort port) {
    if (port.hasLink()) {
      port.stp().followSpeed(PathCost.of(port.device()));
    }
    if (!isUp()) {
      return;
    }
    if (port.hasLink() && port.stp().isDisabled()) {
      spanningTree.enablePort(port);
    } else if (!port.hasLink() && !port.stp().isDisabled()) {
      spanningTree.disablePort(port);
    }
  }

  @Override
  protected void changeAddress(MacAddress newAddress) {
    if (!newAddress.isValidForDevice()) {
      throw new KernelError(Errno.EADDRNOTAVAIL);
    }
    if (!isRegistered()) {
      takeAddress(newAddress);
    } else if (!newAddress.equals(address())) {
      spanningTree.changeAddress(newAddress);
    }
  }

  void takeAddress(MacAddress newAddress) {
    inheritAddress(newAddress);
  }

  @Override
  protected void mtuChanging() {
    mtuSet = true;
  }

  /// Takes the smallest MTU among the ports, unless someone chose one (`br_mtu_auto_adjust`).
  private void adjustMtu() {
    if (mtuSet) {
      return;
    }
    int smallest = Integer.MAX_VALUE;
    for (BridgePort port : ports) {
      smallest = Math.min(smallest, port.device().mtu());
    }
    setMtu(ports.isEmpty() ? DEFAULT_MTU : smallest);
    mtuSet = false;
  }

  /// Carrier while a port forwards.
  void setLive(boolean live) {
    setCarrier(live);
  }

  // ---- Parts and settings ----

  public ForwardingDatabase forwardingDatabase() {
    return database;
  }

  public SpanningTree spanningTree() {
    return spanningTree;
  }

  public VlanFilter vlanFilter() {
    return vlanFilter;
  }

  public MulticastSnooping multicastSnooping() {
    return snooping;
  }

  public boolean has(BridgeOption option) {
    return options.contains(option);
  }

  public void set(BridgeOption option, boolean on) {
    if (on) {
      options.add(option);
    } else {
      options.remove(option);
    }
  }

  /// How long a learned entry is kept without being refreshed (`ageing_time`).
  public Duration ageingTime() {
    return shortAgeing == null ? ageingTime : shortAgeing;
  }

  /// Changes that, and looks at once what is too old now (`br_set_ageing_time`).
  public void setAgeingTime(Duration time) {
    ageingTime = time;
    shortAgeing = null;
    database.collector().runNow();
  }

  /// Lets entries age faster while the topology changes; null ends that.
  void shortenAgeing(@Nullable Duration time) {
    shortAgeing = time;
  }

  /// How long a learned entry is kept at the moment (`hold_time`).
  Duration holdTime() {
    if (spanningTree.protocol().isTopologyChange()) {
      return spanningTree.times().forwardDelay();
    }
    return ageingTime();
  }

  /// Which link-local groups are bridged, a bit for each last digit (`group_fwd_mask`).
  public int groupForwardMask() {
    return groupForwardMask;
  }

  /// Lets link-local groups be bridged.
  ///
  /// @throws KernelError EINVAL for the groups of STP, pause and LACP
  public void setGroupForwardMask(int mask) {
    if ((mask & RESTRICTED_GROUPS) != 0) {
      throw new KernelError(Errno.EINVAL);
    }
    groupForwardMask = mask;
  }
}
