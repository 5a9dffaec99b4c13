package vethlab.userland.shell.syntax;

import org.jspecify.annotations.Nullable;

/// Where a descriptor of a command leads.
///
/// @param descriptor the number written before the operator, or -1 for the usual one
/// @param variable the name in `{name}>file`, which gets the number; else null
/// @param target the file, the descriptor, the here-string, or the delimiter of the here-document
/// @param document the here-document, or null
public record Redirection(
    int descriptor,
    @Nullable String variable,
    Kind kind,
    Word target,
    @Nullable HereDocument document,
    int line) {

  /// The operator.
  public enum Kind {
    INPUT("<", 0),
    OUTPUT(">", 1),
    CLOBBER(">|", 1),
    APPEND(">>", 1),
    READ_WRITE("<>", 0),
    HERE_DOCUMENT("<<", 0),
    HERE_STRING("<<<", 0),
    DUPLICATE_INPUT("<&", 0),
    DUPLICATE_OUTPUT(">&", 1),
    BOTH("&>", 1),
    BOTH_APPEND("&>>", 1);

    private final String operator;
    private final int usual;

    Kind(String operator, int usual) {
      this.operator = operator;
      this.usual = usual;
    }

    public String operator() {
      return operator;
    }

    /// The descriptor meant where none is written.
    public int usual() {
      return usual;
    }
  }

  /// The descriptor that it is about.
  public int number() {
    return descriptor >= 0 ? descriptor : kind.usual();
  }
}
