package vethlab.simulator.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DeviceStep;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Origin;

/// A network device (`net_device`): what all kinds share, and the way of a frame in and out.
///
/// A device does not know what a bridge is: whoever takes its frames has installed an [RxHandler].
@SuppressWarnings("this-escape") // the double must be known before its parts are copied
public abstract class NetDevice implements Forkable {

  private final DeviceStatistics statistics;
  private final List<FrameTap> taps = new ArrayList<>();
  private final DeviceFlags flags;
  private DeviceTable table;
  private String name;
  private int index;
  private MacAddress address;
  private boolean addressSet;
  private int mtu;
  private int txQueueLength;
  private int group;
  private String alias = "";
  private boolean carrier = true;
  private boolean active;
  private boolean registered;
  private OperState operState = OperState.UNKNOWN;
  private int promiscuity;
  private int allMulticast;
  private @Nullable RxHandler rxHandler;
  private @Nullable NetDevice master;
  private Origin origin;
  private String place = "";

  /// A device in `table`, not registered yet.
  ///
  /// @param mtu in octets, without link header
  protected NetDevice(
      DeviceTable table, String name, MacAddress address, int mtu, int txQueueLength) {
    this.table = table;
    this.name = name;
    this.address = address;
    this.mtu = mtu;
    this.txQueueLength = txQueueLength;
    this.flags = new DeviceFlags();
    this.statistics = new DeviceStatistics();
    this.origin = table.core().origin();
  }

  /// The double of `original`; subclasses copy their own part after calling this.
  protected NetDevice(NetDevice original, Fork fork) {
    fork.enter(original, this);
    this.table = fork.of(original.table);
    this.name = original.name;
    this.index = original.index;
    this.address = original.address;
    this.addressSet = original.addressSet;
    this.mtu = original.mtu;
    this.txQueueLength = original.txQueueLength;
    this.group = original.group;
    this.alias = original.alias;
    this.flags = original.flags.copy();
    this.carrier = original.carrier;
    this.active = original.active;
    this.registered = original.registered;
    this.operState = original.operState;
    this.promiscuity = original.promiscuity;
    this.allMulticast = original.allMulticast;
    this.origin = original.origin;
    this.place = original.place;
    this.statistics = original.statistics.copy();
    fork.later(() -> {
      this.rxHandler = fork.ofNullable(original.rxHandler);
      this.master = fork.ofNullable(original.master);
      for (FrameTap tap : original.taps) {
        FrameTap copy = tap.fork(fork);
        if (copy != null) {
          taps.add(copy);
        }
      }
    });
  }

  // ---- What the kind of device decides ----

  /// The kind, as `ip -d link` names it (`veth`, `bridge`); empty for the loopback device.
  public abstract String kind();

  /// Puts a frame on the cable (`ndo_start_xmit`).
  protected abstract void transmit(SocketBuffer buffer);

  /// Called when the device is set up, before its flag is set (`ndo_open`).
  protected void opening() {}

  /// Called when the device is set down (`ndo_stop`).
  protected void stopping() {}

  /// Called when the device goes away (`ndo_uninit`, `dellink`); it is down and has no master.
  protected void unregistering() {}

  /// Called after the device has moved to another namespace.
  protected void moved() {}

  /// The index of the device that this one is linked to, its own if to none (`dev_get_iflink`).
  public int linkIndex() {
    return index;
  }

  /// The device that this one is linked to (a veth's peer, the lower device of a VLAN), or null.
  public @Nullable NetDevice link() {
    return null;
  }

  // ---- The way of a frame ----

  /// Sends a frame: taps see it, then the driver gets it (`dev_queue_xmit`).
  public final void send(SocketBuffer buffer) {
    buffer.setDevice(this);
    if (!active) {
      statistics.txDropped++;
      buffer.drop(flags.isUp() ? DropReason.QDISC_DROP : DropReason.DEV_READY);
      return;
    }
    EthernetFrame frame = buffer.frame();
    if (!taps.isEmpty()) {
      tap(PacketType.OUTGOING, frame);
    }
    if (buffer.isTraced()) {
      buffer.trace(new DeviceStep.Transmitted(place(), frame));
    }
    transmit(buffer);
  }

  /// Takes a frame in (`__netif_receive_skb_core`): taps, handler, protocols.
  public final void receive(SocketBuffer buffer) {
    if (!flags.isUp()) {
      statistics.rxDropped++;
      buffer.drop(DropReason.DEV_READY);
      return;
    }
    EthernetFrame frame = buffer.frame();
    if (!taps.isEmpty()) {
      tap(buffer.packetType(), frame);
    }
    if (buffer.isTraced()) {
      buffer.trace(new DeviceStep.Received(place(), frame));
    }
    if (rxHandler != null) {
      switch (rxHandler.handleFrame(buffer)) {
        case CONSUMED -> {
          return;
        }
        case ANOTHER -> {
          buffer.device().receive(buffer);
          return;
        }
        case PASS -> {}
      }
    }
    deliver(buffer);
  }

  /// Hands a frame to the protocol of its type; a tag that nobody took makes it another host's.
  private void deliver(SocketBuffer buffer) {
    EthernetFrame frame = buffer.frame();
    if (frame.tag() != null) {
      if (frame.tag().vid() != 0) {
        buffer.setPacketType(PacketType.OTHERHOST);
      }
      frame = frame.popped();
      buffer.setFrame(frame);
    }
    ProtocolHandler protocol = table.protocol(frame.etherType());
    if (protocol == null) {
      statistics.rxDropped++;
      buffer.drop(DropReason.UNHANDLED_PROTO);
      return;
    }
    protocol.receive(buffer);
  }

  /// Sets the packet type of an arriving frame by its destination (`eth_type_trans`).
  protected final void classify(SocketBuffer buffer) {
    MacAddress destination = buffer.frame().destination();
    if (destination.value() == address.value()) {
      buffer.setPacketType(PacketType.HOST);
    } else if (destination.isMulticast()) {
      buffer.setPacketType(destination.isBroadcast() ? PacketType.BROADCAST : PacketType.MULTICAST);
    } else {
      buffer.setPacketType(PacketType.OTHERHOST);
    }
  }

  /// Lets the taps of this device see a frame, outermost tag included.
  private void tap(PacketType type, EthernetFrame frame) {
    for (int i = 0; i < taps.size(); i++) {
      taps.get(i).captured(this, type, frame);
    }
  }

  // ---- Up and down ----

  /// Sets the device up (`__dev_open`); does nothing if it is.
  public final void open() {
    if (flags.isUp()) {
      return;
    }
    opening();
    flags.setUp(true);
    active = carrier;
    linkStateFollowsFlags();
    table.tell(this, DeviceListener.Change.UP);
  }

  /// Sets the device down (`__dev_close`); does nothing if it is.
  public final void close() {
    if (!flags.isUp()) {
      return;
    }
    table.tell(this, DeviceListener.Change.GOING_DOWN);
    flags.setUp(false);
    active = false;
    stopping();
    linkStateFollowsFlags();
    table.tell(this, DeviceListener.Change.DOWN);
  }

  /// The carrier came or went (`netif_carrier_on`, `netif_carrier_off`).
  protected final void setCarrier(boolean on) {
    if (carrier == on) {
      return;
    }
    carrier = on;
    if (registered) {
      core().linkWatch().fire(this, isUrgent());
    }
  }

  private boolean isUrgent() {
    return flags.isUp() && (index != linkIndex() || (carrier && !active));
  }

  /// The link watch's round reached the device (`linkwatch_do_dev`).
  final void linkChanged() {
    updateOperState();
    if (flags.isUp()) {
      active = carrier;
      table.tell(this, DeviceListener.Change.CHANGE);
    }
  }

  private void linkStateFollowsFlags() {
    // rfc2863_policy runs from the link watch only; flags alone leave the state as it is.
    if (registered && flags.isUp()) {
      core().linkWatch().fire(this, isUrgent());
    }
  }

  private void updateOperState() {
    if (flags.isLoopback()) {
      return;
    }
    if (carrier) {
      operState = OperState.UP;
    } else {
      operState = index == linkIndex() ? OperState.DOWN : OperState.LOWERLAYERDOWN;
    }
  }

  // ---- Registration ----

  /// Enters the device into its namespace under a free index (`register_netdevice`).
  public final void register(int wantedIndex) {
    index = table.add(this, wantedIndex);
    registered = true;
    table.tell(this, DeviceListener.Change.REGISTER);
  }

  /// Takes the device down and out of its namespace for good (`unregister_netdevice`).
  public final void unregister() {
    if (!registered) {
      return;
    }
    close();
    table.tell(this, DeviceListener.Change.UNREGISTER);
    registered = false;
    core().linkWatch().forget(this);
    table.remove(this);
    unregistering();
  }

  /// Moves the device to another namespace (`dev_change_net_namespace`): down, its addresses gone.
  public final void moveTo(DeviceTable target, String newName) {
    close();
    table.tell(this, DeviceListener.Change.UNREGISTER);
    table.remove(this);
    table = target;
    name = newName;
    index = target.add(this, target.isFreeIndex(index) ? index : 0);
    place = "";
    moved();
    table.tell(this, DeviceListener.Change.REGISTER);
  }

  public final boolean isRegistered() {
    return registered;
  }

  // ---- Identity and settings ----

  /// The devices of the namespace that this one is in.
  public final DeviceTable table() {
    return table;
  }

  public final NetCore core() {
    return table.core();
  }

  public final String name() {
    return name;
  }

  /// Renames the device; the caller has checked that the name is free and allowed.
  public final void rename(String newName) {
    table.renamed(this, name, newName);
    name = newName;
    place = "";
    table.tell(this, DeviceListener.Change.CHANGE_NAME);
  }

  /// The interface index, from 1.
  public final int index() {
    return index;
  }

  /// `namespace/device`, as traces name it.
  public final String place() {
    if (place.isEmpty()) {
      place = table.namespaceName() + "/" + name;
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
  public final void setAddress(MacAddress newAddress) {
    address = newAddress;
    addressSet = true;
    table.tell(this, DeviceListener.Change.CHANGE_ADDRESS);
  }

  /// Whether someone chose the address (`NET_ADDR_SET`).
  public final boolean isAddressSet() {
    return addressSet;
  }

  /// The device takes the address of another without anyone having asked (a bridge from its port).
  protected final void inheritAddress(MacAddress newAddress) {
    address = newAddress;
    table.tell(this, DeviceListener.Change.CHANGE_ADDRESS);
  }

  /// Octets of payload that a frame may carry.
  public final int mtu() {
    return mtu;
  }

  public final void setMtu(int newMtu) {
    mtu = newMtu;
    table.tell(this, DeviceListener.Change.CHANGE_MTU);
  }

  public final int txQueueLength() {
    return txQueueLength;
  }

  public final void setTxQueueLength(int length) {
    txQueueLength = length;
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

  /// Whether it is set up; carrier or not.
  public final boolean isUp() {
    return flags.isUp();
  }

  /// Whether there is a signal (`netif_carrier_ok`, LOWER_UP).
  public final boolean hasCarrier() {
    return carrier;
  }

  /// Whether it has a working queue (`!qdisc_tx_is_noop`).
  public final boolean isActive() {
    return active;
  }

  public final OperState operState() {
    return operState;
  }

  /// Whether it is up as far as protocols care (`netif_oper_up`).
  public final boolean isOperational() {
    return operState == OperState.UP || operState == OperState.UNKNOWN;
  }

  /// Adds to or takes from the number of those who want all frames (`dev_set_promiscuity`).
  public final void addPromiscuity(int change) {
    promiscuity += change;
  }

  public final int promiscuity() {
    return promiscuity;
  }

  public final void addAllMulticast(int change) {
    allMulticast += change;
  }

  public final int allMulticast() {
    return allMulticast;
  }

  public final @Nullable RxHandler rxHandler() {
    return rxHandler;
  }

  /// Installs a handler; there can be one (`netdev_rx_handler_register`).
  public final void setRxHandler(@Nullable RxHandler handler) {
    if (handler != null && rxHandler != null) {
      throw new IllegalStateException(name + " has a handler already");
    }
    rxHandler = handler;
  }

  /// The device that this one is a port of, or null (`netdev_master_upper_dev_get`).
  public final @Nullable NetDevice master() {
    return master;
  }

  public final void setMaster(@Nullable NetDevice newMaster) {
    master = newMaster;
    table.tell(this, DeviceListener.Change.CHANGE_UPPER);
  }

  public final void addTap(FrameTap tap) {
    taps.add(Objects.requireNonNull(tap));
  }

  public final void removeTap(FrameTap tap) {
    taps.remove(tap);
  }

  public final DeviceStatistics statistics() {
    return statistics;
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
