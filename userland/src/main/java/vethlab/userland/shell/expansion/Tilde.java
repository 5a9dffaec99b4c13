package vethlab.userland.shell.expansion;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.syntax.Word;
import vethlab.userland.shell.syntax.WordPart;

/// `~`, `~user`, `~+`, `~-` at the beginning of words.
final class Tilde {

  private final ExpansionContext context;

  Tilde(ExpansionContext context) {
    this.context = context;
  }

  /// At the beginning only.
  Word inWord(Word word) {
    return at(word, 0, false);
  }

  /// At the beginning, and behind `=` where the word looks like an assignment.
  Word inArgument(Word word) {
    if (word.parts().isEmpty()
        || !(word.parts().getFirst() instanceof WordPart.Literal(String text))) {
      return word;
    }
    int equals = text.indexOf('=');
    if (equals > 0 && Characters.isName(text.substring(0, equals))) {
      return at(word, equals + 1, true);
    }
    return at(word, 0, false);
  }

  /// At the beginning and behind every colon.
  Word inValue(Word word) {
    return at(word, 0, true);
  }

  private Word at(Word word, int start, boolean colons) {
    if (!word.text().contains("~")) {
      return word;
    }
    ImmutableList.Builder<WordPart> parts = ImmutableList.builder();
    for (int i = 0; i < word.parts().size(); i++) {
      WordPart part = word.parts().get(i);
      if (part instanceof WordPart.Literal(String text) && (i == 0 || colons)) {
        boolean last = i == word.parts().size() - 1;
        add(parts, text, i == 0 ? start : -1, colons, last);
      } else {
        parts.add(part);
      }
    }
    return new Word(parts.build(), word.text(), word.line());
  }

  /// @param start where a tilde may stand; -1 for behind colons only
  private void add(
      ImmutableList.Builder<WordPart> parts, String text, int start, boolean colons, boolean last) {
    int done = 0;
    for (int at = start; ; ) {
      if (at < 0 || at >= text.length() || text.charAt(at) != '~') {
        at = colons ? text.indexOf(":~", Math.max(at, 0)) + 1 : 0;
        if (at <= 0) {
          break;
        }
        continue;
      }
      int end = at + 1;
      while (end < text.length()
          && text.charAt(end) != '/'
          && !(colons && text.charAt(end) == ':')) {
        end++;
      }
      String home = end == text.length() && !last ? null : home(text.substring(at + 1, end));
      if (home != null) {
        if (at > done) {
          parts.add(new WordPart.Literal(text.substring(done, at)));
        }
        parts.add(new WordPart.Quoted(home));
        done = end;
      }
      at = end;
      if (!colons) {
        break;
      }
    }
    if (done < text.length()) {
      parts.add(new WordPart.Literal(text.substring(done)));
    }
  }

  private @Nullable String home(String user) {
    return switch (user) {
      case "" -> {
        String home = context.variables().text("HOME");
        yield home == null ? "/root" : home;
      }
      case "+" -> context.variables().text("PWD");
      case "-" -> context.variables().text("OLDPWD");
      case "root" -> "/root";
      default -> null;
    };
  }
}
