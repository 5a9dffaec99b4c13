package vethlab.simulator.fib;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;

/// The routes of one number in one namespace (`fib_table`, `fib6_table`).
///
/// Routes to one destination are kept in the order in which they are tried.
public final class RoutingTable implements Forkable {

  private final int id;
  private final IpFamily family;
  private final Map<IpPrefix, ImmutableList<Route>> routes = new HashMap<>();
  private final int[] byLength;

  RoutingTable(int id, IpFamily family) {
    this.id = id;
    this.family = family;
    this.byLength = new int[family == IpFamily.IPV4 ? 33 : 129];
  }

  private RoutingTable(RoutingTable original, Fork fork) {
    fork.enter(original, this);
    this.id = original.id;
    this.family = original.family;
    this.routes.putAll(original.routes);
    this.byLength = original.byLength.clone();
  }

  @Override
  public RoutingTable fork(Fork fork) {
    return new RoutingTable(this, fork);
  }

  public int id() {
    return id;
  }

  public boolean isEmpty() {
    return routes.isEmpty();
  }

  /// The routes to exactly this destination, in the order in which they are tried.
  public ImmutableList<Route> at(IpPrefix destination) {
    return routes.getOrDefault(destination, ImmutableList.of());
  }

  /// The routes whose destination covers `address` with a prefix of `length` bits.
  public ImmutableList<Route> at(IpAddress address, int length) {
    return byLength[length] == 0 ? ImmutableList.of() : at(IpPrefix.around(address, length));
  }

  /// The routes that cover `address`, longest prefix first, in the order in which they are tried.
  public ImmutableList<Route> covering(IpAddress address) {
    ImmutableList.Builder<Route> covering = ImmutableList.builder();
    for (int length = address.bits(); length >= 0; length--) {
      covering.addAll(at(address, length));
    }
    return covering.build();
  }

  /// Puts `others` in the place of the routes to a destination; none removes them.
  public void set(IpPrefix destination, ImmutableList<Route> others) {
    ImmutableList<Route> before =
        others.isEmpty() ? routes.remove(destination) : routes.put(destination, others);
    byLength[destination.length()] +=
        (others.isEmpty() ? 0 : 1) - (before == null || before.isEmpty() ? 0 : 1);
  }

  /// Replaces every route by what `change` makes of it; null removes it.
  ///
  /// @return the routes removed, in the order of [#all]
  public ImmutableList<Route> update(Function<Route, @Nullable Route> change) {
    ImmutableList.Builder<Route> removed = ImmutableList.builder();
    for (IpPrefix destination : sorted().keySet()) {
      List<Route> kept = new ArrayList<>();
      for (Route each : at(destination)) {
        Route after = change.apply(each);
        if (after == null) {
          removed.add(each);
        } else {
          kept.add(after);
        }
      }
      set(destination, ImmutableList.copyOf(kept));
    }
    return removed.build();
  }

  /// All routes in the order in which the kernel lists them.
  public ImmutableList<Route> all() {
    ImmutableList.Builder<Route> all = ImmutableList.builder();
    sorted().values().forEach(all::addAll);
    return all.build();
  }

  private Map<IpPrefix, ImmutableList<Route>> sorted() {
    TreeMap<IpPrefix, ImmutableList<Route>> sorted =
        new TreeMap<>(
            switch (family) {
              case IPV4 -> RoutingTable::compareIpv4;
              case IPV6 -> RoutingTable::compareIpv6;
            });
    sorted.putAll(routes);
    return sorted;
  }

  /// By address; of those with the same address the longer prefix first (`fn_trie_dump_leaf`).
  private static int compareIpv4(IpPrefix one, IpPrefix other) {
    int byAddress = compareAddresses(one.address(), other.address());
    return byAddress != 0 ? byAddress : Integer.compare(other.length(), one.length());
  }

  /// A prefix comes after all that lie in it (`fib6_walk_continue`); else by address.
  private static int compareIpv6(IpPrefix one, IpPrefix other) {
    if (one.length() < other.length() && one.covers(other.address())) {
      return 1;
    }
    if (other.length() < one.length() && other.covers(one.address())) {
      return -1;
    }
    return compareAddresses(one.address(), other.address());
  }

  private static int compareAddresses(IpAddress one, IpAddress other) {
    if (one instanceof Ipv4Address one4 && other instanceof Ipv4Address other4) {
      return one4.compareTo(other4);
    }
    if (one instanceof Ipv6Address one6 && other instanceof Ipv6Address other6) {
      return one6.compareTo(other6);
    }
    return Comparator.<Integer>naturalOrder().compare(one.bits(), other.bits());
  }
}
