package vethlab.simulator.bridge;

import com.google.common.collect.ImmutableList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.Origin;

/// Where the stations of a bridge are (`br_fdb.c`): learned, made by the bridge, or told.
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

  private final Bridge bridge;
  private final FdbTable table = new FdbTable();
  private @Nullable FdbEntry newest;

  ForwardingDatabase(Bridge bridge) {
    this.bridge = bridge;
  }

  private ForwardingDatabase(ForwardingDatabase original, Fork fork) {
    fork.enter(original, this);
    this.bridge = fork.of(original.bridge);
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
    ImmutableList.Builder<FdbEntry> all = ImmutableList.builder();
    for (FdbEntry entry = newest; entry != null; entry = entry.older) {
      all.add(entry);
    }
    return all.build();
  }

  public int size() {
    return table.size();
  }

  /// Notes that frames from `address` come in by `source` (`br_fdb_update`).
  void learn(BridgePort source, MacAddress address, int vid) {
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
      return;
    }
    if (entry.isLocal()) {
      return;
    }
    entry.updated = bridge.core().now();
    if (entry.port != source && !entry.sticky) {
      entry.port = source;
      entry.externallyLearned = false;
    }
  }

  /// Adds or changes an entry as someone asks (`br_fdb_add`, `fdb_add_entry`).
  ///
  /// @param port where the station is; null for the bridge itself
  /// @throws KernelError EEXIST, EINVAL, EPERM as the kernel
  public void add(
      @Nullable BridgePort port,
      MacAddress address,
      int vid,
      FdbKind kind,
      boolean sticky,
      Mode mode) {
    if (address.isZero() || (port == null && kind != FdbKind.PERMANENT)) {
      throw new KernelError(Errno.EINVAL);
    }
    if (port != null && kind == FdbKind.DYNAMIC && !port.state().learns()) {
      throw new KernelError(Errno.EPERM);
    }
    if (sticky && kind == FdbKind.PERMANENT) {
      throw new KernelError(Errno.EINVAL);
    }
    FdbEntry entry = table.find(address, vid);
    if (entry == null) {
      entry = new FdbEntry(address, vid, port, kind, bridge.core().now(), bridge.core().origin());
      insert(entry);
    } else if (mode == Mode.ADD) {
      throw new KernelError(Errno.EEXIST);
    }
    entry.port = port;
    entry.kind = kind;
    entry.sticky = sticky;
    entry.addedByUser = true;
    entry.used = bridge.core().now();
  }

  /// Deletes an entry as someone asks (`br_fdb_delete`).
  ///
  /// @throws KernelError ENOENT if there is none at this port
  public void delete(@Nullable BridgePort port, MacAddress address, int vid) {
    FdbEntry entry = table.find(address, vid);
    if (entry == null || entry.port != port) {
      throw new KernelError(Errno.ENOENT);
    }
    remove(entry);
  }

  /// Deletes all entries that `which` holds for (`br_fdb_flush`).
  public void flush(Predicate<FdbEntry> which) {
    for (FdbEntry entry : entries()) {
      if (which.test(entry)) {
        remove(entry);
      }
    }
  }

  /// Makes an entry for an address of the host (`fdb_add_local`); the first port to have it keeps
  /// it.
  void addLocal(@Nullable BridgePort port, MacAddress address, int vid, Origin origin) {
    FdbEntry entry = table.find(address, vid);
    if (entry != null) {
      if (entry.isLocal()) {
        return;
      }
      remove(entry);
    }
    insert(new FdbEntry(address, vid, port, FdbKind.PERMANENT, bridge.core().now(), origin));
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
