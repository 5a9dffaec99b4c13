package vethlab.scenarios.check;

import org.jspecify.annotations.Nullable;
import vethlab.scenarios.yaml.Location;

/// One expectation or probe, and whether it held.
///
/// @param at where the scenario says so, or null for what is always expected
/// @param detail what was found instead; empty if it held
public record Checked(String title, @Nullable Location at, boolean passed, String detail) {

  static Checked passed(String title, Location at) {
    return new Checked(title, at, true, "");
  }

  static Checked of(String title, Location at, boolean passed, String otherwise) {
    return new Checked(title, at, passed, passed ? "" : otherwise);
  }
}
