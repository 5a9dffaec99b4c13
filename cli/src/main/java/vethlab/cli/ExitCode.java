package vethlab.cli;

/// What an exit code of `vethlab` means.
final class ExitCode {
  /// All went well.
  static final int OK = 0;

  /// An expectation failed, or prediction and capture differ.
  static final int FAILED = 1;

  /// The command line is wrong, or the input has a syntax error.
  static final int USAGE = 2;

  /// The lab reached something that is not modelled, or a limit.
  static final int INCONCLUSIVE = 3;

  /// The environment lacks a privilege, a tool or a kernel feature.
  static final int ENVIRONMENT = 4;

  private ExitCode() {}
}
