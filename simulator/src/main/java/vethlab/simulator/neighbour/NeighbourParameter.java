package vethlab.simulator.neighbour;

/// One setting of neighbour discovery (`NEIGH_VAR_*`): its name, unit and default.
public enum NeighbourParameter {
  MCAST_SOLICIT("mcast_solicit", Unit.COUNT, 3),
  UCAST_SOLICIT("ucast_solicit", Unit.COUNT, 3),
  APP_SOLICIT("app_solicit", Unit.COUNT, 0),
  MCAST_RESOLICIT("mcast_resolicit", Unit.COUNT, 0),
  RETRANS_TIME("retrans_time_ms", Unit.MILLISECONDS, 1000),
  BASE_REACHABLE_TIME("base_reachable_time_ms", Unit.MILLISECONDS, 30_000),
  DELAY_FIRST_PROBE_TIME("delay_first_probe_time", Unit.SECONDS, 5_000),
  INTERVAL_PROBE_TIME("interval_probe_time_ms", Unit.MILLISECONDS, 5_000),
  GC_STALE_TIME("gc_stale_time", Unit.SECONDS, 60_000),
  /// Octets of true size that may wait for one neighbour.
  UNRES_QLEN_BYTES("unres_qlen_bytes", Unit.COUNT, 212_992),
  PROXY_QLEN("proxy_qlen", Unit.COUNT, 64),
  ANYCAST_DELAY("anycast_delay", Unit.TICKS, 1_000),
  PROXY_DELAY("proxy_delay", Unit.TICKS, 800),
  /// How long a fresh entry keeps its address against a second answer.
  LOCKTIME("locktime", Unit.TICKS, 1_000);

  /// The unit in which a setting is shown; times are kept in milliseconds.
  public enum Unit {
    COUNT(1),
    MILLISECONDS(1),
    /// Hundredths of a second (`USER_HZ`).
    TICKS(10),
    SECONDS(1000);

    private final long factor;

    Unit(long factor) {
      this.factor = factor;
    }

    /// A shown number as it is kept.
    public long toKept(long shown) {
      return shown * factor;
    }

    /// A kept number as it is shown.
    public long toShown(long kept) {
      return kept / factor;
    }
  }

  private final String sysctlName;
  private final Unit unit;
  private final long initial;

  NeighbourParameter(String sysctlName, Unit unit, long initial) {
    this.sysctlName = sysctlName;
    this.unit = unit;
    this.initial = initial;
  }

  /// The file's name in `/proc/sys/net/ipv4/neigh/DEVICE`.
  public String sysctlName() {
    return sysctlName;
  }

  public Unit unit() {
    return unit;
  }

  /// What ARP starts with; milliseconds for times.
  public long initial() {
    return initial;
  }
}
