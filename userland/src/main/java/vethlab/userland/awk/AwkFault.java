package vethlab.userland.awk;

/// What ends an awk program with a message: a fault of its text, or while it runs.
final class AwkFault extends RuntimeException {

  private final String printed;

  AwkFault(String message) {
    this(message, "");
  }

  /// A fault in the middle of a format, of which some has been printed.
  AwkFault(String message, String printed) {
    super(message, null, false, false);
    this.printed = printed;
  }

  String printed() {
    return printed;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
