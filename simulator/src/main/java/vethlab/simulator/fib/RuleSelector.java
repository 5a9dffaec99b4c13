package vethlab.simulator.fib;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpPrefix;

/// Which rule is to be deleted: what is null, 0 or empty is not looked at (`rule_find`).
public record RuleSelector(
    @Nullable Integer priority,
    @Nullable IpPrefix source,
    @Nullable IpPrefix destination,
    int tos,
    String iif,
    String oif,
    int mark,
    int markMask,
    int protocolNumber,
    RoutingRule.@Nullable PortRange sourcePorts,
    RoutingRule.@Nullable PortRange destinationPorts,
    RoutingRule.@Nullable Action action,
    int suppressPrefixLength,
    int installedBy) {

  /// The rules of a priority.
  public static RuleSelector ofPriority(int priority) {
    return new RuleSelector(priority, null, null, 0, "", "", 0, 0, 0, null, null, null, -1, 0);
  }

  boolean means(RoutingRule rule) {
    return (priority == null || priority == rule.priority())
        && (source == null || source.length() == 0 || source.equals(rule.source()))
        && (destination == null
            || destination.length() == 0
            || destination.equals(rule.destination()))
        && (tos == 0 || tos == rule.tos())
        && (iif.isEmpty() || iif.equals(rule.iif()))
        && (oif.isEmpty() || oif.equals(rule.oif()))
        && (mark == 0 || mark == rule.mark())
        && (markMask == 0 || markMask == rule.markMask())
        && (protocolNumber == 0 || protocolNumber == rule.protocolNumber())
        && (sourcePorts == null || sourcePorts.equals(rule.sourcePorts()))
        && (destinationPorts == null || destinationPorts.equals(rule.destinationPorts()))
        && (action == null || action.equals(rule.action()))
        && (suppressPrefixLength == -1 || suppressPrefixLength == rule.suppressPrefixLength())
        && (installedBy == 0 || installedBy == rule.installedBy());
  }
}
