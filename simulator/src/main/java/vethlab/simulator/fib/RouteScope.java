package vethlab.simulator.fib;

/// How far away the destinations of a route, or the users of an address, are (`RT_SCOPE_*`): 0 to
/// 255, larger is nearer.
public record RouteScope(int number) implements Comparable<RouteScope> {

  public static final RouteScope UNIVERSE = new RouteScope(0);
  public static final RouteScope SITE = new RouteScope(200);
  public static final RouteScope LINK = new RouteScope(253);
  public static final RouteScope HOST = new RouteScope(254);
  public static final RouteScope NOWHERE = new RouteScope(255);

  public RouteScope {
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException("scope out of 0..255: " + number);
    }
  }

  /// Nearer is larger.
  @Override
  public int compareTo(RouteScope other) {
    return Integer.compare(number, other.number);
  }

  /// As `ip` prints it: `global`, `site`, `link`, `host`, `nowhere`, or the number.
  public String text() {
    return switch (number) {
      case 0 -> "global";
      case 200 -> "site";
      case 253 -> "link";
      case 254 -> "host";
      case 255 -> "nowhere";
      default -> Integer.toString(number);
    };
  }
}
