package vethlab.simulator.bridge;

import com.google.common.collect.ImmutableList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.Origin;

/// Where the stations of a bridge are (`br_fdb.c`): learned from the frames they send, made by the
/// bridge for the host's own addresses, or told by someone.
public final class ForwardingDatabase implements Forkable {

  /// How a request treats an entry that is there already (`NLM_F_*` of `bridge fdb`).
  public enum Mode {
    /// The entry must be new (`bridge fdb add`).
    ADD,
    /// An entry that is there is changed (`bridge fdb append`, which on a bridge is the same).
    APPEND,
    /// An entry that is there is changed (`bridge fdb replace`).
    REPLACE
  }

  /// What came of looking at a source address.
  enum Learning {
    /// It is known to be there, or may not be learned.
    NOTHING_NEW,
    /// It was not known.
    LEARNED,
    /// It was at another port.
    MOVED,
    /// It is the host's own: a loop, or a station with a copied address.
    OWN_ADDRESS
  }

  private final Bridge bridge;
  private final FdbTable table = new FdbTable();
  private final FdbCollector collector;
  private @Nullable FdbEntry newest;

  ForwardingDatabase(Bridge bridge) {
    this.bridge = bridge;
    this.collector = new FdbCollector(this, bridge);
  }

  private ForwardingDatabase(ForwardingDatabase original, Fork fork) {
    fork.enter(original, this);
    this.bridge = fork.of(original.bridge);
    this.collector = fork.of(original.collector);
    fork.later(() -> {
      for (FdbEntry entry : original.entries().reverse()) {
        insert(entry.copy(fork.ofNullable(entry.port())));
      }
    });
  }

  @Override
  public ForwardingDatabase fork(Fork fork) {
    return new ForwardingDatabase(this, fork);
  }

  /// Where `address` is in this VLAN, or null if that is not known (`br_fdb_find_rcu`).
  ///
  /// An entry whose time is over still counts until it is collected.
  public @Nullable FdbEntry find(MacAddress address, int vid) {
    return table.find(address, vid);
  }

  /// All entries, newest first, as the kernel lists them.
  public ImmutableList<FdbEntry> entries() {
    ImmutableList.Builder<FdbEntry> all = ImmutableList.builderWithExpectedSize(table.size());
    for (FdbEntry entry = newest; entry != null; entry = entry.older) {
      all.add(entry);
    }
    return all.build();
  }

  public int size() {
    return table.size();
  }

  /// Takes away the entries whose time is over.
  public FdbCollector collector() {
    return collector;
  }

  /// Whether an entry's time is over (`has_expired`): it is shown as stale until it is collected.
  public boolean hasExpired(FdbEntry entry) {
    SimTime end = entry.updated().plus(bridge.holdTime());
    return !entry.isKept() && !bridge.core().now().isBefore(end);
  }

  // ---- Learning ----

  /// Notes that frames from `address` come in by `source` (`br_fdb_update`).
  Learning learn(BridgePort source, MacAddress address, int vid) {
    if (bridge.holdTime().isZero()) {
      return Learning.NOTHING_NEW; // some want to flood always
    }
    FdbEntry entry = table.find(address, vid);
    if (entry == null) {
      insert(
          new FdbEntry(
              address,
              vid,
              source,
              FdbKind.DYNAMIC,
              bridge.core().now(),
              source.device().origin()));
      collector.wake();
      return Learning.LEARNED;
    }
    if (entry.isLocal()) {
      return Learning.OWN_ADDRESS;
    }
    entry.updated = bridge.core().now();
    if (entry.port == source || entry.sticky) {
      return Learning.NOTHING_NEW;
    }
    entry.port = source;
    entry.externallyLearned = false;
    return Learning.MOVED;
  }

  // ---- What someone asks for ----

  /// Adds or changes an entry (`br_fdb_add`, `fdb_add_entry`).
  ///
  /// @param port where the station is; null for the bridge itself
  /// @param vid 0 for frames without VLAN, and then also for every VLAN of the port
  /// @throws KernelError EEXIST, EINVAL, EPERM as the kernel
  public void add(
      @Nullable BridgePort port,
      MacAddress address,
      int vid,
      FdbKind kind,
      boolean sticky,
      Mode mode) {
    if (address.isZero()) {
      throw new KernelError(Errno.EINVAL);
    }
    VlanGroup vlans = bridge.vlanFilter().groupOf(port);
    if (vid != 0 && !vlans.contains(vid)) {
      throw new KernelError(Errno.EINVAL);
    }
    addOne(port, address, vid, kind, sticky, mode);
    if (vid == 0) {
      for (VlanGroup.Vlan vlan : vlans.all()) {
        addOne(port, address, vlan.vid(), kind, sticky, mode);
      }
    }
  }

  private void addOne(
      @Nullable BridgePort port,
      MacAddress address,
      int vid,
      FdbKind kind,
      boolean sticky,
      Mode mode) {
    if (port != null && kind == FdbKind.DYNAMIC && !port.state().learns()) {
      throw new KernelError(Errno.EPERM);
    }
    if (port == null && kind != FdbKind.PERMANENT) {
      throw new KernelError(Errno.EINVAL);
    }
    if (sticky && kind == FdbKind.PERMANENT) {
      throw new KernelError(Errno.EINVAL);
    }
    SimTime now = bridge.core().now();
    FdbEntry entry = table.find(address, vid);
    if (entry == null) {
      entry = new FdbEntry(address, vid, port, kind, now, bridge.core().origin());
      insert(entry);
    } else if (mode == Mode.ADD) {
      throw new KernelError(Errno.EEXIST);
    }
    if (entry.port != port || entry.kind != kind || entry.sticky != sticky) {
      entry.updated = now;
    }
    entry.port = port;
    entry.kind = kind;
    entry.sticky = sticky;
    entry.addedByUser = true;
    entry.used = now;
    if (!entry.isKept()) {
      collector.wake();
    }
  }

  /// Refreshes or makes an entry as if a frame had come in (`bridge fdb add … use`).
  public void use(BridgePort port, MacAddress address, int vid) {
    if (port.state().learns()) {
      learn(port, address, vid);
      FdbEntry entry = table.find(address, vid);
      if (entry != null && !entry.isLocal()) {
        entry.addedByUser = true;
      }
    }
  }

  /// Deletes an entry (`br_fdb_delete`).
  ///
  /// @param vid 0 for frames without VLAN, and then also for every VLAN of the port
  /// @throws KernelError ENOENT if there is none at this port, EINVAL for a VLAN it is not in
  public void delete(@Nullable BridgePort port, MacAddress address, int vid) {
    VlanGroup vlans = bridge.vlanFilter().groupOf(port);
    if (vid != 0 && !vlans.contains(vid)) {
      throw new KernelError(Errno.EINVAL);
    }
    boolean found = deleteOne(port, address, vid);
    if (vid == 0) {
      for (VlanGroup.Vlan vlan : vlans.all()) {
        found |= deleteOne(port, address, vlan.vid());
      }
    }
    if (!found) {
      throw new KernelError(Errno.ENOENT);
    }
  }

  private boolean deleteOne(@Nullable BridgePort port, MacAddress address, int vid) {
    FdbEntry entry = table.find(address, vid);
    if (entry == null || entry.port != port) {
      return false;
    }
    remove(entry);
    return true;
  }

  /// Deletes all entries that `which` holds for, the host's own too (`br_fdb_flush`).
  public void flush(Predicate<FdbEntry> which) {
    for (FdbEntry entry : entries()) {
      if (which.test(entry)) {
        remove(entry);
      }
    }
  }

  // ---- The host's own addresses ----

  /// Makes an entry for an address of the host (`fdb_add_local`); the first port to have it keeps
  /// it, and a station that was learned under it is forgotten.
  void addLocal(@Nullable BridgePort port, MacAddress address, int vid, Origin origin) {
    if (!address.isValidForDevice()) {
      return;
    }
    FdbEntry entry = table.find(address, vid);
    if (entry != null) {
      if (entry.isLocal()) {
        return;
      }
      remove(entry);
    }
    insert(new FdbEntry(address, vid, port, FdbKind.PERMANENT, bridge.core().now(), origin));
  }

  /// Deletes the entry that the bridge made for an address of a port, or of itself
  /// (`br_fdb_find_delete_local`).
  void deleteLocal(@Nullable BridgePort port, MacAddress address, int vid) {
    FdbEntry entry = table.find(address, vid);
    if (entry != null && entry.isLocal() && !entry.addedByUser && entry.port == port) {
      releaseLocal(port, entry);
    }
  }

  /// Gives a local entry to whoever else has its address, or deletes it (`fdb_delete_local`).
  private void releaseLocal(@Nullable BridgePort port, FdbEntry entry) {
    int vid = entry.vid();
    for (BridgePort other : bridge.ports()) {
      if (other != port
          && other.device().address().equals(entry.address())
          && (vid == 0 || other.vlans().contains(vid))) {
        entry.port = other;
        entry.addedByUser = false;
        return;
      }
    }
    if (port != null
        && bridge.address().equals(entry.address())
        && (vid == 0 || bridge.vlanFilter().groupOf(null).contains(vid))) {
      entry.port = null;
      entry.addedByUser = false;
      return;
    }
    remove(entry);
  }

  /// A port's device has another address (`br_fdb_changeaddr`).
  void portAddressChanged(BridgePort port) {
    for (FdbEntry entry : entries()) {
      if (entry.port == port && entry.isLocal() && !entry.addedByUser) {
        releaseLocal(port, entry);
        if (port.vlans().isEmpty()) {
          break;
        }
      }
    }
    MacAddress address = port.device().address();
    addLocal(port, address, 0, port.device().origin());
    for (VlanGroup.Vlan vlan : port.vlans().all()) {
      addLocal(port, address, vlan.vid(), port.device().origin());
    }
  }

  /// The bridge is about to have another address (`br_fdb_change_mac_address`).
  void bridgeAddressChanging(MacAddress address) {
    deleteLocal(null, bridge.address(), 0);
    addLocal(null, address, 0, bridge.origin());
    for (VlanGroup.Vlan vlan : bridge.vlanFilter().groupOf(null).all()) {
      deleteLocal(null, bridge.address(), vlan.vid());
      addLocal(null, address, vlan.vid(), bridge.origin());
    }
  }

  // ---- Forgetting ----

  /// Forgets all stations at a port, for good (`br_fdb_delete_by_port`).
  void forgetPort(@Nullable BridgePort port) {
    for (FdbEntry entry : entries()) {
      if (entry.port == port) {
        if (entry.isLocal()) {
          releaseLocal(port, entry);
        } else {
          remove(entry);
        }
      }
    }
  }

  /// Forgets what was learned at a port (`br_fdb_delete_by_port`).
  ///
  /// @param vid the VLAN, or 0 for all
  void forgetLearned(@Nullable BridgePort port, int vid) {
    flush(entry -> entry.port == port && !entry.isKept() && (vid == 0 || entry.vid() == vid));
  }

  /// Deletes the entries whose time is over (`br_fdb_cleanup`).
  ///
  /// @return when the next one's time is over, or null if nothing is left that ages
  @Nullable SimTime collect() {
    SimTime next = null;
    for (FdbEntry entry : entries()) {
      if (entry.isKept()) {
        continue;
      }
      SimTime end = entry.updated.plus(bridge.holdTime());
      if (!bridge.core().now().isBefore(end)) {
        remove(entry);
      } else if (next == null || end.isBefore(next)) {
        next = end;
      }
    }
    return next;
  }

  private void insert(FdbEntry entry) {
    table.add(entry);
    entry.older = newest;
    if (newest != null) {
      newest.newer = entry;
    }
    newest = entry;
  }

  private void remove(FdbEntry entry) {
    table.remove(entry);
    if (entry.newer == null) {
      newest = entry.older;
    } else {
      entry.newer.older = entry.older;
    }
    if (entry.older != null) {
      entry.older.newer = entry.newer;
    }
  }
}
