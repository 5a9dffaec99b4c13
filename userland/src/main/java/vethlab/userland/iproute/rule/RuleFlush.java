package vethlab.userland.iproute.rule;

import vethlab.simulator.fib.RoutingRule;
import vethlab.simulator.fib.RuleSelector;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `ip rule flush`: takes away the rules that are meant, but none of priority 0 (`flush_rule`).
final class RuleFlush implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    RuleFilter filter = new RuleFilter(tool, arguments);
    filter.read();
    FamilyRules rules = RuleShow.rules(tool);
    Report report = tool.report();
    report.begin();
    for (RoutingRule rule : rules.fib().rules()) {
      if (rule.priority() != 0 && filter.matches(rule) && filter.matchesProtocol(rule)) {
        rules.fib().deleteRule(RuleSelector.of(rule));
      }
    }
    report.end();
    return 0;
  }
}
