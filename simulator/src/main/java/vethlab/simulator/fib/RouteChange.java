package vethlab.simulator.fib;

/// What is to happen to a route in a table: the commands of `ip route` (`NLM_F_*`).
public enum RouteChange {
  /// It must be new (`CREATE|EXCL`).
  ADD(true, true, false, false),
  /// It takes the place of the one with the same destination, or is new (`CREATE|REPLACE`).
  REPLACE(true, false, true, false),
  /// It takes the place of the one with the same destination (`REPLACE`).
  CHANGE(false, false, true, false),
  /// It goes behind those with the same destination (`CREATE|APPEND`).
  APPEND(true, false, false, true),
  /// It goes before those with the same destination (`CREATE`).
  PREPEND(true, false, false, false),
  /// Would adding it be refused (`EXCL`)?
  TEST(false, true, false, false);

  private final boolean create;
  private final boolean exclusive;
  private final boolean replace;
  private final boolean append;

  RouteChange(boolean create, boolean exclusive, boolean replace, boolean append) {
    this.create = create;
    this.exclusive = exclusive;
    this.replace = replace;
    this.append = append;
  }

  public boolean mayCreate() {
    return create;
  }

  public boolean isExclusive() {
    return exclusive;
  }

  public boolean mayReplace() {
    return replace;
  }

  public boolean isAppend() {
    return append;
  }
}
