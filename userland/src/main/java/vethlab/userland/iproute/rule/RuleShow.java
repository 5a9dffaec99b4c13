package vethlab.userland.iproute.rule;

import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.RoutingRule;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `ip rule show`: the rules of one family by rising priority (`iprule_list_flush_or_save`).
final class RuleShow implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    RuleFilter filter = new RuleFilter(tool, arguments);
    filter.read();
    FamilyRules rules = rules(tool);
    Report report = tool.report();
    RulePrinter printer = new RulePrinter(tool, report, rules);
    report.begin();
    for (RoutingRule rule : rules.fib().rules()) {
      if (filter.matches(rule)) {
        printer.print(rule);
      }
    }
    report.end();
    return 0;
  }

  /// The rules that are asked for; the command fails if the family has none.
  static FamilyRules rules(Tool tool) {
    try {
      return FamilyRules.of(tool);
    } catch (KernelError refused) {
      tool.error(Tool.answer(refused));
      throw tool.fail(1, "Dump terminated");
    }
  }
}
