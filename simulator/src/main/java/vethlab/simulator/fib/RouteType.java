package vethlab.simulator.fib;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;

/// What a route says about its destinations (`RTN_*`), with the name that `ip route` prints.
public enum RouteType {
  UNSPEC(0, 255, null),
  UNICAST(1, 0, null),
  LOCAL(2, 254, null),
  BROADCAST(3, 253, null),
  ANYCAST(4, 253, null),
  MULTICAST(5, 0, null),
  BLACKHOLE(6, 0, Errno.EINVAL),
  UNREACHABLE(7, 0, Errno.EHOSTUNREACH),
  PROHIBIT(8, 0, Errno.EACCES),
  /// The search goes on with the next rule.
  THROW(9, 0, Errno.EAGAIN),
  NAT(10, 255, Errno.EINVAL);

  private final int number;
  private final int widestScope;
  private final @Nullable Errno error;

  RouteType(int number, int widestScope, @Nullable Errno error) {
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
  public RouteScope widestScope() {
    return new RouteScope(widestScope);
  }

  /// As `ip route` prints it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
