package vethlab.simulator.fib;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.RoutingRule.Action;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpFamily;

/// The rules of one namespace and family, by rising priority (`fib_rules_ops`).
final class RuleList implements Forkable {

  private static final int ECN_BITS = 0x03;
  private static final int TOS_BITS = 0x1e;

  private final IpFamily family;
  private final List<RoutingRule> rules = new ArrayList<>();

  RuleList(IpFamily family) {
    this.family = family;
    rules.add(RoutingRule.lookup(0, Route.TABLE_LOCAL));
    rules.add(RoutingRule.lookup(32766, Route.TABLE_MAIN));
    if (family == IpFamily.IPV4) {
      rules.add(RoutingRule.lookup(32767, Route.TABLE_DEFAULT));
    }
  }

  private RuleList(RuleList original, Fork fork) {
    fork.enter(original, this);
    this.family = original.family;
    rules.addAll(original.rules);
  }

  @Override
  public RuleList fork(Fork fork) {
    return new RuleList(this, fork);
  }

  ImmutableList<RoutingRule> all() {
    return ImmutableList.copyOf(rules);
  }

  /// The priority of a rule added without one: just before the second (`fib_default_rule_pref`).
  int defaultPriority() {
    return rules.size() < 2 || rules.get(1).priority() == 0 ? 0 : rules.get(1).priority() - 1;
  }

  /// Adds a rule behind those of its priority.
  ///
  /// @throws KernelError `EEXIST` if an equal rule is there, `EINVAL` if it makes no sense
  void add(RoutingRule rule) {
    checkGoto(rule.action(), rule.priority());
    for (RoutingRule each : rules) {
      if (sameRule(each, rule)) {
        throw new KernelError(Errno.EEXIST);
      }
    }
    configure(rule);
    int at = 0;
    while (at < rules.size() && rules.get(at).priority() <= rule.priority()) {
      at++;
    }
    rules.add(at, rule);
  }

  private static void checkGoto(@Nullable Action action, int priority) {
    if (action instanceof Action.Goto(int target)
        && Integer.compareUnsigned(target, priority) <= 0) {
      throw new KernelError(Errno.EINVAL, "Backward goto not supported");
    }
  }

  /// What the family has to say about a new rule (`fib4_rule_configure`, `fib6_rule_configure`).
  private void configure(RoutingRule rule) {
    if ((rule.tos() & ECN_BITS) != 0) {
      throw new KernelError(Errno.EINVAL, "Invalid dsfield (tos): ECN bits must be 0");
    }
    switch (family) {
      case IPV4 -> {
        if ((rule.tos() & ~TOS_BITS) != 0) {
          throw new KernelError(Errno.EINVAL, "Invalid tos");
        }
      }
      case IPV6 -> {
        if (rule.action() instanceof Action.Lookup(int table) && table == 0) {
          throw new KernelError(Errno.EINVAL, "Invalid table");
        }
      }
    }
  }

  /// As the kernel compares: prefixes and type of service only where the new rule has them.
  private static boolean sameRule(RoutingRule there, RoutingRule added) {
    return there.priority() == added.priority()
        && sameAction(there.action(), added.action())
        && there.iif().equals(added.iif())
        && there.oif().equals(added.oif())
        && there.mark() == added.mark()
        && there.markMask() == added.markMask()
        && there.suppressPrefixLength() == added.suppressPrefixLength()
        && there.protocolNumber() == added.protocolNumber()
        && there.installedBy() == added.installedBy()
        && Objects.equals(there.sourcePorts(), added.sourcePorts())
        && Objects.equals(there.destinationPorts(), added.destinationPorts())
        && (added.source() == null || added.source().equals(there.source()))
        && (added.destination() == null || added.destination().equals(there.destination()))
        && (added.tos() == 0 || added.tos() == there.tos());
  }

  /// The target of a `goto` is not compared.
  private static boolean sameAction(Action one, Action other) {
    return (one instanceof Action.Goto && other instanceof Action.Goto) || one.equals(other);
  }

  /// Removes the first rule that `selector` means.
  ///
  /// @throws KernelError `ENOENT` if there is none
  void remove(RuleSelector selector) {
    Integer priority = selector.priority();
    checkGoto(selector.action(), priority == null ? defaultPriority() : priority);
    for (RoutingRule each : rules) {
      if (selector.means(each)) {
        rules.remove(each);
        return;
      }
    }
    throw new KernelError(Errno.ENOENT);
  }

  /// The place of the first rule with this priority, to which a `goto` leads; −1 if there is none.
  int indexOf(int priority) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).priority() == priority) {
        return i;
      }
    }
    return -1;
  }
}
