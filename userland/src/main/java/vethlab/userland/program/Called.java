package vethlab.userland.program;

import vethlab.simulator.process.Process;

/// How a program was called, for the messages that begin with its name.
public final class Called {

  private Called() {}

  /// The name as given, path included (`program_invocation_name`).
  public static String as(Process self) {
    return self.arguments().getFirst();
  }

  /// The last part of the name (`program_invocation_short_name`).
  public static String shortly(Process self) {
    String name = as(self);
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
