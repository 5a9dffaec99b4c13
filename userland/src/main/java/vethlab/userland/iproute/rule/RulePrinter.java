package vethlab.userland.iproute.rule;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RoutingRule;
import vethlab.simulator.fib.RoutingRule.Action;
import vethlab.simulator.fib.RoutingRule.PortRange;
import vethlab.simulator.fib.RulePrefix;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.command.TransportNames;
import vethlab.userland.iproute.print.Colour;
import vethlab.userland.iproute.print.Report;

/// Prints rules, a line each (`print_rule`).
final class RulePrinter {

  private final Tool tool;
  private final Report report;
  private final FamilyRules rules;

  RulePrinter(Tool tool, Report report, FamilyRules rules) {
    this.tool = tool;
    this.report = report;
    this.rules = rules;
  }

  void print(RoutingRule rule) {
    report.openObject();
    report.field("priority", "%s:\t", Integer.toUnsignedLong(rule.priority()));
    if (rule.inverted()) {
      mark("not", "not ");
    }
    if (rule.source() == null) {
      report.field("src", "from %s", "all");
    } else {
      printPrefix(rule.source(), "from ", "src", "srclen");
    }
    if (rule.destination() != null) {
      printPrefix(rule.destination(), " to ", "dst", "dstlen");
    }
    if (rule.tos() != 0) {
      report.field("tos", " tos %s", tool.names().service(rule.tos()));
    }
    if (rule.mark() != 0 || rule.markMask() != 0) {
      report.field("fwmark", " fwmark %s", hex(rule.mark()));
      if (rule.markMask() != -1) {
        report.field("fwmask", "/%s", hex(rule.markMask()));
      }
    }
    printDevice(rule.iif(), "iif");
    printDevice(rule.oif(), "oif");
    if (rule.protocolNumber() != 0) {
      report.field(
          "ipproto",
          " ipproto %s",
          TransportNames.name(rule.protocolNumber(), tool.options().numeric()));
    }
    printPorts(rule.sourcePorts(), "sport");
    printPorts(rule.destinationPorts(), "dport");
    printAction(rule);
    boolean known = rule.installedBy() == 0 || rule.installedBy() == RouteProtocol.KERNEL.number();
    if (!known || tool.options().details()) {
      report.field("protocol", " proto %s", tool.names().protocol(rule.installedBy()));
    }
    report.text("\n");
    report.closeObject();
  }

  private void printPrefix(RulePrefix prefix, String word, String key, String lengthKey) {
    Colour colour = rules.family() == Family.INET6 ? Colour.INET6 : Colour.INET;
    report.text(word);
    report.field(colour, key, "%s", prefix.address().toString());
    if (!prefix.isHost()) {
      report.field(lengthKey, "/%s", prefix.length());
    }
  }

  private void printDevice(String name, String key) {
    if (name.isEmpty()) {
      return;
    }
    report.text(" " + key + " ");
    report.field(Colour.INTERFACE_NAME, key, "%s", name);
    if (tool.devices().find(name) == null) {
      mark(key + "_detached", " [detached]");
    }
  }

  private void printPorts(@Nullable PortRange ports, String key) {
    if (ports == null) {
      return;
    }
    if (ports.first() == ports.last()) {
      report.field(key, " " + key + " %s", ports.first());
    } else {
      report.field(key + "_start", " " + key + " %s", ports.first());
      report.field(key + "_end", "-%s", ports.last());
    }
  }

  private void printAction(RoutingRule rule) {
    switch (rule.action()) {
      case Action.Lookup(int table) -> {
        report.field("table", " lookup %s", tool.names().table(Integer.toUnsignedLong(table)));
        if (rule.suppressPrefixLength() != -1) {
          report.field(
              "suppress_prefixlen", " suppress_prefixlength %s", rule.suppressPrefixLength());
        }
      }
      case Action.Goto(int target) -> {
        report.field("goto", " goto %s", Integer.toUnsignedLong(target));
        if (rules.fib().rules().stream().noneMatch(each -> each.priority() == target)) {
          mark("unresolved", " [unresolved]");
        }
      }
      case Action.Nop() -> mark("nop", " nop");
      case Action.Blackhole() -> report.field("action", " %s", "blackhole");
      case Action.Unreachable() -> report.field("action", " %s", "unreachable");
      case Action.Prohibit() -> report.field("action", " %s", "prohibit");
    }
  }

  /// Something that is there: null in JSON.
  private void mark(String key, String text) {
    report.jsonNull(key);
    report.text(text);
  }

  private static String hex(int bits) {
    return Report.hex(Integer.toUnsignedLong(bits));
  }
}
