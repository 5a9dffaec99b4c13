package vethlab.userland.iproute.route;

import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.Route;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.rtnetlink.RouteReport;
import vethlab.simulator.rtnetlink.Routes;
import vethlab.userland.iproute.command.Tool;

/// The routes that `ip route show` and `ip route flush` get to see.
final class RouteListing {

  private final Tool tool;
  private final RouteFilter filter;
  private final List<IpFamily> families;

  /// @throws NotModelled if the options ask for another family than the two of IP
  RouteListing(Tool tool, RouteFilter filter) {
    this.tool = tool;
    this.filter = filter;
    this.families =
        switch (tool.options().family()) {
          case UNSPEC ->
              filter.table == 0 ? List.of(IpFamily.IPV4, IpFamily.IPV6) : List.of(IpFamily.IPV4);
          case INET -> List.of(IpFamily.IPV4);
          case INET6 -> List.of(IpFamily.IPV6);
          case LINK, MPLS, BRIDGE ->
              throw new NotModelled("ip -f " + tool.options().family().text() + " route");
        };
  }

  /// Whether only IPv4 is looked at.
  boolean isIpv4Only() {
    return families.size() == 1 && families.getFirst() == IpFamily.IPV4;
  }

  /// The families that are looked at.
  List<IpFamily> families() {
    return families;
  }

  /// The routes that the filter means.
  ///
  /// @throws KernelError `ENOENT` if there is no such table
  List<RouteReport> routes() {
    List<RouteReport> all = new ArrayList<>();
    for (IpFamily family : families) {
      List<RouteReport> listed =
          filter.cached
              ? Routes.listLearned(tool.network(), family, filter.table)
              : Routes.list(tool.network(), family, filter.table);
      listed.stream().filter(filter::matches).forEach(all::add);
    }
    return all;
  }

  /// Whether a missing table is no error: nothing was ever put into table main.
  boolean mayLackTable() {
    return filter.table == Route.TABLE_MAIN;
  }
}
