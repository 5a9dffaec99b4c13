package vethlab.userland.coreutils.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// `cut`.
public final class Cut implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "b:c:d:f:nsz",
            "bytes=b",
            "characters=c",
            "delimiter=d",
            "fields=f",
            "only-delimited/s",
            "output-delimiter=o",
            "complement",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    String list = null;
    boolean fields = false;
    String delimiter = "\t";
    String between = null;
    boolean onlyDelimited = false;
    boolean complement = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "b", "c", "f" -> {
          if (list != null) {
            return ToolFiles.usage(self, "only one list may be specified", 1);
          }
          list = option.value();
          fields = option.name().equals("f");
        }
        case "d" -> {
          delimiter = option.value().isEmpty() ? "\0" : option.value();
          if (delimiter.codePointCount(0, delimiter.length()) > 1) {
            return ToolFiles.usage(self, "the delimiter must be a single character", 1);
          }
        }
        case "o" -> between = option.value();
        case "s" -> onlyDelimited = true;
        case "complement" -> complement = true;
        case "n" -> {}
        default -> throw new NotModelled("cut -" + option.name());
      }
    }
    if (list == null) {
      return ToolFiles.usage(self, "you must specify a list of bytes, characters, or fields", 1);
    }
    Ranges ranges = Ranges.parse(list);
    if (ranges == null) {
      String what = fields ? "invalid field value" : "invalid byte/character position";
      return ToolFiles.usage(self, what + " ‘" + list + "’", 1);
    }
    Wish wish =
        new Wish(
            ranges,
            fields,
            delimiter,
            between == null && fields ? delimiter : between,
            onlyDelimited,
            complement);
    try (Output output = Output.of(self)) {
      boolean well =
          ToolFiles.each(self, given.operands(), "%s", (name, input) -> cut(output, input, wish));
      return well ? 0 : 1;
    }
  }

  /// What of each line is kept.
  private record Wish(
      Ranges ranges,
      boolean fields,
      String delimiter,
      @Nullable String between,
      boolean onlyDelimited,
      boolean complement) {

    boolean has(int number) {
      return ranges.contains(number) != complement;
    }
  }

  private static void cut(Output output, LineInput input, Wish wish) {
    for (String line = input.next(); line != null; line = input.next()) {
      String text = ToolFiles.chomp(line);
      if (!wish.fields) {
        output.line(characters(text, wish));
      } else if (text.contains(wish.delimiter)) {
        output.line(fields(text, wish));
      } else if (!wish.onlyDelimited) {
        output.line(text);
      }
    }
  }

  private static String fields(String text, Wish wish) {
    StringBuilder out = new StringBuilder();
    boolean first = true;
    int number = 1;
    int start = 0;
    while (true) {
      int end = text.indexOf(wish.delimiter, start);
      if (wish.has(number)) {
        out.append(first ? "" : wish.between);
        out.append(text, start, end < 0 ? text.length() : end);
        first = false;
      }
      if (end < 0) {
        return out.toString();
      }
      start = end + wish.delimiter.length();
      number++;
    }
  }

  private static String characters(String text, Wish wish) {
    StringBuilder out = new StringBuilder();
    boolean before = true;
    for (int i = 0; i < text.length(); i++) {
      boolean kept = wish.has(i + 1);
      if (kept) {
        if (!before && wish.between != null && !out.isEmpty()) {
          out.append(wish.between);
        }
        out.append(text.charAt(i));
      }
      before = kept;
    }
    return out.toString();
  }
}
