package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NudState;

/// Which of several default routes of one metric is taken: one whose router answers
/// (`fib_select_default`).
final class DefaultRoutes implements Forkable {

  private final Ipv4Stack stack;

  /// By table: the place of the route that was taken last (`fa_default`); −1 for none.
  private final Map<Integer, Integer> last = new LinkedHashMap<>();

  DefaultRoutes(Ipv4Stack stack) {
    this.stack = stack;
  }

  private DefaultRoutes(DefaultRoutes original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.last.putAll(original.last);
  }

  @Override
  public DefaultRoutes fork(Fork fork) {
    return new DefaultRoutes(this, fork);
  }

  RouteResult.Found choose(RouteResult.Found found, RouteQuery query) {
    Route route = found.route();
    if (route.destination().length() != 0 || route.type() != RouteType.UNICAST) {
      return found;
    }
    ImmutableList<Route> all = stack.fib().table(route.table()).at(route.destination());
    return all.size() < 2 ? found : chooseAmong(all, found, query);
  }

  private RouteResult.Found chooseAmong(
      ImmutableList<Route> all, RouteResult.Found found, RouteQuery query) {
    int table = found.route().table();
    int preferred = last.getOrDefault(table, -1);
    Route previous = null;
    @Nullable Route resort = null;
    int resortOrder = -1;
    int order = -1;
    for (Route each : all) {
      if (each.tos() != 0 && each.tos() != query.tos()) {
        continue;
      }
      if (Integer.compareUnsigned(each.metric(), found.route().metric()) > 0) {
        break;
      }
      NextHop hop = each.nextHop();
      if (each.isDead()
          || hop == null
          || !each.scope().equals(found.route().scope())
          || each.type() != RouteType.UNICAST
          || hop.gateway() == null
          || !hop.scope().equals(RouteScope.LINK)) {
        continue;
      }
      if (previous == null) {
        if (!each.equals(found.route())) {
          break;
        }
      } else {
        Death death = death(previous, order, preferred, resortOrder);
        if (death == Death.ALIVE) {
          last.put(table, order);
          return new RouteResult.Found(previous, 0);
        }
        if (death == Death.LAST_RESORT) {
          resort = previous;
          resortOrder = order;
        }
      }
      previous = each;
      order++;
    }
    if (order <= 0 || previous == null) {
      last.put(table, -1);
      return found;
    }
    Death death = death(previous, order, preferred, resortOrder);
    if (death == Death.ALIVE) {
      last.put(table, order);
      return new RouteResult.Found(previous, 0);
    }
    if (death == Death.LAST_RESORT) {
      resort = previous;
      resortOrder = order;
    }
    last.put(table, resortOrder);
    return resort == null ? found : new RouteResult.Found(resort, 0);
  }

  private enum Death {
    ALIVE,
    LAST_RESORT,
    DEAD
  }

  /// Whether the router of a route seems to answer (`fib_detect_death`).
  private Death death(Route route, int order, int preferred, int resortOrder) {
    NextHop hop = route.nextHop();
    NetDevice device = hop == null ? null : stack.devices().find(hop.device());
    Neighbour neighbour =
        hop == null || device == null || hop.gateway() == null
            ? null
            : stack.neighbours().lookup(device, hop.gateway());
    if (neighbour == null) {
      return Death.ALIVE;
    }
    NudState state = neighbour.state();
    if (state == NudState.REACHABLE || (state.isValid() && order != preferred)) {
      return Death.ALIVE;
    }
    boolean worthTrying = resortOrder < 0 && order > preferred && state != NudState.INCOMPLETE;
    return state.isValid() || worthTrying ? Death.LAST_RESORT : Death.DEAD;
  }
}
