package vethlab.userland.iproute.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.RoutingRule;
import vethlab.simulator.fib.RoutingRule.PortRange;
import vethlab.simulator.fib.RulePrefix;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.LinkNames;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.command.TransportNames;

/// Which rules `ip rule show` and `ip rule flush` are about, as the words behind them say
/// (`filter_nlmsg`).
final class RuleFilter {

  private static final Pattern UID_RANGE = Pattern.compile("\\s*[+-]?\\d+-\\s*[+-]?\\d+.*");

  private final Tool tool;
  private final Arguments arguments;
  private final Family family;
  private final List<Predicate<RoutingRule>> conditions = new ArrayList<>();
  private @Nullable Integer protocol;

  RuleFilter(Tool tool, Arguments arguments) {
    this.tool = tool;
    this.arguments = arguments;
    Family asked = tool.options().family();
    this.family = asked == Family.UNSPEC ? Family.INET : asked;
  }

  /// Whether a rule is one of those that are meant.
  boolean matches(RoutingRule rule) {
    return conditions.stream().allMatch(each -> each.test(rule));
  }

  /// Whether it is one by its protocol, which `show` reads but does not look at.
  boolean matchesProtocol(RoutingRule rule) {
    return protocol == null || protocol == rule.installedBy();
  }

  /// Reads the words.
  void read() {
    for (; !arguments.isEmpty(); arguments.advance()) {
      RuleFilterKeyword keyword = arguments.find(RuleFilterKeyword.values());
      if (keyword == null) {
        if (arguments.matches("dst") || arguments.matches("to")) {
          arguments.next();
        }
        InetPrefix to = arguments.prefix(arguments.word(), family);
        conditions.add(rule -> isWithin(to, rule.destination()));
      } else {
        read(keyword);
      }
    }
  }

  private void read(RuleFilterKeyword keyword) {
    switch (keyword) {
      case PRIORITY -> {
        long priority = arguments.nextUnsigned(32, "preference value is invalid\n");
        conditions.add(rule -> Integer.toUnsignedLong(rule.priority()) == priority);
      }
      case NOT -> conditions.add(RoutingRule::inverted);
      case TOS -> {
        String text = arguments.next();
        Long tos = tool.names().serviceNumber(text);
        if (tos == null) {
          throw arguments.invalid("TOS value is invalid\n", text);
        }
        conditions.add(rule -> rule.tos() == tos);
      }
      case FWMARK -> {
        FwmarkText wanted = FwmarkText.read(arguments);
        Integer mask = wanted.mask();
        conditions.add(rule ->
            (wanted.mark() == 0 || rule.mark() == wanted.mark())
                && (mask == null || mask == 0 || rule.markMask() == mask));
      }
      case IIF -> {
        String name = device("\"iif\"/\"dev\" not a valid ifname");
        conditions.add(rule -> rule.iif().equals(name));
      }
      case OIF -> {
        String name = device("\"oif\" not a valid ifname");
        conditions.add(rule -> rule.oif().equals(name));
      }
      case L3MDEV -> conditions.add(rule -> false);
      case UIDRANGE -> {
        String text = arguments.next();
        if (!UID_RANGE.matcher(text).matches()) {
          throw arguments.invalid("invalid UID range\n", text);
        }
        conditions.add(rule -> false);
      }
      case TUN_ID -> {
        long id = arguments.nextUnsigned(64, "\"tun_id\" value is invalid\n");
        conditions.add(rule -> id == 0);
      }
      case TABLE -> {
        String text = arguments.next();
        Long table = tool.names().tableNumber(text);
        if (table == null) {
          throw arguments.invalid("table id value is invalid\n", text);
        }
        conditions.add(rule -> table == 0 || Integer.toUnsignedLong(rule.table()) == table);
      }
      case FROM -> {
        InetPrefix from = arguments.prefix(arguments.next(), family);
        conditions.add(rule -> isWithin(from, rule.source()));
      }
      case PROTOCOL -> protocol = protocol();
      case IPPROTO -> {
        String text = arguments.next();
        Integer number = TransportNames.number(text);
        if (number == null) {
          throw arguments.invalid("Invalid \"ipproto\" value\n", text);
        }
        conditions.add(rule -> number == 0 || rule.protocolNumber() == number);
      }
      case SPORT -> {
        PortText ports = ports("invalid port range\n");
        conditions.add(rule -> isSame(ports, rule.sourcePorts()));
      }
      case DPORT -> {
        PortText ports = ports("invalid dport range\n");
        conditions.add(rule -> isSame(ports, rule.destinationPorts()));
      }
    }
  }

  private @Nullable Integer protocol() {
    String text = arguments.next();
    Long number = tool.names().protocolNumber(text);
    if (number == null && !text.equals("all")) {
      throw arguments.invalid("invalid \"protocol\"\n", text);
    }
    return number == null ? null : (Integer) number.intValue();
  }

  private String device(String wrong) {
    String name = arguments.next();
    if (!LinkNames.isValid(name)) {
      throw arguments.invalid(wrong, name);
    }
    return name;
  }

  private PortText ports(String wrong) {
    String text = arguments.next();
    PortText ports = PortText.read(text);
    if (ports == null) {
      throw arguments.invalid(wrong, text);
    }
    return ports;
  }

  /// Whether a rule's range lies in the one that is asked for.
  private static boolean isWithin(InetPrefix wanted, @Nullable RulePrefix prefix) {
    if (prefix == null) {
      return wanted.length() == 0;
    }
    return wanted.length() <= prefix.length() && wanted.covers(prefix.address());
  }

  private static boolean isSame(PortText wanted, @Nullable PortRange ports) {
    return wanted.first() == 0
        || (ports != null && ports.first() == wanted.first() && ports.last() == wanted.last());
  }
}
