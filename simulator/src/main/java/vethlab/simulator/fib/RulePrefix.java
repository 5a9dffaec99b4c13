package vethlab.simulator.fib;

import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpPrefix;

/// The senders or receivers that a rule is for: the range around an address, which keeps the host
/// bits that were written, since rules are compared and shown with them (`fib4_rule_compare`).
///
/// @param length in bits, at least 1: a rule for all addresses has no prefix
public record RulePrefix(IpAddress address, int length) {

  public RulePrefix {
    if (length < 1 || length > address.bits()) {
      throw new IllegalArgumentException("prefix length " + length + " for " + address);
    }
  }

  boolean covers(IpAddress other) {
    return IpPrefix.around(address, length).covers(other);
  }

  /// Whether the range is one address.
  public boolean isHost() {
    return length == address.bits();
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
