package vethlab.userland.shell.state;

/// What `declare` says about a variable, with its letter.
public enum Attribute {
  INTEGER('i'),
  REFERENCE('n'),
  READONLY('r'),
  TRACED('t'),
  EXPORTED('x'),
  LOWER('l'),
  UPPER('u'),
  CAPITAL('c');

  private final char letter;

  Attribute(char letter) {
    this.letter = letter;
  }

  public char letter() {
    return letter;
  }
}
