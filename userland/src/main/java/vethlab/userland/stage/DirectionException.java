package vethlab.userland.stage;

/// A `#@` comment of a lab that says nothing known: the file, the line, and what is wrong.
public final class DirectionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DirectionException(String file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
