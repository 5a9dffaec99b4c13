package vethlab.userland.stage;

/// The two ways of playing a lab.
public enum Play {
  /// As `bash lab.sh ARGS </dev/null`: no prompts, no job control.
  SCRIPT,
  /// Pasted line by line into an interactive root shell on a terminal.
  TERMINAL
}
