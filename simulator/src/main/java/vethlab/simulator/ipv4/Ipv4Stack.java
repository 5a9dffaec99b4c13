package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceListener;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.Fib;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteDevices;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.neighbour.NeighbourParameters;
import vethlab.simulator.neighbour.NeighbourTable;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;

/// IPv4 of one namespace (`netns_ipv4`): addresses, routes, neighbours, settings, and the way of
/// packets in, out and through.
public final class Ipv4Stack implements DeviceListener, RouteDevices {

  /// The least MTU with which IPv4 works (`inetdev_valid_mtu`).
  private static final int LEAST_MTU = 68;

  private final DeviceTable devices;
  private final Ipv4Settings settings;
  private final Fib fib;
  private final TreeMap<Integer, Ipv4Interface> interfaces = new TreeMap<>();
  private final Map<Integer, TransportHandler> transports = new LinkedHashMap<>();
  private final Arp arp;
  private final NeighbourTable neighbours;
  private final InterfaceAddresses addresses;
  private final RouteExceptions exceptions;
  private final DefaultRoutes defaultRoutes;
  private final PacketNumbers numbers;
  private final PeerLimits limits;
  private final Icmp icmp;
  private final Igmp igmp;
  private final Ipv4Input input;
  private final AddressSelection selection = new AddressSelection(this);
  private final Ipv4RouteCheck routeCheck = new Ipv4RouteCheck(this);
  private final MultipathChoice multipath = new MultipathChoice(this);
  private final Ipv4Routing routing = new Ipv4Routing(this);
  private final InputRouting inputRouting = new InputRouting(this);
  private final Ipv4Output output = new Ipv4Output(this);
  private final Ipv4Forward forward = new Ipv4Forward(this);
  private @Nullable RawHandler rawHandler;
  private @Nullable Ipv4Hooks hooks;
  private boolean customLocalRoutes;

  /// The stack of a namespace whose devices these are; it follows them from now on, and those that
  /// are there already.
  ///
  /// @param root the stack of the root namespace, whose settings a new one copies; null for the
  ///   root namespace itself
  public Ipv4Stack(DeviceTable devices, @Nullable Ipv4Stack root) {
    this.devices = devices;
    this.settings =
        root == null ? Ipv4Settings.ofRoot() : Ipv4Settings.ofNewNamespace(root.settings);
    this.fib = new Fib(IpFamily.IPV4, this);
    this.arp = new Arp(this);
    NeighbourParameters defaults =
        root == null ? NeighbourParameters.ofArp() : root.neighbours.defaults();
    this.neighbours = new NeighbourTable(devices, new ArpQuestions(this), defaults);
    this.addresses = new InterfaceAddresses(this);
    this.exceptions = new RouteExceptions(devices.core().timeline());
    this.defaultRoutes = new DefaultRoutes(this);
    this.numbers = new PacketNumbers(devices.core());
    this.limits = new PeerLimits(devices.core(), settings);
    this.icmp = new Icmp(this);
    this.igmp = new Igmp(this);
    this.input = new Ipv4Input(this);
    transports.put(IpProtocol.ICMP, icmp);
    transports.put(IpProtocol.IGMP, igmp);
    devices.setProtocol(EtherType.IPV4, input);
    devices.setProtocol(EtherType.ARP, arp);
    devices.addListener(this);
    devices.all().forEach(device -> deviceChanged(device, Change.REGISTER));
  }

  private Ipv4Stack(Ipv4Stack original, Fork fork) {
    fork.enter(original, this);
    this.devices = fork.of(original.devices);
    this.settings = original.settings.copy();
    this.fib = fork.of(original.fib);
    this.arp = fork.of(original.arp);
    this.neighbours = fork.of(original.neighbours);
    this.addresses = fork.of(original.addresses);
    this.exceptions = fork.of(original.exceptions);
    this.defaultRoutes = fork.of(original.defaultRoutes);
    this.numbers = fork.of(original.numbers);
    this.limits = original.limits.fork(settings, fork);
    this.icmp = fork.of(original.icmp);
    this.igmp = fork.of(original.igmp);
    this.input = fork.of(original.input);
    this.customLocalRoutes = original.customLocalRoutes;
    fork.later(() -> {
      original.interfaces.forEach((index, each) -> interfaces.put(index, fork.of(each)));
      original.transports.forEach((protocol, each) -> transports.put(protocol, fork.of(each)));
      this.rawHandler = fork.ofNullable(original.rawHandler);
      this.hooks = fork.ofNullable(original.hooks);
    });
  }

  @Override
  public Ipv4Stack fork(Fork fork) {
    return new Ipv4Stack(this, fork);
  }

  // ---- Addresses ----

  /// The addresses of a device in the order in which `ip addr` prints them.
  public ImmutableList<InterfaceAddress> addresses(NetDevice device) {
    Ipv4Interface on = find(device);
    return on == null ? ImmutableList.of() : on.addresses();
  }

  /// `ip addr add`, `change`, `replace`.
  ///
  /// @throws KernelError as the kernel refuses
  public void setAddress(NetDevice device, AddressRequest request) {
    addresses.set(require(device, Errno.ENOBUFS), request);
  }

  /// `ip addr del`.
  ///
  /// @param local null for any
  /// @param label null for any
  /// @param peer the other end's address, or the network's, with `prefixLength`; null for any
  /// @throws KernelError `EADDRNOTAVAIL` if no address is meant
  public void deleteAddress(
      NetDevice device,
      @Nullable Ipv4Address local,
      @Nullable String label,
      @Nullable Ipv4Address peer,
      int prefixLength) {
    addresses.delete(require(device, Errno.ENODEV), local, label, peer, prefixLength);
  }

  private Ipv4Interface require(NetDevice device, Errno otherwise) {
    Ipv4Interface on = find(device);
    if (on == null) {
      throw new KernelError(otherwise);
    }
    return on;
  }

  /// What an address is to this namespace: local, broadcast, a group, or some host's
  /// (`inet_addr_type`).
  public RouteType typeOf(Ipv4Address address) {
    return typeOf(address, Route.TABLE_LOCAL);
  }

  RouteType typeOf(Ipv4Address address, int table) {
    if (address.isZeroNet() || address.isLimitedBroadcast()) {
      return RouteType.BROADCAST;
    }
    if (address.isMulticast()) {
      return RouteType.MULTICAST;
    }
    if (fib.find(table) == null) {
      return RouteType.BROADCAST;
    }
    RouteQuery query = RouteQuery.output(address, Ipv4Address.ANY).withIif(0);
    return fib.lookupIn(table, query) instanceof RouteResult.Found found
        ? found.route().type()
        : RouteType.UNICAST;
  }

  /// The device that has an address, or null.
  public @Nullable NetDevice holder(Ipv4Address address) {
    return addresses.holder(address);
  }

  /// As [#holder]; an address that only a local route covers counts too (`__ip_dev_find`).
  @Nullable NetDevice holderOrLocal(Ipv4Address address) {
    NetDevice holder = addresses.holder(address);
    if (holder != null) {
      return holder;
    }
    RouteQuery query = RouteQuery.output(address, Ipv4Address.ANY).withIif(0);
    return fib.lookupIn(Route.TABLE_LOCAL, query) instanceof RouteResult.Found found
            && found.route().type() == RouteType.LOCAL
        ? devices.find(found.nextHop().device())
        : null;
  }

  // ---- Routes ----

  /// Tables and rules. Routes are added by [#addRoute], which completes them.
  public Fib fib() {
    return fib;
  }

  /// `ip route add`, `replace`, `change`, `append`, `prepend` (`inet_rtm_newroute`).
  ///
  /// @throws KernelError as the kernel refuses
  public void addRoute(Route route, RouteChange how) {
    Route complete = routeCheck.complete(route.toBuilder().origin(core().origin()).build());
    fib.insert(complete, how);
    if (route.type() == RouteType.LOCAL) {
      customLocalRoutes = true;
    }
  }

  /// `ip route del` (`inet_rtm_delroute`).
  ///
  /// @throws KernelError `ESRCH` if no route is meant
  public void deleteRoute(RouteSelector selector) {
    if (fib.find(selector.table()) == null) {
      throw new KernelError(Errno.ESRCH, "FIB table does not exist");
    }
    Route gone = fib.delete(selector);
    exceptions.routeGone(gone.nextHops());
  }

  /// Where a packet of this host would go (`ip route get`).
  public RouteDecision route(RouteQuery query) {
    return routing.output(query, false);
  }

  /// Where a packet from the wire would go (`ip route get … iif`).
  ///
  /// @param transportProtocol 0 where unknown
  public RouteDecision routeInput(
      NetDevice device,
      Ipv4Address destination,
      Ipv4Address source,
      int tos,
      int mark,
      int transportProtocol) {
    return inputRouting.decide(
        new InputRouting.Question(
            destination,
            source,
            tos & Ipv4Output.ROUTE_TOS,
            mark,
            transportProtocol,
            0,
            true,
            new MultipathChoice.Flow(source, destination, 0, 0)),
        require(device, Errno.ENODEV));
  }

  /// What the network told about single destinations (`ip route show cache`).
  public ImmutableList<LearnedRoute> learnedRoutes() {
    return exceptions.all();
  }

  /// Forgets what the network told (`ip route flush cache`).
  public void flushLearnedRoutes() {
    exceptions.clear();
  }

  /// Whether someone added a local route by hand (`fib_has_custom_local_routes`).
  boolean hasCustomLocalRoutes() {
    return customLocalRoutes;
  }

  @Override
  public RouteDevices.@Nullable Link link(int index) {
    NetDevice device = devices.find(index);
    if (device == null) {
      return null;
    }
    Ipv4Interface on = interfaces.get(index);
    return new RouteDevices.Link(
        device.name(),
        device.isUp(),
        device.hasCarrier(),
        on != null,
        on != null && on.isOn(DeviceSetting.IGNORE_ROUTES_WITH_LINKDOWN));
  }

  // ---- Packets ----

  /// Sends a packet for a socket.
  public SendResult send(Ipv4Request request) {
    return output.send(request);
  }

  /// Lets `handler` have the packets of a protocol, and the errors about them; the last one stands.
  public void registerTransport(int protocol, TransportHandler handler) {
    transports.put(protocol, handler);
  }

  /// Lets the raw sockets see what comes in.
  public void setRawHandler(RawHandler handler) {
    rawHandler = handler;
  }

  /// Installs whoever looks at packets at the five places.
  public void setHooks(@Nullable Ipv4Hooks newHooks) {
    hooks = newHooks;
  }

  /// Tells the sender of a packet what became of it, if such packets are answered at all
  /// (`icmp_send`). The buffer goes on being the caller's.
  ///
  /// @param buffer a packet that came in, or is on its way out
  /// @param type of the error, as [vethlab.simulator.packet.IcmpMessage#UNREACHABLE]
  /// @param rest the four octets behind the checksum
  public void sendError(SocketBuffer buffer, int type, int code, int rest) {
    icmp.sendError(buffer, type, code, rest);
  }

  /// Routes a packet of this host anew after a hook changed it, and sends it on
  /// (`ip_route_me_harder`): the hook has it no more.
  ///
  /// @return false if it has no way, and has ended
  public boolean reroute(SocketBuffer buffer) {
    Ipv4Packet packet = Ipv4Output.packetOf(buffer);
    RouteQuery query =
        RouteQuery.output(packet.destination(), packet.source())
            .withTos(packet.trafficClass() & Ipv4Output.ROUTE_TOS)
            .withMark(buffer.mark());
    return switch (routing.output(query, true)) {
      case RouteDecision.Routed(PacketRoute route) -> {
        buffer.attach(route);
        buffer.setDevice(route.device());
        yield true;
      }
      case RouteDecision.Refused refused -> {
        buffer.drop(refused.reason(), refused.origin(), refused.missing());
        yield false;
      }
    };
  }

  boolean passes(
      Ipv4Hooks.Place place, SocketBuffer buffer, @Nullable NetDevice in, @Nullable NetDevice out) {
    return hooks == null || hooks.pass(place, buffer, in, out);
  }

  @Nullable TransportHandler transport(int protocol) {
    return transports.get(protocol);
  }

  @Nullable RawHandler rawHandler() {
    return rawHandler;
  }

  // ---- Groups ----

  /// Joins a group on a device once more; reports follow by themselves (`ip_mc_inc_group`).
  ///
  /// @throws KernelError `ENODEV`, `EINVAL`
  public void joinGroup(NetDevice device, Ipv4Address group) {
    igmp.join(device, group);
  }

  /// Leaves a group on a device once (`ip_mc_dec_group`).
  ///
  /// @throws KernelError `ENODEV`, `EINVAL`
  public void leaveGroup(NetDevice device, Ipv4Address group) {
    igmp.leave(device, group);
  }

  // ---- Devices ----

  /// A device as IPv4 knows it, or null if IPv4 is not active on it: its MTU is too small.
  public @Nullable Ipv4Interface find(NetDevice device) {
    Ipv4Interface on = interfaces.get(device.index());
    return on != null && on.device() == device ? on : null;
  }

  /// All of them by rising index.
  public ImmutableList<Ipv4Interface> interfaces() {
    return ImmutableList.copyOf(interfaces.values());
  }

  @Override
  public void deviceChanged(NetDevice device, Change change) {
    if (change == Change.REGISTER) {
      register(device);
      return;
    }
    if (change == Change.CHANGE_ADDRESS || change == Change.CHANGE_FLAGS) {
      neighbours.addressChanged(device);
    }
    Ipv4Interface on = find(device);
    if (on == null) {
      if (change == Change.CHANGE_MTU) {
        register(device);
      }
      return;
    }
    switch (change) {
      case UP -> up(on);
      case DOWN -> down(on);
      case CHANGE -> linkChanged(on);
      case CHANGE_ADDRESS -> {
        if (on.isOn(DeviceSetting.ARP_NOTIFY)) {
          Arp.announce(on);
        }
      }
      case NOTIFY_PEERS -> Arp.announce(on);
      case CHANGE_NAME -> InterfaceAddresses.deviceRenamed(on);
      case CHANGE_MTU -> mtuChanged(on);
      case UNREGISTER -> unregister(on);
      case REGISTER, GOING_DOWN, CHANGE_UPPER, CHANGE_FLAGS -> {}
    }
  }

  @Override
  public void groupJoined(NetDevice device, IpAddress group) {
    Ipv4Interface on = find(device);
    if (on != null && group instanceof Ipv4Address ipv4) {
      on.groups().join(ipv4);
    }
  }

  @Override
  public void groupLeft(NetDevice device, IpAddress group) {
    Ipv4Interface on = find(device);
    if (on != null && group instanceof Ipv4Address ipv4) {
      on.groups().leave(ipv4);
    }
  }

  private void register(NetDevice device) {
    if (device.mtu() >= LEAST_MTU || device.flags().isLoopback()) {
      Ipv4Interface on = new Ipv4Interface(device, this);
      neighbours.prepare(device);
      interfaces.put(device.index(), on);
      if (device.isUp()) {
        on.groups().up();
      }
    }
  }

  private void up(Ipv4Interface on) {
    if (on.device().mtu() >= LEAST_MTU) {
      if (on.device().flags().isLoopback()) {
        addresses.addLoopback(on);
      }
      on.groups().up();
      if (on.isOn(DeviceSetting.ARP_NOTIFY)) {
        Arp.announce(on);
      }
    }
    addresses.deviceUp(on);
  }

  private void down(Ipv4Interface on) {
    on.groups().down();
    disable(on.device(), false);
  }

  /// The routes over a device go, and its neighbours (`fib_disable_ip`).
  private void disable(NetDevice device, boolean force) {
    fib.deviceDown(device.index(), force).forEach(gone -> exceptions.routeGone(gone.nextHops()));
    neighbours.deviceDown(device);
  }

  private void linkChanged(Ipv4Interface on) {
    NetDevice device = on.device();
    if (!device.hasCarrier() && on.isOn(DeviceSetting.ARP_EVICT_NOCARRIER)) {
      neighbours.carrierDown(device);
    }
    if (device.hasCarrier()) {
      fib.deviceUp(device.index(), false, true);
    } else {
      fib.carrierLost(device.index());
    }
  }

  private void mtuChanged(Ipv4Interface on) {
    NetDevice device = on.device();
    if (device.mtu() < LEAST_MTU) {
      unregister(on);
    } else {
      exceptions.deviceMtuChanged(device.index(), device.mtu(), on.knownMtu());
      on.noteMtu();
    }
  }

  private void unregister(Ipv4Interface on) {
    NetDevice device = on.device();
    on.groups().destroy();
    addresses.removeAll(on);
    interfaces.remove(device.index());
    disable(device, true);
    fib.deviceGone(device.index());
    exceptions.deviceGone(device.index());
    neighbours.deviceGone(device);
  }

  // ---- Parts ----

  public DeviceTable devices() {
    return devices;
  }

  public NetCore core() {
    return devices.core();
  }

  public NeighbourTable neighbours() {
    return neighbours;
  }

  public Ipv4Settings settings() {
    return settings;
  }

  /// The files under `/proc/sys/net/ipv4`.
  public Ipv4Sysctls sysctls() {
    return new Ipv4Sysctls(this);
  }

  NetDevice loopback() {
    NetDevice loopback = devices.find(RouteQuery.LOOPBACK);
    if (loopback == null) {
      throw new IllegalStateException("a namespace without a loopback device");
    }
    return loopback;
  }

  Arp arp() {
    return arp;
  }

  Icmp icmp() {
    return icmp;
  }

  Igmp igmp() {
    return igmp;
  }

  Ipv4Output output() {
    return output;
  }

  Ipv4Forward forward() {
    return forward;
  }

  Ipv4Routing routing() {
    return routing;
  }

  InputRouting inputRouting() {
    return inputRouting;
  }

  AddressSelection selection() {
    return selection;
  }

  Ipv4RouteCheck routeCheck() {
    return routeCheck;
  }

  MultipathChoice multipath() {
    return multipath;
  }

  DefaultRoutes defaultRoutes() {
    return defaultRoutes;
  }

  RouteExceptions exceptions() {
    return exceptions;
  }

  PacketNumbers numbers() {
    return numbers;
  }

  PeerLimits limits() {
    return limits;
  }
}
