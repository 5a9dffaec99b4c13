package vethlab.simulator.trace;

import com.google.common.collect.ImmutableList;

/// Where something configured comes from: the script line and the command as expanded.
///
/// @param file the script's name as given
/// @param line the innermost line, counted from 1; 0 where there is no script
/// @param command the command with its variables filled in
/// @param callers the lines of the functions, loops and sourced files around it, innermost first
public record Origin(String file, int line, String command, ImmutableList<Caller> callers) {

  /// What the kernel has by itself.
  public static final Origin KERNEL = new Origin("", 0, "", ImmutableList.of());

  /// A call site around a line: `setup` at line 12 of `lab.sh`.
  public record Caller(String what, String file, int line) {}

  public static Origin of(String file, int line, String command) {
    return new Origin(file, line, command, ImmutableList.of());
  }

  /// Whether a script line is known.
  public boolean isKnown() {
    return line > 0;
  }

  /// `lab.sh:14`, or empty where no line is known.
  @Override
  public String toString() {
    return isKnown() ? file + ":" + line : file;
  }
}
