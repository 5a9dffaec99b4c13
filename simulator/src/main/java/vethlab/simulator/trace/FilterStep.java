package vethlab.simulator.trace;

/// What netfilter decided.
public sealed interface FilterStep extends Step {

  /// A rule matched.
  record RuleMatched(String place, String hook, String table, String chain, String rule)
      implements FilterStep {

    @Override
    public String text() {
      return hook + " " + table + " " + chain + ": " + rule;
    }
  }

  /// A chain's policy applied.
  record PolicyApplied(String place, String hook, String table, String chain, String policy)
      implements FilterStep {

    @Override
    public String text() {
      return hook + " " + table + " " + chain + ": policy " + policy;
    }
  }
}
