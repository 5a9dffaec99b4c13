package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceListener;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.ProtocolHandler;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.Fib;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.neighbour.NeighbourParameters;
import vethlab.simulator.neighbour.NeighbourTable;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv6Address;

/// IPv6 in one namespace: what others ask of it, and the parts that do the work.
public final class Ipv6Stack implements ProtocolHandler, DeviceListener {

  /// The smallest MTU of a link with IPv6 (RFC 8200, 5).
  public static final int MINIMUM_MTU = 1280;

  static final Ipv6Address INTERFACE_LOCAL_ALL_NODES = new Ipv6Address(0xff01L << 48, 1);

  /// The groups of routers: on the link, on the host, at the site.
  static final ImmutableList<Ipv6Address> ROUTER_GROUPS =
      ImmutableList.of(
          Ipv6Address.ALL_ROUTERS,
          new Ipv6Address(0xff01L << 48, 2),
          new Ipv6Address(0xff05L << 48, 2));

  /// A group that a device has joined, and how often.
  public record Group(Ipv6Address address, int users) {}

  private final DeviceTable devices;
  private final Map<NetDevice, Ipv6Device> owners = new LinkedHashMap<>();
  private final Ipv6Settings settings;
  private final AddressConfiguration configuration;
  private final AddressRequests requests;
  private final AddressLifetimes lifetimes;
  private final DuplicateAddressDetection detection;
  private final NeighbourDiscovery discovery;
  private final DiscoveryMessages discoveryMessages;
  private final NeighbourTable neighbours;
  private final Ipv6Routes routes;
  private final RouteConfiguration routeConfiguration;
  private final Ipv6Router router;
  private final Multipath multipath;
  private final RouterProbes probes;
  private final PathExceptions exceptions;
  private final RouteSweep sweep;
  private final RouterAdvertisements advertisements;
  private final Ipv6Input input;
  private final Ipv6Forwarding forwarding;
  private final Ipv6Output output;
  private final Icmpv6 icmp;
  private final Reassembly reassembly;
  private final Ipv6Sysctls sysctls;
  private @Nullable Ipv6Hooks hooks;

  /// Takes part in a namespace from now on; devices that are there are taken in.
  ///
  /// @param root the stack of the machine's first namespace, whose neighbour settings are copied;
  ///   null for that one itself
  @SuppressWarnings("this-escape") // the parts only keep the reference
  public Ipv6Stack(DeviceTable devices, @Nullable Ipv6Stack root) {
    this.devices = devices;
    this.settings = new Ipv6Settings(root == null);
    this.configuration = new AddressConfiguration(this);
    this.requests = new AddressRequests(this);
    this.lifetimes = new AddressLifetimes(this);
    this.detection = new DuplicateAddressDetection(this);
    this.discovery = new NeighbourDiscovery(this);
    this.discoveryMessages = new DiscoveryMessages(this);
    NeighbourParameters defaults =
        root == null ? NeighbourParameters.ofNeighbourDiscovery() : root.neighbours.defaults();
    this.neighbours = new NeighbourTable(devices, discovery, defaults);
    this.routes = new Ipv6Routes(this);
    this.routeConfiguration = new RouteConfiguration(this);
    this.router = new Ipv6Router(this);
    this.multipath = new Multipath(this);
    this.probes = new RouterProbes(this);
    this.exceptions = new PathExceptions(this);
    this.sweep = new RouteSweep(this);
    this.advertisements = new RouterAdvertisements(this);
    this.input = new Ipv6Input(this);
    this.forwarding = new Ipv6Forwarding(this);
    this.output = new Ipv6Output(this);
    this.icmp = new Icmpv6(this);
    this.reassembly = new Reassembly(this);
    this.sysctls = new Ipv6Sysctls(this);
    devices.setProtocol(EtherType.IPV6, this);
    devices.addListener(this);
    for (NetDevice device : devices.byAge()) {
      configuration.registered(device);
      if (device.isUp()) {
        configuration.up(device);
      }
    }
  }

  private Ipv6Stack(Ipv6Stack original, Fork fork) {
    fork.enter(original, this);
    this.devices = fork.of(original.devices);
    this.settings = original.settings.copy();
    this.configuration = fork.of(original.configuration);
    this.requests = fork.of(original.requests);
    this.lifetimes = fork.of(original.lifetimes);
    this.detection = fork.of(original.detection);
    this.discovery = fork.of(original.discovery);
    this.discoveryMessages = fork.of(original.discoveryMessages);
    this.neighbours = fork.of(original.neighbours);
    this.routes = fork.of(original.routes);
    this.routeConfiguration = fork.of(original.routeConfiguration);
    this.router = fork.of(original.router);
    this.multipath = fork.of(original.multipath);
    this.probes = fork.of(original.probes);
    this.exceptions = fork.of(original.exceptions);
    this.sweep = fork.of(original.sweep);
    this.advertisements = fork.of(original.advertisements);
    this.input = fork.of(original.input);
    this.forwarding = fork.of(original.forwarding);
    this.output = fork.of(original.output);
    this.icmp = fork.of(original.icmp);
    this.reassembly = fork.of(original.reassembly);
    this.sysctls = fork.of(original.sysctls);
    fork.later(() -> {
      original.owners.forEach((device, owner) -> owners.put(fork.of(device), fork.of(owner)));
      this.hooks = fork.ofNullable(original.hooks);
    });
  }

  @Override
  public Ipv6Stack fork(Fork fork) {
    return new Ipv6Stack(this, fork);
  }

  // ---- What the kernel calls ----

  @Override
  public void receive(SocketBuffer buffer) {
    input.receive(buffer);
  }

  /// `addrconf_notify`, then `ndisc_netdev_event`.
  @Override
  public void deviceChanged(NetDevice device, Change change) {
    Ipv6Device owner = find(device);
    switch (change) {
      case REGISTER -> configuration.registered(device);
      case UNREGISTER -> {
        configuration.down(device, true);
        neighbours.deviceGone(device);
      }
      case UP -> {
        configuration.up(device);
        announce(device);
      }
      case DOWN -> {
        configuration.down(device, false);
        neighbours.deviceDown(device);
        sweep.run();
      }
      case CHANGE -> {
        configuration.changed(device, false);
        linkChanged(device);
      }
      case CHANGE_FLAGS -> {
        boolean neighbourless = device.flags().isNoArp();
        boolean changed = owner != null && owner.noteNeighbourless(neighbourless);
        configuration.changed(device, changed);
        if (changed) {
          neighbours.addressChanged(device);
        }
        linkChanged(device);
      }
      case CHANGE_MTU -> configuration.mtuChanged(device);
      case CHANGE_ADDRESS -> {
        neighbours.addressChanged(device);
        sweep.run();
        announce(device);
      }
      case NOTIFY_PEERS -> {
        if (owner != null) {
          discovery.announceAll(owner);
        }
      }
      case GOING_DOWN, CHANGE_NAME, CHANGE_UPPER -> {}
    }
  }

  private void announce(NetDevice device) {
    Ipv6Device owner = find(device);
    if (owner != null
        && (owner.is(DeviceSetting.NDISC_NOTIFY)
            || settings.all().is(DeviceSetting.NDISC_NOTIFY))) {
      discovery.announceAll(owner);
    }
  }

  private void linkChanged(NetDevice device) {
    Ipv6Device owner = find(device);
    boolean evict =
        owner == null
            || (owner.is(DeviceSetting.NDISC_EVICT_NOCARRIER)
                && settings.all().is(DeviceSetting.NDISC_EVICT_NOCARRIER));
    if (evict && !device.hasCarrier()) {
      neighbours.carrierDown(device);
    }
  }

  @Override
  public void groupJoined(NetDevice device, IpAddress group) {
    if (group instanceof Ipv6Address ipv6) {
      joinGroup(device, ipv6);
    }
  }

  @Override
  public void groupLeft(NetDevice device, IpAddress group) {
    if (group instanceof Ipv6Address ipv6) {
      leaveGroup(device, ipv6);
    }
  }

  // ---- Addresses ----

  /// The addresses of a device, wider scopes first, then newer first, as `ip addr` lists them.
  public ImmutableList<Ipv6InterfaceAddress> addresses(NetDevice device) {
    Ipv6Device owner = find(device);
    return owner == null ? ImmutableList.of() : ImmutableList.copyOf(owner.addresses());
  }

  /// `ip addr add`, `change`, `replace`.
  ///
  /// @throws KernelError as the kernel refuses
  public void addAddress(NetDevice device, Ipv6AddressRequest request) {
    requests.set(device, request);
  }

  /// `ip addr del`.
  ///
  /// @throws KernelError as the kernel refuses
  public void deleteAddress(NetDevice device, Ipv6Address address, int prefixLength) {
    requests.delete(device, address, prefixLength);
  }

  /// Whether the address is one of this host that may be used; a link-local one on this device only
  /// (`ipv6_chk_addr`).
  ///
  /// @param device null to look at all devices
  public boolean isOwn(Ipv6Address address, @Nullable NetDevice device) {
    for (Ipv6Device owner : owners.values()) {
      Ipv6InterfaceAddress own = owner.find(address);
      boolean here =
          device == null
              || owner.device() == device
              || (!address.isLinkLocal() && !address.isLoopback());
      if (own != null && own.isUsable() && here) {
        return true;
      }
    }
    return false;
  }

  /// The source address towards a destination, or null if there is none (`ipv6_dev_get_saddr`).
  ///
  /// @param device the device by which packets leave, or null if that is open
  public @Nullable Ipv6Address sourceFor(Ipv6Address destination, @Nullable NetDevice device) {
    return SourceAddressSelection.select(destination, device, all());
  }

  /// How a device makes its link-local addresses (`IN6_ADDR_GEN_MODE_*`), or null if IPv6 is not on
  /// it.
  public @Nullable Long addressGeneration(NetDevice device) {
    Ipv6Device owner = find(device);
    return owner == null ? null : owner.setting(DeviceSetting.ADDR_GEN_MODE);
  }

  /// Says how a device is to make its link-local addresses from now on; none is made at once
  /// (`inet6_set_link_af`).
  ///
  /// @throws KernelError `EAFNOSUPPORT` if IPv6 is not on it, `EINVAL` if a secret is missing
  public void setAddressGeneration(NetDevice device, long mode) {
    Ipv6Device owner = find(device);
    if (owner == null) {
      throw new KernelError(Errno.EAFNOSUPPORT);
    }
    if (mode == Ipv6Settings.STABLE_SECRET) {
      throw new KernelError(Errno.EINVAL);
    }
    if (mode != Ipv6Settings.EUI64 && mode != Ipv6Settings.NONE) {
      throw new NotModelled("addresses made from a secret (addr_gen_mode " + mode + ")");
    }
    owner.settings().set(DeviceSetting.ADDR_GEN_MODE, mode);
  }

  // ---- Groups ----

  /// Joins a group on a device, once more if it is joined; does nothing where there is no IPv6.
  public void joinGroup(NetDevice device, Ipv6Address group) {
    Ipv6Device owner = find(device);
    if (owner != null) {
      owner.multicast().join(group);
    }
  }

  /// Leaves a group as often as it was joined.
  public void leaveGroup(NetDevice device, Ipv6Address group) {
    Ipv6Device owner = find(device);
    if (owner != null) {
      owner.multicast().leave(group);
    }
  }

  /// The groups of a device, newest first, as `ip maddress` lists them.
  public ImmutableList<Group> groups(NetDevice device) {
    Ipv6Device owner = find(device);
    return owner == null ? ImmutableList.of() : owner.multicast().groups();
  }

  /// The anycast addresses of a device, newest first.
  public ImmutableList<Ipv6Address> anycastAddresses(NetDevice device) {
    Ipv6Device owner = find(device);
    return owner == null ? ImmutableList.of() : ImmutableList.copyOf(owner.anycast());
  }

  // ---- Routes and neighbours ----

  /// The tables and rules, for listing and for rules; routes are added by [#addRoute].
  public Fib fib() {
    return routes.fib();
  }

  /// `ip route add`, `change`, `replace`, `append`.
  ///
  /// @throws KernelError as the kernel refuses
  public void addRoute(Route route, RouteChange how) {
    routeConfiguration.add(route, how);
  }

  /// `ip route del`.
  ///
  /// @throws KernelError as the kernel refuses
  public void deleteRoute(RouteSelector selector) {
    routeConfiguration.delete(selector);
  }

  /// The way of a packet of this host (`ip -6 route get`).
  public Ipv6Way wayOut(RouteQuery query) {
    return router.output(query, false);
  }

  /// The way of a packet that would come in by a device (`ip -6 route get … iif`).
  public Ipv6Way wayIn(NetDevice device, RouteQuery query) {
    boolean strict =
        query.destination() instanceof Ipv6Address address && AddressScope.isStrict(address);
    return router.lookup(query.withIif(device.index()).withOif(device.index()), strict);
  }

  /// Whether routes over a device do not count while it has no carrier.
  public boolean ignoresLinkdown(NetDevice device) {
    Ipv6Device owner = find(device);
    return owner != null && owner.is(DeviceSetting.IGNORE_ROUTES_WITH_LINKDOWN);
  }

  /// What the network told about single destinations (`ip -6 route show cache`).
  public ImmutableList<LearnedWay> learnedWays() {
    return exceptions.all();
  }

  /// Forgets what the network told (`ip -6 route flush cache`).
  public void flushLearnedWays() {
    exceptions.clear();
  }

  public NeighbourTable neighbours() {
    return neighbours;
  }

  /// Whether neighbours may be configured on the device: IPv6 is there and not disabled
  /// (`ndisc_allow_add`).
  public boolean allowsNeighbours(NetDevice device) {
    Ipv6Device owner = find(device);
    return owner != null && !owner.isDisabled();
  }

  // ---- Packets ----

  /// Finds the way and the source address for a packet, without sending it (`connect`, `ip route
  /// get`).
  public Ipv6Sent route(Ipv6Request request) {
    return output.resolve(request);
  }

  /// Sends a packet.
  public Ipv6Sent send(Ipv6Request request) {
    return output.send(request);
  }

  /// Registers who takes packets of a protocol for this host (`inet6_add_protocol`).
  public void registerTransport(int protocol, Ipv6TransportHandler handler) {
    input.setTransport(protocol, handler);
  }

  /// Registers the raw sockets.
  public void registerRawReceiver(Ipv6RawReceiver receiver) {
    input.setRawReceiver(receiver);
  }

  /// Installs whoever looks at packets at the five places; null for nobody.
  public void setHooks(@Nullable Ipv6Hooks newHooks) {
    hooks = newHooks;
  }

  /// Routes a packet of this host anew after a hook at `LOCAL_OUT` changed it
  /// (`ip6_route_me_harder`).
  ///
  /// @return false if it has no way, and has ended
  public boolean reroute(SocketBuffer buffer) {
    return output.reroute(buffer);
  }

  boolean passes(
      Ipv6Hooks.Place place, SocketBuffer buffer, @Nullable NetDevice in, @Nullable NetDevice out) {
    return hooks == null || hooks.pass(place, buffer, in, out);
  }

  /// Tells the sender of a packet that it goes no further (`icmpv6_send`); the packet itself is for
  /// the caller to drop.
  ///
  /// @param info the four octets behind the checksum
  public void sendError(SocketBuffer buffer, int type, int code, int info) {
    icmp.error(buffer, type, code, info);
  }

  // ---- Settings ----

  /// The files under `/proc/sys/net/ipv6`.
  public Ipv6Sysctls sysctls() {
    return sysctls;
  }

  // ---- For the parts ----

  public DeviceTable devices() {
    return devices;
  }

  Ipv6Settings settings() {
    return settings;
  }

  @Nullable Ipv6Device find(NetDevice device) {
    return owners.get(device);
  }

  @Nullable Ipv6Device find(int index) {
    for (Ipv6Device owner : owners.values()) {
      if (owner.device().index() == index) {
        return owner;
      }
    }
    return null;
  }

  /// What is kept about devices, the one longest here first.
  Collection<Ipv6Device> all() {
    return owners.values();
  }

  void remember(Ipv6Device owner) {
    owners.put(owner.device(), owner);
  }

  void forget(Ipv6Device owner) {
    owners.remove(owner.device());
  }

  AddressConfiguration configuration() {
    return configuration;
  }

  AddressLifetimes lifetimes() {
    return lifetimes;
  }

  DuplicateAddressDetection detection() {
    return detection;
  }

  NeighbourDiscovery discovery() {
    return discovery;
  }

  DiscoveryMessages discoveryMessages() {
    return discoveryMessages;
  }

  Ipv6Routes routes() {
    return routes;
  }

  Ipv6Router router() {
    return router;
  }

  Multipath multipath() {
    return multipath;
  }

  RouterProbes probes() {
    return probes;
  }

  RouteSweep sweep() {
    return sweep;
  }

  PathExceptions exceptions() {
    return exceptions;
  }

  RouterAdvertisements advertisements() {
    return advertisements;
  }

  Ipv6Input input() {
    return input;
  }

  Ipv6Forwarding forwarding() {
    return forwarding;
  }

  Ipv6Output output() {
    return output;
  }

  Icmpv6 icmp() {
    return icmp;
  }

  Reassembly reassembly() {
    return reassembly;
  }

  /// The number with which flows are hashed.
  long secret() {
    return devices.core().hashSecret();
  }
}
