package vethlab.simulator.bridge;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.Origin;

/// Where one station is (`net_bridge_fdb_entry`); only the [ForwardingDatabase] changes it.
public final class FdbEntry {

  private final MacAddress address;
  private final int vid;
  private final Origin origin;
  FdbKind kind;
  boolean sticky;
  boolean addedByUser;
  boolean externallyLearned;
  @Nullable BridgePort port;
  SimTime updated;
  SimTime used;
  @Nullable FdbEntry newer;
  @Nullable FdbEntry older;

  FdbEntry(
      MacAddress address,
      int vid,
      @Nullable BridgePort port,
      FdbKind kind,
      SimTime now,
      Origin origin) {
    this.address = address;
    this.vid = vid;
    this.port = port;
    this.kind = kind;
    this.updated = now;
    this.used = now;
    this.origin = origin;
  }

  /// The same of a forked database, at the double of its port.
  FdbEntry copy(@Nullable BridgePort portDouble) {
    FdbEntry copy = new FdbEntry(address, vid, portDouble, kind, updated, origin);
    copy.used = used;
    copy.sticky = sticky;
    copy.addedByUser = addedByUser;
    copy.externallyLearned = externallyLearned;
    return copy;
  }

  public MacAddress address() {
    return address;
  }

  /// The VLAN that it holds for; 0 while frames are not told apart by VLAN.
  public int vid() {
    return vid;
  }

  /// The port that leads to the station; null if it is the bridge itself.
  public @Nullable BridgePort port() {
    return port;
  }

  public FdbKind kind() {
    return kind;
  }

  /// Whether the address is the host's own: frames for it go up (`BR_FDB_LOCAL`).
  public boolean isLocal() {
    return kind == FdbKind.PERMANENT;
  }

  /// Whether it stays for good (`BR_FDB_STATIC`, and entries that someone else ages).
  public boolean isKept() {
    return kind != FdbKind.DYNAMIC || externallyLearned;
  }

  /// Whether the station may not move to another port (`sticky`).
  public boolean isSticky() {
    return sticky;
  }

  /// Whether someone asked for it, rather than the bridge having learned or made it.
  public boolean isAddedByUser() {
    return addedByUser;
  }

  /// Whether a control program learned it (`extern_learn`).
  public boolean isExternallyLearned() {
    return externallyLearned;
  }

  /// When it was last seen as a source, or made.
  public SimTime updated() {
    return updated;
  }

  /// When it was last seen as a destination, or made.
  public SimTime used() {
    return used;
  }

  /// The script line that made it; for a learned one that of its port.
  public Origin origin() {
    return origin;
  }
}
