package vethlab.simulator.fib;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.RoutingRule.Action;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;

/// The routing tables and rules of one namespace and one address family (`fib_table`, `fib_rules`).
///
/// Until the first rule is added or deleted, IPv4 searches local and main as one table: a longer
/// prefix in main then beats a shorter one in local (`fib_unmerge`).
public final class Fib implements Forkable {

  private final IpFamily family;
  private final RouteDevices devices;
  private final TreeMap<Integer, RoutingTable> tables = new TreeMap<>();
  private final RuleList rules;
  private boolean merged;
  private boolean customRules;

  /// No tables yet, and the rules that will ask them.
  public Fib(IpFamily family, RouteDevices devices) {
    this.family = family;
    this.devices = devices;
    this.rules = new RuleList(family);
    this.merged = family == IpFamily.IPV4;
  }

  private Fib(Fib original, Fork fork) {
    fork.enter(original, this);
    this.family = original.family;
    this.devices = fork.of(original.devices);
    this.rules = fork.of(original.rules);
    this.merged = original.merged;
    this.customRules = original.customRules;
    original.tables.forEach((id, table) -> tables.put(id, fork.of(table)));
  }

  @Override
  public Fib fork(Fork fork) {
    return new Fib(this, fork);
  }

  // ---- Looking up ----

  /// Finds a route as IPv4 does (`fib_lookup`).
  public RouteResult lookup(RouteQuery query) {
    return lookup(query, ipv4());
  }

  /// Finds a route: the rules say which tables are asked, `how` says how.
  public RouteResult lookup(RouteQuery query, TableLookup how) {
    if (merged) {
      return lookupWithoutRules(query, how);
    }
    ImmutableList<RoutingRule> all = rules.all();
    String iif = name(query.iif());
    String oif = name(query.oif());
    for (int i = 0; i < all.size(); i++) {
      RoutingRule rule = all.get(i);
      if (!rule.matches(query, iif, oif)) {
        continue;
      }
      switch (rule.action()) {
        case Action.Lookup(int id) -> {
          RoutingTable table = tables.get(id);
          RouteResult result = table == null ? null : how.in(ImmutableList.of(table), query);
          if (result != null && !isSuppressed(rule, result)) {
            return result;
          }
        }
        case Action.Goto(int priority) -> {
          int target = rules.indexOf(priority);
          if (target > i) {
            i = target - 1;
          }
        }
        case Action.Nop() -> {}
        case Action.Blackhole() -> {
          return new RouteResult.Refused(Errno.EINVAL, null, rule);
        }
        case Action.Unreachable() -> {
          return new RouteResult.Refused(Errno.ENETUNREACH, null, rule);
        }
        case Action.Prohibit() -> {
          return new RouteResult.Refused(Errno.EACCES, null, rule);
        }
      }
    }
    return new RouteResult.NoRoute();
  }

  /// Main with local, then default.
  private RouteResult lookupWithoutRules(RouteQuery query, TableLookup how) {
    RouteResult result = how.in(withMerged(Route.TABLE_MAIN), query);
    if (result == null) {
      result = how.in(withMerged(Route.TABLE_DEFAULT), query);
    }
    return result == null ? new RouteResult.NoRoute() : result;
  }

  /// Finds a route in one table only; null if there is none (`fib_table_lookup`).
  public @Nullable RouteResult lookupIn(int id, RouteQuery query) {
    return ipv4().in(withMerged(id), query);
  }

  private Ipv4TableLookup ipv4() {
    return new Ipv4TableLookup(devices);
  }

  private ImmutableList<RoutingTable> withMerged(int id) {
    if (merged && (id == Route.TABLE_LOCAL || id == Route.TABLE_MAIN)) {
      return both(tables.get(Route.TABLE_LOCAL), tables.get(Route.TABLE_MAIN));
    }
    return both(null, tables.get(id));
  }

  private static ImmutableList<RoutingTable> both(
      @Nullable RoutingTable first, @Nullable RoutingTable second) {
    ImmutableList.Builder<RoutingTable> there = ImmutableList.builder();
    if (first != null) {
      there.add(first);
    }
    if (second != null) {
      there.add(second);
    }
    return there.build();
  }

  private static boolean isSuppressed(RoutingRule rule, RouteResult result) {
    return result instanceof RouteResult.Found(Route route, int ignored)
        && route.destination().length() <= rule.suppressPrefixLength();
  }

  private String name(int index) {
    RouteDevices.Link link = index == 0 ? null : devices.link(index);
    return link == null ? "" : link.name();
  }

  // ---- Tables ----

  public IpFamily family() {
    return family;
  }

  /// The table of a number, made if need be (`fib_new_table`).
  public RoutingTable table(int id) {
    if (merged && id == Route.TABLE_LOCAL) {
      tables.computeIfAbsent(Route.TABLE_MAIN, key -> new RoutingTable(key, family));
    }
    return tables.computeIfAbsent(id, key -> new RoutingTable(key, family));
  }

  /// The table of a number, or null if nothing was ever put into it.
  public @Nullable RoutingTable find(int id) {
    return tables.get(id);
  }

  /// All tables, in the order in which the kernel lists them.
  public ImmutableList<RoutingTable> tables() {
    return ImmutableList.copyOf(tables.values());
  }

  // ---- Rules ----

  /// All rules by rising priority.
  public ImmutableList<RoutingRule> rules() {
    return rules.all();
  }

  /// The priority that a rule gets if none is given.
  public int defaultRulePriority() {
    return rules.defaultPriority();
  }

  /// `ip rule add`.
  ///
  /// @throws KernelError as the kernel refuses
  public void addRule(RoutingRule rule) {
    rules.add(rule);
    merged = false;
    customRules = true;
  }

  /// `ip rule del`.
  ///
  /// @throws KernelError `ENOENT` if no rule is meant
  public void deleteRule(RuleSelector selector) {
    rules.remove(selector);
    merged = false;
    customRules = true;
  }

  /// Whether rules were ever added or deleted (`fib_has_custom_rules`).
  public boolean hasCustomRules() {
    return customRules;
  }

  /// Whether a rule looks at protocols or ports (`fib_rules_require_fldissect`).
  public boolean looksAtTransport() {
    return rules.all().stream()
        .anyMatch(each ->
            each.protocolNumber() != 0
                || each.sourcePorts() != null
                || each.destinationPorts() != null);
  }

  // ---- Routes ----

  /// Puts a complete route into its table (`fib_table_insert`).
  ///
  /// @throws KernelError `EEXIST`, `ENOENT`
  public void insert(Route route, RouteChange how) {
    RoutingTable table = table(route.table());
    List<Route> there = new ArrayList<>(table.at(route.destination()));
    int first = place(there, route);
    int at = first;
    int match = -1;
    if (first < there.size() && sameKey(there.get(first), route)) {
      if (how.isExclusive()) {
        throw new KernelError(Errno.EEXIST);
      }
      for (; at < there.size() && sameKey(there.get(at), route); at++) {
        if (there.get(at).saysTheSame(route)) {
          match = at;
          break;
        }
      }
      if (how.mayReplace()) {
        if (match > first) {
          throw new KernelError(Errno.EEXIST);
        }
        if (match < 0) {
          there.set(first, route);
          table.set(route.destination(), ImmutableList.copyOf(there));
        }
        return;
      }
      if (match >= 0) {
        throw new KernelError(Errno.EEXIST);
      }
      if (!how.isAppend()) {
        at = first;
      }
    }
    if (!how.mayCreate()) {
      throw new KernelError(Errno.ENOENT);
    }
    there.add(at, route);
    table.set(route.destination(), ImmutableList.copyOf(there));
  }

  /// Where a route belongs: larger type of service first, then smaller metric (`fib_find_alias`).
  private static int place(List<Route> there, Route route) {
    int at = 0;
    while (at < there.size()) {
      Route each = there.get(at);
      if (each.tos() < route.tos()
          || (each.tos() == route.tos()
              && Integer.compareUnsigned(each.metric(), route.metric()) >= 0)) {
        break;
      }
      at++;
    }
    return at;
  }

  private static boolean sameKey(Route one, Route other) {
    return one.tos() == other.tos() && one.metric() == other.metric();
  }

  /// Whether [#delete] would find a route.
  public boolean has(RouteSelector selector) {
    RoutingTable table = tables.get(selector.table());
    return table != null
        && table.at(selector.destination()).stream()
            .anyMatch(each -> each.tos() == selector.tos() && selector.means(each));
  }

  /// Takes a route out of its table (`fib_table_delete`).
  ///
  /// @return the route
  /// @throws KernelError `ESRCH` if none is meant
  public Route delete(RouteSelector selector) {
    RoutingTable table = tables.get(selector.table());
    if (table != null) {
      ImmutableList<Route> there = table.at(selector.destination());
      for (Route each : there) {
        if (each.tos() == selector.tos() && selector.means(each)) {
          List<Route> left = new ArrayList<>(there);
          left.remove(each);
          table.set(selector.destination(), ImmutableList.copyOf(left));
          return each;
        }
      }
    }
    throw new KernelError(Errno.ESRCH);
  }

  // ---- What happens to devices and addresses ----

  /// The device lost its carrier: its next hops are marked (`fib_sync_down_dev`, `NETDEV_CHANGE`).
  public void carrierLost(int device) {
    updateHops(
        device,
        hop -> hop.scope().equals(RouteScope.NOWHERE) ? hop : hop.withState(hop.dead(), true));
  }

  /// The device went down, or lost its last address: what is left without a next hop goes
  /// (`fib_disable_ip`).
  ///
  /// @param force whether local addresses go too: the device goes away, or its last address did
  /// @return the routes that went
  public ImmutableList<Route> deviceDown(int device, boolean force) {
    updateHops(
        device,
        hop -> !force && hop.scope().equals(RouteScope.NOWHERE) ? hop : hop.withState(true, true));
    return flush();
  }

  /// The device goes away: also routes with other next hops go (`NETDEV_UNREGISTER`).
  public ImmutableList<Route> deviceGone(int device) {
    for (RoutingTable table : tables.values()) {
      table.update(route ->
          route.nextHops().stream().anyMatch(hop -> hop.device() == device)
              ? route.toBuilder().dead(true).build()
              : route);
    }
    return flush();
  }

  /// The device came up, or its carrier did: its next hops live again (`fib_sync_up`).
  ///
  /// @param up whether it was down
  /// @param carrier whether there is carrier now
  public void deviceUp(int device, boolean up, boolean carrier) {
    updateHops(device, hop -> hop.withState(hop.dead() && !up, hop.linkdown() && !carrier));
  }

  /// An address is gone: routes that prefer it as a source go (`fib_sync_down_addr`).
  ///
  /// @return the routes that went
  public ImmutableList<Route> sourceGone(IpAddress source) {
    for (RoutingTable table : tables.values()) {
      table.update(route ->
          source.equals(route.preferredSource()) && route.table() == Route.TABLE_MAIN
              ? route.toBuilder().dead(true).build()
              : route);
    }
    return flush();
  }

  private ImmutableList<Route> flush() {
    ImmutableList.Builder<Route> gone = ImmutableList.builder();
    for (RoutingTable table : tables.values()) {
      gone.addAll(table.update(route -> route.isDead() ? null : route));
    }
    return gone.build();
  }

  private void updateHops(int device, UnaryOperator<NextHop> change) {
    for (RoutingTable table : tables.values()) {
      table.update(route ->
          route.nextHops().stream().anyMatch(hop -> hop.device() == device)
              ? route.withNextHops(
                  route.nextHops().stream()
                      .map(hop -> hop.device() == device ? change.apply(hop) : hop)
                      .collect(ImmutableList.toImmutableList()))
              : route);
    }
  }
}
