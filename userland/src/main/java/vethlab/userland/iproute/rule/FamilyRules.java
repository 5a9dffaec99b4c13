package vethlab.userland.iproute.rule;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.Fib;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Tool;

/// The rules that a command is about: those of the family that was asked for, else IPv4's.
///
/// @param family INET or INET6
record FamilyRules(Family family, Fib fib) {

  /// @throws KernelError EAFNOSUPPORT for a family without rules
  static FamilyRules of(Tool tool) {
    return switch (tool.options().family()) {
      case UNSPEC, INET -> new FamilyRules(Family.INET, tool.network().ipv4().fib());
      case INET6 -> new FamilyRules(Family.INET6, tool.network().ipv6().fib());
      case LINK, MPLS, BRIDGE -> throw new KernelError(Errno.EAFNOSUPPORT);
    };
  }
}
