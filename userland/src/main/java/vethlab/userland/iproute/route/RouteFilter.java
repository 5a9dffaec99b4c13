package vethlab.userland.iproute.route;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.rtnetlink.RouteReport;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;

/// Which routes `ip route show` and `ip route flush` are about; what is null counts for all
/// (`filter_nlmsg`).
///
/// What all routes have in common by it is not printed.
final class RouteFilter {

  /// The number of the table; 0 for all.
  int table;

  /// Whether it is about what the network told of single destinations.
  boolean cached;

  @Nullable Integer protocol;
  @Nullable Integer scope;
  @Nullable Integer type;
  @Nullable Integer tos;
  @Nullable Integer incoming;
  @Nullable Integer device;
  @Nullable Long mark;
  @Nullable Long metric;
  @Nullable InetPrefix preferredSource;
  @Nullable InetPrefix via;

  /// In which the destination, or the source, must lie.
  @Nullable InetPrefix rootDestination;

  @Nullable InetPrefix rootSource;

  /// Which must lie in the destination, or the source.
  @Nullable InetPrefix matchDestination;

  @Nullable InetPrefix matchSource;

  private boolean manyIpv6Tables;

  /// Whether a report is about one of the routes that are meant.
  boolean matches(RouteReport route) {
    RouteReport.Hop hop = route.hop();
    return cached == route.cached()
        && matchesTable(route)
        && fits(protocol, route.protocol().number())
        && fits(scope, route.scope().number())
        && fits(type, route.type().number())
        && fits(tos, route.tos())
        && fits(incoming, route.incoming())
        && fits(device, hop == null ? 0 : hop.device())
        && (mark == null || mark == (route.mark() & 0xffff_ffffL))
        && (metric == null || metric == unsigned(route.metric()))
        && matchesDestination(route)
        && matchesSource(route)
        && matches(preferredSource, route, route.preferredSource())
        && matchesGateway(route, hop);
  }

  private static boolean fits(@Nullable Integer wanted, int actual) {
    return wanted == null || wanted == actual;
  }

  private static long unsigned(@Nullable Integer value) {
    return value == null ? 0 : value & 0xffff_ffffL;
  }

  /// As long as only table main of IPv6 was seen, the tables are told apart by the type of route.
  private boolean matchesTable(RouteReport route) {
    if (route.family() == IpFamily.IPV6 && route.table() != Route.TABLE_MAIN) {
      manyIpv6Tables = true;
    }
    if (table == 0) {
      return true;
    }
    if (route.family() == IpFamily.IPV6 && !manyIpv6Tables) {
      return switch (table) {
        case Route.TABLE_LOCAL -> route.type() == RouteType.LOCAL;
        case Route.TABLE_MAIN -> route.type() != RouteType.LOCAL;
        default -> false;
      };
    }
    return table == route.table();
  }

  private boolean matchesDestination(RouteReport route) {
    return isIn(rootDestination, route, route.destination())
        && contains(matchDestination, route, route.destination());
  }

  private boolean matchesSource(RouteReport route) {
    IpPrefix source = route.source();
    if (source == null) {
      source = IpPrefix.around(route.destination().address(), 0);
    }
    return isIn(rootSource, route, source) && contains(matchSource, route, source);
  }

  /// Whether a range lies in the one that is wanted.
  private static boolean isIn(@Nullable InetPrefix wanted, RouteReport route, IpPrefix range) {
    return wanted == null
        || isEverything(wanted)
        || (isOfFamily(wanted, route)
            && wanted.length() <= range.length()
            && wanted.covers(range.address()));
  }

  /// Whether the one that is wanted lies in a range.
  private static boolean contains(@Nullable InetPrefix wanted, RouteReport route, IpPrefix range) {
    if (wanted == null || isEverything(wanted)) {
      return true;
    }
    IpAddress address = wanted.address();
    return isOfFamily(wanted, route)
        && wanted.length() >= range.length()
        && (address == null || range.length() == 0 || range.covers(address));
  }

  /// `any` and `all` without a family say nothing; `default` says that nothing is to be left over.
  private static boolean isEverything(InetPrefix wanted) {
    return wanted.family() == Family.UNSPEC && !wanted.lengthGiven();
  }

  /// Words like `default` are of any family.
  private static boolean isOfFamily(InetPrefix wanted, RouteReport route) {
    return switch (wanted.family()) {
      case UNSPEC -> true;
      case INET -> route.family() == IpFamily.IPV4;
      case INET6 -> route.family() == IpFamily.IPV6;
      case LINK, MPLS, BRIDGE -> false;
    };
  }

  private static boolean matches(
      @Nullable InetPrefix wanted, RouteReport route, @Nullable IpAddress actual) {
    if (wanted == null || wanted.family() == Family.UNSPEC) {
      return true;
    }
    return isOfFamily(wanted, route)
        && (wanted.length() == 0 || (actual != null && wanted.covers(actual)));
  }

  private boolean matchesGateway(RouteReport route, RouteReport.@Nullable Hop hop) {
    if (via == null || via.family() == Family.UNSPEC) {
      return true;
    }
    IpAddress gateway = hop == null ? null : hop.gateway();
    if (gateway == null) {
      return isOfFamily(via, route) && via.length() == 0;
    }
    return via.family() == Family.of(gateway) && via.covers(gateway);
  }

  /// Whether the value that a host is compared with is one address, so that it need not be printed.
  static boolean isOneHost(@Nullable InetPrefix wanted, RouteReport route) {
    return wanted != null && wanted.length() == route.destination().address().bits();
  }
}
