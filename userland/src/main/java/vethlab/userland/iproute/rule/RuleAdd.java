package vethlab.userland.iproute.rule;

import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip rule add` (`iprule_modify`, `fib_nl_newrule`).
final class RuleAdd implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      throw tool.fail(-1, "\"ip rule add\" requires arguments.");
    }
    RuleWords words = new RuleWords(tool, arguments);
    words.read();
    tool.talk(() -> {
      FamilyRules rules = FamilyRules.of(tool);
      rules.fib().addRule(words.rule(rules));
    });
    return 0;
  }
}
