package vethlab.simulator.device;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.Origin;

/// A network device (`net_device`): what all kinds share, and the way of a frame in and out.
///
/// A device does not know what a bridge is: whoever takes its frames has installed an [RxHandler].
@SuppressWarnings("this-escape") // the double must be known before its parts are copied
public abstract class NetDevice implements Forkable {

  private final DeviceStatistics statistics;
  private final DeviceFlags flags;
  private final LinkState link;
  private final FramePath frames;
  private final ReceiveFilter filter;
  private DeviceTable table;
  private DeviceNames names;
  private int index;
  private MacAddress address;
  private boolean addressSet;
  private int mtu;
  private int txQueueLength;
  private QueueCounts queues = QueueCounts.ONE;
  private int group;
  private String alias = "";
  private boolean registered;
  private @Nullable NetDevice master;
  private Origin origin;
  private String place = "";

  /// A device in `table`, not registered yet.
  ///
  /// @param mtu in octets, without link header
  protected NetDevice(
      DeviceTable table, String name, MacAddress address, int mtu, int txQueueLength) {
    this.table = table;
    this.names = DeviceNames.of(name);
    this.address = address;
    this.mtu = mtu;
    this.txQueueLength = txQueueLength;
    this.flags = new DeviceFlags();
    this.link = new LinkState();
    this.frames = new FramePath(this, link);
    this.filter = new ReceiveFilter(this);
    this.statistics = new DeviceStatistics();
    this.origin = table.core().origin();
  }

  /// The double of `original`; subclasses copy their own part after calling this.
  protected NetDevice(NetDevice original, Fork fork) {
    fork.enter(original, this);
    this.table = fork.of(original.table);
    this.names = original.names;
    this.index = original.index;
    this.address = original.address;
    this.addressSet = original.addressSet;
    this.mtu = original.mtu;
    this.txQueueLength = original.txQueueLength;
    this.queues = original.queues;
    this.group = original.group;
    this.alias = original.alias;
    this.flags = original.flags.copy();
    this.link = original.link.copy();
    this.frames = new FramePath(this, link);
    this.filter = original.filter.copy(this);
    this.registered = original.registered;
    this.origin = original.origin;
    this.place = original.place;
    this.statistics = original.statistics.copy();
    fork.later(() -> {
      this.master = fork.ofNullable(original.master);
      this.frames.copyFrom(original.frames, fork);
    });
  }

  // ---- What the kind of device decides ----

  /// The kind, as `ip -d link` names it (`veth`, `bridge`); empty for the loopback device.
  public abstract String kind();

  /// Puts a frame on the cable (`ndo_start_xmit`).
  protected abstract void transmit(SocketBuffer buffer);

  /// Called when the device has been registered and everybody told.
  protected void registered() {}

  /// Called when the device is set up, before its flag is set (`ndo_open`).
  protected void opening() {}

  /// Called when the device is set down, before its flag is cleared (`ndo_stop`).
  protected void stopping() {}

  /// Lets the device go, and with it what cannot stay without it (`dellink`).
  protected void leave(DeviceRemoval removal) {
    removal.add(this);
  }

  /// Called after the device has moved to another namespace.
  protected void moved() {}

  /// Gives the device the address that someone chose (`ndo_set_mac_address`).
  ///
  /// @throws KernelError EADDRNOTAVAIL if it is none for a device
  protected void changeAddress(MacAddress newAddress) {
    if (!newAddress.isValidForDevice()) {
      throw new KernelError(Errno.EADDRNOTAVAIL);
    }
    address = newAddress;
  }

  /// Called when the MTU is changed, also by the device itself (`ndo_change_mtu`).
  protected void mtuChanging() {}

  /// Called when the first one wants all frames, or the last one no longer does
  /// (`ndo_change_rx_flags`).
  protected void promiscuityChanged() {}

  /// Gives or takes the signal as someone asks (`ndo_change_carrier`).
  ///
  /// @throws KernelError EOPNOTSUPP if the device cannot do that
  public void changeCarrier(boolean on) {
    throw new KernelError(Errno.EOPNOTSUPP);
  }

  /// Whether the device stays in its namespace for life (`NETIF_F_NETNS_LOCAL`).
  public boolean isNamespaceLocal() {
    return false;
  }

  /// The queueing discipline that it gets when it is first set up: software devices have no queue.
  protected String defaultQueueingDiscipline() {
    return "noqueue";
  }

  /// The MTUs that it allows.
  public MtuRange mtuRange() {
    return MtuRange.ETHERNET;
  }

  /// How fast the link says it is, in Mbit/s; 0 if it does not (`ethtool`).
  public int speedMegabits() {
    return 0;
  }

  /// The index of the device that this one is linked to, its own if to none (`dev_get_iflink`).
  public int linkIndex() {
    return index;
  }

  /// The device that this one is linked to (a veth's peer, the lower device of a VLAN), or null.
  public @Nullable NetDevice link() {
    return null;
  }

  // ---- The way of a frame ----

  /// Sends a frame (`dev_queue_xmit`).
  public final void send(SocketBuffer buffer) {
    frames.send(buffer);
  }

  /// Lets this host receive a copy of what it sends by this device (`dev_loopback_xmit`).
  public final void loopBack(SocketBuffer copy) {
    frames.loopBack(copy);
  }

  /// Takes a frame in (`netif_receive_skb`).
  public final void receive(SocketBuffer buffer) {
    frames.receive(buffer);
  }

  /// Has a tap see all frames from now on.
  public final void addTap(FrameTap tap) {
    frames.addTap(tap);
  }

  public final void removeTap(FrameTap tap) {
    frames.removeTap(tap);
  }

  public final @Nullable RxHandler rxHandler() {
    return frames.handler();
  }

  /// Installs a handler; there can be one (`netdev_rx_handler_register`).
  public final void setRxHandler(@Nullable RxHandler handler) {
    frames.setHandler(handler);
  }

  /// The device that this one is a port of, or null (`netdev_master_upper_dev_get`).
  public final @Nullable NetDevice master() {
    return master;
  }

  public final void setMaster(@Nullable NetDevice newMaster) {
    master = newMaster;
    table.tell(this, DeviceListener.Change.CHANGE_UPPER);
  }

  /// What it takes in beside frames for itself.
  public final ReceiveFilter receiveFilter() {
    return filter;
  }

  public final DeviceStatistics statistics() {
    return statistics;
  }

  // ---- Up and down ----

  /// Sets the device up (`dev_open`); does nothing if it is.
  ///
  /// @throws KernelError if the driver refuses
  public final void open() {
    if (flags.isUp()) {
      return;
    }
    link.setStarted(true);
    try {
      opening();
    } catch (KernelError refused) {
      link.setStarted(false);
      throw refused;
    }
    flags.setUp(true);
    link.activate();
    table.tell(this, DeviceListener.Change.UP);
  }

  /// Sets the device down (`dev_close`); does nothing if it is.
  public final void close() {
    DeviceRemoval.close(ImmutableList.of(this));
  }

  /// The signal came or went (`netif_carrier_on`, `netif_carrier_off`).
  protected final void setCarrier(boolean on) {
    if (link.setCarrier(on) && registered) {
      link.countCarrierChange();
      core().linkWatch().fire(this);
    }
  }

  final LinkState linkState() {
    return link;
  }

  /// Whether it is set up; carrier or not (`IFF_UP`).
  public final boolean isUp() {
    return flags.isUp();
  }

  /// Whether there is a signal (`netif_carrier_ok`); shown as LOWER_UP while the device is up.
  public final boolean hasCarrier() {
    return link.hasCarrier();
  }

  /// How often the signal came (`carrier_up_count`).
  public final int carrierUps() {
    return link.carrierUps();
  }

  /// How often the signal went (`carrier_down_count`).
  public final int carrierDowns() {
    return link.carrierDowns();
  }

  /// Whether it has a working queue (`!qdisc_tx_is_noop`).
  public final boolean isActive() {
    return link.isQueueActive();
  }

  /// The operational state as it is shown: a device that is not up is DOWN (`rtnl_fill_ifinfo`).
  public final OperState operState() {
    return link.isStarted() ? link.operState() : OperState.DOWN;
  }

  /// Whether it is up as far as protocols care (`netif_oper_up`).
  public final boolean isOperational() {
    return link.operState() == OperState.UP || link.operState() == OperState.UNKNOWN;
  }

  /// Whether it is up and operational (`IFF_RUNNING`); if not, an up device shows NO-CARRIER.
  public final boolean isRunning() {
    return link.isStarted() && isOperational();
  }

  /// The name of its queueing discipline, as `ip link` shows it.
  public final String queueingDiscipline() {
    return link.isQueueAttached() ? defaultQueueingDiscipline() : "noop";
  }

  // ---- Being in a namespace ----

  /// Enters the device into its namespace (`register_netdevice`).
  ///
  /// @param wantedIndex the index to have, or 0 for the next free one
  /// @throws KernelError EINVAL or EEXIST for the name, EBUSY for the index
  public final void register(int wantedIndex) {
    names = names.withName(table.validName(name()));
    index = table.freeIndex(wantedIndex);
    table.insert(this);
    registered = true;
    if (!link.hasCarrier()) {
      link.followCarrier(index != linkIndex());
    }
    table.tell(this, DeviceListener.Change.REGISTER);
    registered();
  }

  /// Takes the device away for good, and what goes with it (`ip link del`).
  public final void unregister() {
    if (registered) {
      DeviceRemoval removal = new DeviceRemoval();
      leave(removal);
      removal.run();
    }
  }

  /// Leaves the namespace's lists; nobody finds the device any more.
  final void unlist() {
    table.remove(this);
    registered = false;
  }

  /// Tells everybody that the device is gone, and lets go of what it had.
  final void dismantle() {
    link.shutDown();
    table.tell(this, DeviceListener.Change.UNREGISTER);
    filter.forgetAddresses();
    core().linkWatch().forget(this);
  }

  /// Moves the device to another namespace ([DeviceTable#adopt]).
  ///
  /// @param pattern the name to have if its own is taken there, or null; may contain `%d`
  /// @throws KernelError EINVAL if the device must stay, EEXIST if its name is taken
  public final void moveTo(DeviceTable target, @Nullable String pattern) {
    target.adopt(this, pattern);
  }

  /// Comes to another namespace, under another name and index.
  final void settle(DeviceTable target, String newName, int newIndex) {
    table = target;
    names = names.withName(newName);
    index = newIndex;
    place = "";
    moved();
  }

  public final boolean isRegistered() {
    return registered;
  }

  /// The devices of the namespace that this one is in.
  public final DeviceTable table() {
    return table;
  }

  public final NetCore core() {
    return table.core();
  }

  // ---- Identity ----

  public final String name() {
    return names.name();
  }

  /// The name, and the names that it answers to as well.
  public final DeviceNames names() {
    return names;
  }

  final void setNames(DeviceNames newNames) {
    names = newNames;
    place = "";
  }

  /// Renames the device (`dev_change_name`).
  ///
  /// @param pattern the name; may contain `%d`
  /// @throws KernelError EBUSY if it is up and the kernel is too old for that, EINVAL or EEXIST for
  ///   the name
  public final void rename(String pattern) {
    if (flags.isUp() && !core().profile().renamesDevicesThatAreUp()) {
      throw new KernelError(Errno.EBUSY);
    }
    if (!pattern.equals(name())) {
      table.rename(this, names.withName(table.validName(pattern)));
      table.tell(this, DeviceListener.Change.CHANGE_NAME);
    }
  }

  /// Gives the device a further name (`altname`).
  ///
  /// @throws KernelError EEXIST if something has that name
  public final void addAlternativeName(String newName) {
    table.rename(this, names.withAlternative(newName));
  }

  /// Takes a further name away.
  ///
  /// @throws KernelError EINVAL if the device has no such one
  public final void removeAlternativeName(String oldName) {
    table.rename(this, names.withoutAlternative(oldName));
  }

  /// The interface index, from 1.
  public final int index() {
    return index;
  }

  /// `namespace/device`, as traces name it.
  public final String place() {
    if (place.isEmpty()) {
      place = table.namespaceName() + "/" + name();
    }
    return place;
  }

  /// Forgets the place's text, because the namespace was renamed.
  final void placeChanged() {
    place = "";
  }

  public final MacAddress address() {
    return address;
  }

  /// Gives the device another MAC address (`dev_set_mac_address`).
  ///
  /// @throws KernelError EADDRNOTAVAIL if it is none for a device
  public final void setAddress(MacAddress newAddress) {
    changeAddress(newAddress);
    addressSet = true;
    if (registered) {
      table.tell(this, DeviceListener.Change.CHANGE_ADDRESS);
    }
  }

  /// Whether someone chose the address (`NET_ADDR_SET`).
  public final boolean isAddressSet() {
    return addressSet;
  }

  /// The device takes an address without anyone having asked (a bridge from its port); who is told
  /// and when is the device's own affair.
  protected final void inheritAddress(MacAddress newAddress) {
    address = newAddress;
  }

  // ---- Settings ----

  /// Octets of payload that a frame may carry.
  public final int mtu() {
    return mtu;
  }

  /// Changes the MTU (`dev_set_mtu`).
  ///
  /// @throws KernelError EINVAL outside the device's range
  public final void setMtu(int newMtu) {
    if (newMtu == mtu) {
      return;
    }
    mtuRange().check(newMtu);
    mtuChanging();
    mtu = newMtu;
    if (registered) {
      table.tell(this, DeviceListener.Change.CHANGE_MTU);
    }
  }

  public final int txQueueLength() {
    return txQueueLength;
  }

  public final void setTxQueueLength(int length) {
    txQueueLength = length;
  }

  public final QueueCounts queues() {
    return queues;
  }

  /// Chooses the number of queues of a new device.
  public final void setQueues(QueueCounts counts) {
    queues = counts;
  }

  public final int group() {
    return group;
  }

  public final void setGroup(int group) {
    this.group = group;
  }

  public final String alias() {
    return alias;
  }

  public final void setAlias(String alias) {
    this.alias = alias;
  }

  public final DeviceFlags flags() {
    return flags;
  }

  /// Sets a flag that says how the device is used, and tells everybody if it is up
  /// (`dev_change_flags`).
  public final void setFlag(DeviceFlags.Flag flag, boolean on) {
    if (flags.set(flag, on) && flags.isUp()) {
      table.tell(this, DeviceListener.Change.CHANGE_FLAGS);
    }
  }

  /// The script line that made it, or last configured it.
  public final Origin origin() {
    return origin;
  }

  public final void setOrigin(Origin origin) {
    this.origin = origin;
  }

  @Override
  public final String toString() {
    return place();
  }
}
