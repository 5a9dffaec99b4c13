package vethlab.userland.awk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program: what is done at the beginning, for records, and at the end.
record AwkProgram(
    List<Statement> begin, List<Rule> rules, List<Statement> end, Map<String, Function> functions) {

  /// What is done for records that match.
  ///
  /// @param number its place among the rules
  /// @param from the pattern; null for all records
  /// @param to the pattern that ends a range, or null
  record Rule(int number, @Nullable Expression from, @Nullable Expression to, Statement action) {}

  record Function(String name, List<String> parameters, Statement body) {}
}
