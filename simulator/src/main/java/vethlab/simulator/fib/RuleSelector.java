package vethlab.simulator.fib;

import org.jspecify.annotations.Nullable;

/// Which rule is to be deleted: what is null, 0 or empty is not looked at (`rule_find`).
///
/// @param action of which only the kind counts: the table stands beside it, and where a `goto`
///   leads is not compared
public record RuleSelector(
    @Nullable Integer priority,
    @Nullable RulePrefix source,
    @Nullable RulePrefix destination,
    int tos,
    String iif,
    String oif,
    int mark,
    int markMask,
    int protocolNumber,
    RoutingRule.@Nullable PortRange sourcePorts,
    RoutingRule.@Nullable PortRange destinationPorts,
    RoutingRule.@Nullable Action action,
    int table,
    int suppressPrefixLength,
    int installedBy) {

  /// The rules of a priority.
  public static RuleSelector ofPriority(int priority) {
    return new RuleSelector(priority, null, null, 0, "", "", 0, 0, 0, null, null, null, 0, -1, 0);
  }

  /// Exactly this rule, or one that looks the same.
  public static RuleSelector of(RoutingRule rule) {
    return new RuleSelector(
        rule.priority(),
        rule.source(),
        rule.destination(),
        rule.tos(),
        rule.iif(),
        rule.oif(),
        rule.mark(),
        rule.markMask(),
        rule.protocolNumber(),
        rule.sourcePorts(),
        rule.destinationPorts(),
        rule.action(),
        rule.table(),
        rule.suppressPrefixLength(),
        rule.installedBy());
  }

  boolean means(RoutingRule rule) {
    return (priority == null || priority == rule.priority())
        && (source == null || source.equals(rule.source()))
        && (destination == null || destination.equals(rule.destination()))
        && (tos == 0 || tos == rule.tos())
        && (iif.isEmpty() || iif.equals(rule.iif()))
        && (oif.isEmpty() || oif.equals(rule.oif()))
        && (mark == 0 || mark == rule.mark())
        && (markMask == 0 || markMask == rule.markMask())
        && (protocolNumber == 0 || protocolNumber == rule.protocolNumber())
        && (sourcePorts == null || sourcePorts.equals(rule.sourcePorts()))
        && (destinationPorts == null || destinationPorts.equals(rule.destinationPorts()))
        && (action == null || action.getClass() == rule.action().getClass())
        && (table == 0 || table == rule.table())
        && (suppressPrefixLength == -1 || suppressPrefixLength == rule.suppressPrefixLength())
        && (installedBy == 0 || installedBy == rule.installedBy());
  }
}
