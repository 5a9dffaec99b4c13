package vethlab.userland.shell.state;

import org.jspecify.annotations.Nullable;

/// What `set -o` turns on and off, in its order, with the letter of `set -x`.
public enum Option {
  ALLEXPORT("allexport", 'a'),
  BRACEEXPAND("braceexpand", 'B'),
  EMACS("emacs", '-'),
  ERREXIT("errexit", 'e'),
  ERRTRACE("errtrace", 'E'),
  FUNCTRACE("functrace", 'T'),
  HASHALL("hashall", 'h'),
  HISTEXPAND("histexpand", 'H'),
  HISTORY("history", '-'),
  IGNOREEOF("ignoreeof", '-'),
  INTERACTIVE_COMMENTS("interactive-comments", '-'),
  KEYWORD("keyword", 'k'),
  MONITOR("monitor", 'm'),
  NOCLOBBER("noclobber", 'C'),
  NOEXEC("noexec", 'n'),
  NOGLOB("noglob", 'f'),
  NOLOG("nolog", '-'),
  NOTIFY("notify", 'b'),
  NOUNSET("nounset", 'u'),
  ONECMD("onecmd", 't'),
  PHYSICAL("physical", 'P'),
  PIPEFAIL("pipefail", '-'),
  POSIX("posix", '-'),
  PRIVILEGED("privileged", 'p'),
  VERBOSE("verbose", 'v'),
  VI("vi", '-'),
  XTRACE("xtrace", 'x');

  private final String text;
  private final char letter;

  Option(String text, char letter) {
    this.text = text;
    this.letter = letter;
  }

  /// The name for `set -o`.
  public String text() {
    return text;
  }

  /// The letter, or `-` if it has none.
  public char letter() {
    return letter;
  }

  public static @Nullable Option ofLetter(char letter) {
    for (Option option : values()) {
      if (letter != '-' && option.letter == letter) {
        return option;
      }
    }
    return null;
  }

  public static @Nullable Option ofName(String name) {
    for (Option option : values()) {
      if (option.text.equals(name)) {
        return option;
      }
    }
    return null;
  }
}
