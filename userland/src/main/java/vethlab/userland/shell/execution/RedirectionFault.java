package vethlab.userland.shell.execution;

/// A redirection that cannot be made, in bash's words.
final class RedirectionFault extends RuntimeException {

  RedirectionFault(String message) {
    super(message, null, false, false);
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
