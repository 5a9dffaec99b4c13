package vethlab.simulator.neighbour;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.trace.DropReason;

/// The neighbours of one namespace and one address family (`neigh_table`).
///
/// In the kernel one table serves all namespaces and its thresholds count all entries; here each
/// namespace has its own.
public final class NeighbourTable implements Forkable {

  private record Key(int device, IpAddress address) {}

  private final DeviceTable devices;
  private final NeighbourProtocol protocol;
  private final Map<Key, Neighbour> neighbours = new LinkedHashMap<>();
  private final Map<Integer, DeviceParameters> parameters = new LinkedHashMap<>();
  private final List<ProxyNeighbour> proxies = new ArrayList<>();
  private final NudMachine machine;
  private final NeighbourCollector collector;
  private final NeighbourParameters defaults;

  /// An empty table; new devices copy `defaults`.
  ///
  /// @param defaults the same for all namespaces of a machine, as in the kernel
  public NeighbourTable(
      DeviceTable devices, NeighbourProtocol protocol, NeighbourParameters defaults) {
    this.devices = devices;
    this.protocol = protocol;
    this.defaults = defaults;
    this.machine = new NudMachine(this, protocol);
    this.collector = new NeighbourCollector(this);
  }

  private NeighbourTable(NeighbourTable original, Fork fork) {
    fork.enter(original, this);
    this.devices = fork.of(original.devices);
    this.protocol = fork.of(original.protocol);
    this.defaults = fork.of(original.defaults);
    this.machine = fork.of(original.machine);
    this.collector = fork.of(original.collector);
    original.parameters.forEach((device, each) -> parameters.put(device, each.copy()));
    proxies.addAll(original.proxies);
    fork.later(
        () -> original.neighbours.forEach((key, each) -> neighbours.put(key, fork.of(each))));
  }

  @Override
  public NeighbourTable fork(Fork fork) {
    return new NeighbourTable(this, fork);
  }

  // ---- For packets ----

  /// Sends a packet to `nextHop` over `device` once its link address is known (`neigh_output`).
  ///
  /// @param buffer with an unaddressed frame
  /// @param confirm whether the sender knows that the neighbour is there (`MSG_CONFIRM`)
  public void resolve(NetDevice device, IpAddress nextHop, SocketBuffer buffer, boolean confirm) {
    buffer.setDevice(device);
    Neighbour neighbour = lookupOrCreate(device, nextHop);
    if (neighbour == null) {
      buffer.drop(DropReason.NEIGH_CREATEFAIL, null, "room for a neighbour entry");
      return;
    }
    if (confirm) {
      neighbour.confirm();
    }
    machine.output(neighbour, buffer);
  }

  /// As [#resolve], without a confirmation.
  public void resolve(NetDevice device, IpAddress nextHop, SocketBuffer buffer) {
    resolve(device, nextHop, buffer, false);
  }

  /// News from the wire (`neigh_update`).
  public void update(Neighbour neighbour, NeighbourUpdate news) {
    if (NudMachine.takes(neighbour, news)) {
      machine.update(neighbour, news);
    }
  }

  /// A packet is about to be sent to the neighbour: asks for it if need be (`neigh_event_send`).
  public void touch(Neighbour neighbour) {
    machine.send(neighbour, null);
  }

  // ---- Finding ----

  /// The entry for an address, or null.
  public @Nullable Neighbour lookup(NetDevice device, IpAddress address) {
    return neighbours.get(new Key(device.index(), protocol.key(device, address)));
  }

  /// The entry for an address, made if there is none; null if the table is full.
  public @Nullable Neighbour lookupOrCreate(NetDevice device, IpAddress address) {
    Neighbour known = lookup(device, address);
    return known != null ? known : create(device, address, EnumSet.noneOf(NeighbourFlag.class));
  }

  /// All entries, oldest first. The kernel's own order depends on a random hash.
  public ImmutableList<Neighbour> all() {
    return ImmutableList.copyOf(neighbours.values());
  }

  // ---- What a person asks for ----

  /// `ip neigh add`, `change`, `replace` (`neigh_add`).
  ///
  /// @throws KernelError as the kernel refuses
  public void set(NeighbourRequest request) {
    if (request.proxy()) {
      addProxy(request);
      return;
    }
    NetDevice device = request.device();
    if (device == null) {
      throw new KernelError(Errno.EINVAL, "Device not specified");
    }
    EnumSet<NeighbourUpdate.How> how =
        EnumSet.of(
            NeighbourUpdate.How.ADMIN,
            NeighbourUpdate.How.OVERRIDE,
            NeighbourUpdate.How.OVERRIDE_IS_ROUTER);
    Neighbour neighbour = named(device, request.address());
    if (neighbour == null) {
      neighbour = createFor(request, device);
    } else if (request.exclusive()) {
      throw new KernelError(Errno.EEXIST);
    } else if (!request.replace()) {
      how.remove(NeighbourUpdate.How.OVERRIDE);
      how.remove(NeighbourUpdate.How.OVERRIDE_IS_ROUTER);
    }
    if (request.protocol() != 0) {
      neighbour.protocol = request.protocol();
    }
    boolean managed = request.flags().contains(NeighbourFlag.MANAGED);
    if (request.flags().contains(NeighbourFlag.EXTERN_LEARN)) {
      how.add(NeighbourUpdate.How.EXTERN_LEARN);
    }
    if (request.flags().contains(NeighbourFlag.ROUTER)) {
      how.add(NeighbourUpdate.How.IS_ROUTER);
    }
    if (managed) {
      how.add(NeighbourUpdate.How.MANAGED);
    }
    if (request.use()) {
      how.add(NeighbourUpdate.How.USE);
    }
    neighbour.origin = core().origin();
    machine.update(neighbour, new NeighbourUpdate(request.mac(), request.state(), how));
    if (managed || request.use()) {
      machine.send(neighbour, null);
    }
    if (managed) {
      collector.keepManaged();
    }
  }

  /// The entry of just this address, or null. On a device that needs no addresses all packets share
  /// one entry, which no person finds by theirs.
  private @Nullable Neighbour named(NetDevice device, IpAddress address) {
    return protocol.key(device, address).equals(address) ? lookup(device, address) : null;
  }

  private Neighbour createFor(NeighbourRequest request, NetDevice device) {
    if (!request.create()) {
      throw new KernelError(Errno.ENOENT);
    }
    if (request.state() == NudState.PERMANENT && request.flags().contains(NeighbourFlag.MANAGED)) {
      throw new KernelError(Errno.EINVAL, "Invalid NTF_* flag for permanent entry");
    }
    EnumSet<NeighbourFlag> flags = EnumSet.noneOf(NeighbourFlag.class);
    flags.addAll(request.flags());
    flags.remove(NeighbourFlag.ROUTER);
    Neighbour shared = lookup(device, request.address());
    if (shared != null) {
      return shared;
    }
    Neighbour made = create(device, request.address(), flags);
    if (made == null) {
      throw new KernelError(Errno.ENOBUFS);
    }
    return made;
  }

  /// `ip neigh del` (`neigh_delete`).
  ///
  /// @throws KernelError as the kernel refuses
  public void delete(NetDevice device, IpAddress address) {
    Neighbour neighbour = named(device, address);
    if (neighbour == null) {
      throw new KernelError(Errno.ENOENT);
    }
    machine.update(
        neighbour,
        NeighbourUpdate.of(
            null, NudState.FAILED, NeighbourUpdate.How.OVERRIDE, NeighbourUpdate.How.ADMIN));
    remove(neighbour);
  }

  // ---- Proxies ----

  /// What this host answers for on behalf of others (`ip neigh show proxy`).
  public ImmutableList<ProxyNeighbour> proxies() {
    return ImmutableList.copyOf(proxies);
  }

  /// Whether there is a proxy entry for `address` on `device` (`pneigh_lookup`).
  public @Nullable ProxyNeighbour proxy(NetDevice device, IpAddress address) {
    for (ProxyNeighbour each : proxies) {
      if (each.address().equals(address)
          && (each.device() == null || each.device() == device.index())) {
        return each;
      }
    }
    return null;
  }

  /// `ip neigh del proxy` (`pneigh_delete`).
  public void deleteProxy(@Nullable NetDevice device, IpAddress address) {
    Integer index = device == null ? null : (Integer) device.index();
    if (!proxies.removeIf(
        each -> each.address().equals(address) && Objects.equals(each.device(), index))) {
      throw new KernelError(Errno.ENOENT);
    }
  }

  private void addProxy(NeighbourRequest request) {
    if (request.flags().contains(NeighbourFlag.MANAGED)) {
      throw new KernelError(Errno.EINVAL, "Invalid NTF_* flag combination");
    }
    Integer index = request.device() == null ? null : (Integer) request.device().index();
    proxies.removeIf(
        each -> each.address().equals(request.address()) && Objects.equals(each.device(), index));
    proxies.addFirst(
        new ProxyNeighbour(
            index,
            request.address(),
            request.flags().contains(NeighbourFlag.ROUTER),
            request.state() == NudState.PERMANENT,
            request.protocol(),
            core().origin()));
  }

  // ---- Devices ----

  /// A device is there: its settings are those that the defaults are now (`neigh_parms_alloc`).
  public void prepare(NetDevice device) {
    parameters.put(device.index(), new DeviceParameters(defaults.copy(), core()));
  }

  /// The settings of a device.
  public NeighbourParameters parameters(NetDevice device) {
    return deviceParameters(device).settings();
  }

  /// What new devices copy.
  public NeighbourParameters defaults() {
    return defaults;
  }

  /// Changes what new devices copy. Devices of this namespace that still follow get it too
  /// (`neigh_copy_dflt_parms`).
  public void setDefault(NeighbourParameter parameter, long value) {
    defaults.set(parameter, value);
    parameters.values().forEach(each -> each.settings().follow(parameter, value));
  }

  /// How long an answer counts on this device: drawn anew every five minutes between half and one
  /// and a half of the base (`neigh_rand_reach_time`).
  public Duration reachableTime(NetDevice device) {
    return deviceParameters(device).reachableTime(core());
  }

  /// How many entries make the table be tidied (1), hard pressed (2) or full (3) (`gc_thresh1` to
  /// 3).
  public int threshold(int number) {
    return collector.threshold(number);
  }

  public void setThreshold(int number, int entries) {
    collector.setThreshold(number, entries);
  }

  private DeviceParameters deviceParameters(NetDevice device) {
    return parameters.computeIfAbsent(
        device.index(), index -> new DeviceParameters(defaults.copy(), core()));
  }

  /// The device went down or away: nothing about its neighbours is kept (`neigh_ifdown`).
  public void deviceDown(NetDevice device) {
    flush(device, false);
    proxies.removeIf(each -> each.device() != null && each.device() == device.index());
  }

  /// The cable was pulled: all but permanent entries go (`neigh_carrier_down`).
  public void carrierDown(NetDevice device) {
    flush(device, true);
    proxies.removeIf(
        each -> !each.permanent() && each.device() != null && each.device() == device.index());
  }

  /// The device's own address changed: nothing about its neighbours is kept (`neigh_changeaddr`).
  public void addressChanged(NetDevice device) {
    flush(device, false);
  }

  /// The device left the namespace: its settings go too.
  public void deviceGone(NetDevice device) {
    deviceDown(device);
    parameters.remove(device.index());
  }

  private void flush(NetDevice device, boolean keepPermanent) {
    for (Neighbour each : List.copyOf(neighbours.values())) {
      if (each.device() == device && !(keepPermanent && each.state == NudState.PERMANENT)) {
        remove(each);
      }
    }
  }

  // ---- Making and removing ----

  private @Nullable Neighbour create(
      NetDevice device, IpAddress address, EnumSet<NeighbourFlag> flags) {
    boolean exempt = flags.contains(NeighbourFlag.EXTERN_LEARN);
    if (!exempt && !collector.makeRoom()) {
      return null;
    }
    Neighbour made = new Neighbour(this, device, protocol.key(device, address));
    made.flags.addAll(flags);
    NeighbourProtocol.Start start = protocol.start(made);
    made.state = start.state();
    made.mac = start.mac();
    made.confirmed =
        core().now().nanos()
            - 2 * parameters(device).time(NeighbourParameter.BASE_REACHABLE_TIME).toNanos();
    neighbours.put(new Key(device.index(), made.address()), made);
    collector.added();
    return made;
  }

  void remove(Neighbour neighbour) {
    neighbours.remove(new Key(neighbour.device().index(), neighbour.address()));
    machine.kill(neighbour);
  }

  NetCore core() {
    return devices.core();
  }

  NeighbourProtocol protocol() {
    return protocol;
  }

  int size() {
    return neighbours.size();
  }
}
