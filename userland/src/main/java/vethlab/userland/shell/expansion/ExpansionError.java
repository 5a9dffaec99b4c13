package vethlab.userland.shell.expansion;

/// A word that cannot be expanded, or a variable that cannot be assigned: the shell says why and
/// gives up the line, or ends.
public final class ExpansionError extends RuntimeException {

  private final boolean fatal;
  private final boolean users;
  private boolean reported;

  private ExpansionError(String message, boolean fatal, boolean users) {
    super(message, null, false, false);
    this.fatal = fatal;
    this.users = users;
  }

  /// The rest of what was read with this command is not carried out.
  public static ExpansionError givingUp(String message) {
    return new ExpansionError(message, false, false);
  }

  /// A shell that is not interactive ends.
  public static ExpansionError fatal(String message) {
    return new ExpansionError(message, true, false);
  }

  /// As [#fatal], with words that the script itself has chosen (`${name?words}`).
  static ExpansionError complaint(String message) {
    return new ExpansionError(message, true, true);
  }

  /// Whether the words are the script's own, the same in every shell.
  public boolean isUsers() {
    return users;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public boolean isFatal() {
    return fatal;
  }

  /// Marks it as told to the user.
  ///
  /// @return whether it was not before
  public boolean markReported() {
    boolean first = !reported;
    reported = true;
    return first;
  }
}
