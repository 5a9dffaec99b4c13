package vethlab.userland.shell.expansion;

import vethlab.userland.shell.pattern.Pattern;
import vethlab.userland.shell.state.Options;
import vethlab.userland.shell.state.Variables;
import vethlab.userland.shell.syntax.ParameterOperation.Replace;
import vethlab.userland.shell.syntax.Word;

/// `${name/pattern/replacement}`.
final class Replacer {

  private final Replace.Where where;
  private final String source;
  private final Pattern pattern;

  /// The replacement, with a backslash before each character that stands for itself.
  private final String replacement;

  private final boolean ampersands;

  Replacer(ExpansionContext context, Expander expander, Replace replace) {
    Options options = context.options();
    this.where = replace.where();
    this.source = expander.pattern(replace.pattern());
    this.pattern = Pattern.compile(source, options.extra("extglob"), options.extra("nocasematch"));
    this.ampersands = options.extra("patsub_replacement");
    Word word = replace.replacement();
    this.replacement =
        word == null ? "" : ampersands ? expander.replacement(word) : expander.single(word);
  }

  String replace(String text) {
    return switch (where) {
      case PREFIX -> {
        int end = pattern.longest(text, 0);
        yield end < 0 ? text : filled(text.substring(0, end)) + text.substring(end);
      }
      case SUFFIX -> suffix(text);
      case FIRST -> source.isEmpty() ? text : each(text, false);
      case ALL -> source.isEmpty() ? text : each(text, true);
    };
  }

  private String suffix(String text) {
    for (int start = 0; start <= text.length(); start++) {
      if (pattern.matches(text.substring(start))) {
        return text.substring(0, start) + filled(text.substring(start));
      }
    }
    return text;
  }

  private String each(String text, boolean all) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at <= text.length()) {
      int end = pattern.longest(text, at);
      if (end > at || (end == at && text.isEmpty())) {
        out.append(filled(text.substring(at, end)));
        Variables.checkLength(out);
        at = end;
        if (!all || text.isEmpty()) {
          break;
        }
      } else if (at < text.length()) {
        out.append(text.charAt(at++));
      } else {
        break;
      }
    }
    return out.append(text.substring(Math.min(at, text.length()))).toString();
  }

  /// The replacement with `&` standing for what matched.
  private String filled(String match) {
    if (!ampersands) {
      return replacement;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      if (c == '&') {
        out.append(match);
      } else if (c == '\\' && i + 1 < replacement.length()) {
        char next = replacement.charAt(++i);
        if (next != '&' && next != '\\') {
          out.append(c);
        }
        out.append(next);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
