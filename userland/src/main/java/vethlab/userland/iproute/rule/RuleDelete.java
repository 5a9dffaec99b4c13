package vethlab.userland.iproute.rule;

import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip rule delete` (`iprule_modify`, `fib_nl_delrule`).
final class RuleDelete implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      throw tool.fail(-1, "\"ip rule del\" requires arguments.");
    }
    RuleWords words = new RuleWords(tool, arguments);
    words.read();
    tool.talk(() -> {
      FamilyRules rules = FamilyRules.of(tool);
      rules.fib().deleteRule(words.selector(rules));
    });
    return 0;
  }
}
