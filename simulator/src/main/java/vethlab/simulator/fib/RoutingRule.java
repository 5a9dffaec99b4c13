package vethlab.simulator.fib;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.trace.Origin;

/// Which table decides about which packets (`fib_rule`).
///
/// @param priority smaller is asked first
/// @param inverted whether the rule is for all packets that the rest does not describe (`not`)
/// @param source senders, null for all
/// @param destination null for all
/// @param tos 0 for all
/// @param iif the incoming device's name, `lo` for packets of this host, empty for all
/// @param oif the device that the sender is bound to, empty for all
/// @param mark compared under `markMask`
/// @param protocolNumber of the transport, 0 for all
/// @param sourcePorts null for all
/// @param destinationPorts null for all
/// @param suppressPrefixLength a route with a prefix this short or shorter does not count; −1 for
///   none
/// @param installedBy the number of [RouteProtocol]
public record RoutingRule(
    int priority,
    boolean inverted,
    @Nullable RulePrefix source,
    @Nullable RulePrefix destination,
    int tos,
    String iif,
    String oif,
    int mark,
    int markMask,
    int protocolNumber,
    @Nullable PortRange sourcePorts,
    @Nullable PortRange destinationPorts,
    Action action,
    int suppressPrefixLength,
    int installedBy,
    Origin origin) {

  /// Ports from `first` to `last`.
  public record PortRange(int first, int last) {

    public PortRange {
      if (first < 1 || last > 65535 || first > last) {
        throw new IllegalArgumentException("not a port range: " + first + "-" + last);
      }
    }

    boolean contains(int port) {
      return port >= first && port <= last;
    }
  }

  /// What the rule does (`FR_ACT_*`).
  public sealed interface Action {

    /// Asks a table.
    record Lookup(int table) implements Action {}

    /// Goes on with the rule of a later priority.
    record Goto(int priority) implements Action {}

    record Nop() implements Action {}

    record Blackhole() implements Action {}

    record Unreachable() implements Action {}

    record Prohibit() implements Action {}
  }

  /// The table that the rule asks, 0 if it asks none.
  public int table() {
    return action instanceof Action.Lookup(int asked) ? asked : 0;
  }

  /// A rule for all packets.
  public static RoutingRule lookup(int priority, int table) {
    return new RoutingRule(
        priority,
        false,
        null,
        null,
        0,
        "",
        "",
        0,
        0,
        0,
        null,
        null,
        new Action.Lookup(table),
        -1,
        RouteProtocol.KERNEL.number(),
        Origin.KERNEL);
  }

  /// Whether a packet is the rule's business (`fib_rule_match`).
  ///
  /// @param iifName the name of the incoming device, `lo` for a packet of this host
  /// @param oifName the name of the device that the sender is bound to, or empty
  boolean matches(RouteQuery query, String iifName, String oifName) {
    boolean matches =
        (iif.isEmpty() || iif.equals(iifName))
            && (oif.isEmpty() || oif.equals(oifName))
            && ((mark ^ query.mark()) & markMask) == 0
            && (source == null || source.covers(query.source()))
            && (destination == null || destination.covers(query.destination()))
            && (tos == 0 || tos == query.tos())
            && (protocolNumber == 0 || protocolNumber == query.protocol())
            && (sourcePorts == null || sourcePorts.contains(query.sourcePort()))
            && (destinationPorts == null || destinationPorts.contains(query.destinationPort()));
    return matches != inverted;
  }

  /// The same at another priority.
  public RoutingRule withPriority(int other) {
    return new RoutingRule(
        other,
        inverted,
        source,
        destination,
        tos,
        iif,
        oif,
        mark,
        markMask,
        protocolNumber,
        sourcePorts,
        destinationPorts,
        action,
        suppressPrefixLength,
        installedBy,
        origin);
  }
}
