package vethlab.scenarios.yaml;

/// Something that a person wrote and that cannot be read: `scenario.yaml:12:3: …`.
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InputException(Location at, String problem) {
    super(at + ": " + problem);
  }

  /// A complaint about a file as a whole.
  public InputException(String file, String problem) {
    super(file + ": " + problem);
  }
}
