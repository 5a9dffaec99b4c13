package vethlab.simulator.fib;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;

/// What a route says about its destinations (`RTN_*`), with the name that `ip route` prints.
public enum RouteType {
  UNSPEC(0, RouteScope.NOWHERE, null),
  UNICAST(1, RouteScope.UNIVERSE, null),
  LOCAL(2, RouteScope.HOST, null),
  BROADCAST(3, RouteScope.LINK, null),
  ANYCAST(4, RouteScope.LINK, null),
  MULTICAST(5, RouteScope.UNIVERSE, null),
  BLACKHOLE(6, RouteScope.UNIVERSE, Errno.EINVAL),
  UNREACHABLE(7, RouteScope.UNIVERSE, Errno.EHOSTUNREACH),
  PROHIBIT(8, RouteScope.UNIVERSE, Errno.EACCES),
  /// The search goes on with the next rule.
  THROW(9, RouteScope.UNIVERSE, Errno.EAGAIN),
  NAT(10, RouteScope.NOWHERE, Errno.EINVAL);

  private final int number;
  private final RouteScope widestScope;
  private final @Nullable Errno error;

  RouteType(int number, RouteScope widestScope, @Nullable Errno error) {
    this.number = number;
    this.widestScope = widestScope;
    this.error = error;
  }

  /// The number in a netlink message.
  public int number() {
    return number;
  }

  /// What a lookup that ends at such a route returns, or null if it succeeds (`fib_props`).
  public @Nullable Errno error() {
    return error;
  }

  /// The widest scope that such a route may have.
  RouteScope widestScope() {
    return widestScope;
  }

  /// As `ip route` prints it.
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
