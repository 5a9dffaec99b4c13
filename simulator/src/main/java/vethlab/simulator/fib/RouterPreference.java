package vethlab.simulator.fib;

/// How much an IPv6 router wants to be chosen (RFC 4191, 2.1).
public enum RouterPreference {
  LOW,
  MEDIUM,
  HIGH
}
