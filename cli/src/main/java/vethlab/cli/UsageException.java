package vethlab.cli;

/// A command that was asked for something that does not fit its lab: what is wrong, in one line.
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String problem) {
    super(problem);
  }
}
