package vethlab.userland.iproute.rule;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RoutingRule;
import vethlab.simulator.fib.RoutingRule.Action;
import vethlab.simulator.fib.RoutingRule.PortRange;
import vethlab.simulator.fib.RulePrefix;
import vethlab.simulator.fib.RuleSelector;
import vethlab.simulator.packet.IpAddress;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.LinkNames;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.command.TransportNames;

/// What the words of `ip rule add` and `ip rule delete` say, and the message that it becomes
/// (`iprule_modify`, `fib_nl2rule`).
final class RuleWords {

  /// What a rule does, as a message has it: several words may name it, the last counts.
  private enum Type {
    NONE,
    UNICAST,
    GOTO,
    NOP,
    BLACKHOLE,
    UNREACHABLE,
    PROHIBIT
  }

  private final Tool tool;
  private final Arguments arguments;
  private @Nullable InetPrefix source;
  private @Nullable InetPrefix destination;
  private @Nullable Integer priority;
  private @Nullable Integer table;
  private @Nullable Integer target;
  private @Nullable PortText sourcePorts;
  private @Nullable PortText destinationPorts;
  private @Nullable FwmarkText mark;
  private Type type = Type.NONE;
  private String iif = "";
  private String oif = "";
  private boolean inverted;
  private int tos;
  private int protocol;
  private int protocolNumber;
  private int suppressPrefixLength = -1;

  RuleWords(Tool tool, Arguments arguments) {
    this.tool = tool;
    this.arguments = arguments;
  }

  // ---- Reading ----

  /// Reads the words.
  void read() {
    for (; !arguments.isEmpty(); arguments.advance()) {
      RuleKeyword keyword = arguments.find(RuleKeyword.values());
      if (keyword == null) {
        readType();
      } else {
        read(keyword);
      }
    }
  }

  private void read(RuleKeyword keyword) {
    switch (keyword) {
      case NOT -> inverted = true;
      case FROM -> source = arguments.prefix(arguments.next(), tool.options().family());
      case TO -> destination = arguments.prefix(arguments.next(), tool.options().family());
      case PRIORITY -> priority = (int) arguments.nextUnsigned(32, "preference value is invalid\n");
      case TOS -> {
        String text = arguments.next();
        tos = number(tool.names().serviceNumber(text), "TOS value is invalid\n", text);
      }
      case FWMARK -> mark = FwmarkText.read(arguments);
      case PROTOCOL -> {
        String text = arguments.next();
        protocol =
            number(tool.names().protocolNumber(text), "\"protocol\" value is invalid\n", text);
      }
      case TABLE -> {
        String text = arguments.next();
        table = number(tool.names().tableNumber(text), "invalid table ID\n", text);
      }
      case SUPPRESS_PREFIXLENGTH -> {
        String wrong = "suppress_prefixlength value is invalid\n";
        int length = arguments.nextInteger(wrong);
        if (length < 0) {
          throw arguments.invalid(wrong, arguments.word());
        }
        suppressPrefixLength = length;
      }
      case IIF -> iif = device("\"iif\"/\"dev\" not a valid ifname");
      case OIF -> oif = device("\"oif\" not a valid ifname");
      case IPPROTO -> {
        String text = arguments.next();
        Integer known = TransportNames.number(text);
        if (known == null) {
          throw arguments.invalid("Invalid \"ipproto\" value\n", text);
        }
        protocolNumber = known;
      }
      case SPORT -> sourcePorts = ports("invalid port range\n");
      case DPORT -> destinationPorts = ports("invalid dport range\n");
      case REALMS, TUN_ID, SUPPRESS_IFGROUP, L3MDEV, UIDRANGE, NAT ->
          throw new NotModelled("ip rule … " + arguments.word());
    }
  }

  private int number(@Nullable Long value, String wrong, String text) {
    if (value == null) {
      throw arguments.invalid(wrong, text);
    }
    return value.intValue();
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

  private void readType() {
    if (arguments.is("type")) {
      arguments.next();
    }
    if (arguments.matches("help")) {
      throw tool.usage("ip-rule");
    }
    if (arguments.matches("goto")) {
      type = Type.GOTO;
      target = (int) arguments.nextUnsigned(32, "invalid target\n");
    } else if (arguments.matches("nop")) {
      type = Type.NOP;
    } else {
      type = ofRouteType(arguments.word());
    }
  }

  /// The kinds of routes stand for what rules do; those of `goto` and `nop` are numbers of other
  /// routes.
  private Type ofRouteType(String text) {
    return switch (text) {
      case "unicast", "1" -> Type.UNICAST;
      case "local", "2" -> Type.GOTO;
      case "broadcast", "brd", "3" -> Type.NOP;
      case "blackhole", "6" -> Type.BLACKHOLE;
      case "unreachable", "7" -> Type.UNREACHABLE;
      case "prohibit", "8" -> Type.PROHIBIT;
      case "anycast", "multicast", "throw", "nat", "xresolve" ->
          throw new NotModelled("ip rule … type " + text);
      default -> {
        if (Numbers.unsigned(text, 8) != null) {
          throw new NotModelled("ip rule … type " + text);
        }
        throw arguments.invalid("Failed to parse rule type", text);
      }
    };
  }

  // ---- The message ----

  /// The rule to be added.
  ///
  /// @throws KernelError EINVAL if it makes no sense
  RoutingRule rule(FamilyRules rules) {
    RulePrefix from = prefix(source, rules.family(), "Invalid source address");
    RulePrefix to = prefix(destination, rules.family(), "Invalid dst address");
    int at = priority == null ? rules.fib().defaultRulePriority() : priority;
    Action action = action();
    PortRange senders = range(sourcePorts, "Invalid sport range");
    PortRange receivers = range(destinationPorts, "Invalid dport range");
    Action does = action == null ? new Action.Lookup(tableToAsk(rules)) : action;
    if (!(does instanceof Action.Lookup) && table != null && table != 0) {
      throw new NotModelled("ip rule add … table " + table + " beside another action");
    }
    return new RoutingRule(
        at,
        inverted,
        from,
        to,
        tos,
        iif,
        oif,
        mark == null ? 0 : mark.mark(),
        mask(),
        protocolNumber,
        senders,
        receivers,
        does,
        suppressPrefixLength,
        protocol,
        tool.devices().core().origin());
  }

  /// What is to be deleted.
  ///
  /// @throws KernelError EINVAL if it makes no sense
  RuleSelector selector(FamilyRules rules) {
    RulePrefix from = prefix(source, rules.family(), "Invalid source address");
    RulePrefix to = prefix(destination, rules.family(), "Invalid dst address");
    Action action = type == Type.UNICAST ? new Action.Lookup(0) : action();
    return new RuleSelector(
        priority,
        from,
        to,
        tos,
        iif,
        oif,
        mark == null ? 0 : mark.mark(),
        mask(),
        protocolNumber,
        range(sourcePorts, "Invalid sport range"),
        range(destinationPorts, "Invalid dport range"),
        action,
        table == null ? 0 : table,
        suppressPrefixLength,
        protocol);
  }

  /// A range that is no range is left out; an address of the other family does not fit.
  private static @Nullable RulePrefix prefix(
      @Nullable InetPrefix prefix, Family family, String wrong) {
    IpAddress address = prefix == null ? null : prefix.address();
    if (prefix == null || address == null || prefix.length() == 0) {
      return null;
    }
    if (prefix.family() != family) {
      throw new KernelError(Errno.EINVAL, wrong);
    }
    return new RulePrefix(address, prefix.length());
  }

  private int mask() {
    Integer given = mark == null ? null : mark.mask();
    if (given != null) {
      return given;
    }
    return mark == null || mark.mark() == 0 ? 0 : -1;
  }

  /// The table of a rule that asks one: main if nothing was said.
  private int tableToAsk(FamilyRules rules) {
    if (table == null && type == Type.NONE) {
      return Route.TABLE_MAIN;
    }
    if ((table == null || table == 0) && rules.family() == Family.INET) {
      throw new NotModelled("ip rule add … without a table: the first that is empty");
    }
    return table == null ? 0 : table;
  }

  /// What the rule does; null for asking a table.
  private @Nullable Action action() {
    if (target != null && type != Type.GOTO) {
      throw new KernelError(Errno.EINVAL, "Unexpected goto");
    }
    return switch (type) {
      case NONE, UNICAST -> null;
      case GOTO -> {
        if (target == null) {
          throw new KernelError(Errno.EINVAL, "Missing goto target for action goto");
        }
        yield new Action.Goto(target);
      }
      case NOP -> new Action.Nop();
      case BLACKHOLE -> new Action.Blackhole();
      case UNREACHABLE -> new Action.Unreachable();
      case PROHIBIT -> new Action.Prohibit();
    };
  }

  private static @Nullable PortRange range(@Nullable PortText ports, String wrong) {
    if (ports == null) {
      return null;
    }
    if (ports.first() < 1 || ports.first() > ports.last()) {
      throw new KernelError(Errno.EINVAL, wrong);
    }
    return new PortRange(ports.first(), ports.last());
  }
}
