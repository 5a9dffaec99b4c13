package vethlab.userland.shell.arithmetic;

/// An expression that has no value; the message is bash's.
public final class ArithmeticProblem extends RuntimeException {

  ArithmeticProblem(String message) {
    super(message, null, false, false);
  }

  /// A fault that a variable has, such as being read-only.
  public static ArithmeticProblem of(String message) {
    return new ArithmeticProblem(message);
  }

  public String message() {
    return String.valueOf(getMessage());
  }
}
