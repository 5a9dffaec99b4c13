package vethlab.userland.iproute.print;

/// What a word means, and the terminal's colour for that (`color.c`).
public enum Colour {
  INTERFACE_NAME("36"),
  MAC("33"),
  INET("35"),
  INET6("34"),
  OPERSTATE_UP("32"),
  OPERSTATE_DOWN("31"),
  NONE("");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /// The text in this colour.
  ///
  /// @param dark whether the terminal's background is dark, which wants bright letters
  String paint(String text, boolean dark) {
    return this == NONE ? text : "\u001b[" + (dark ? "1;" : "") + code + "m" + text + "\u001b[0m";
  }
}
