package vethlab.userland.shell.execution;

/// A redirection that cannot be made, in bash's words.
final class RedirectionFault extends RuntimeException {

  private final String inDash;

  RedirectionFault(String message) {
    this(message, message);
  }

  /// A fault for which dash has words of its own.
  RedirectionFault(String message, String inDash) {
    super(message, null, false, false);
    this.inDash = inDash;
  }

  String message(Dialect dialect) {
    return dialect == Dialect.BASH ? message() : inDash;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
