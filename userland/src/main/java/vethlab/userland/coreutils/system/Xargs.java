package vethlab.userland.coreutils.system;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.WaitStatus;
import vethlab.userland.program.Executable;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.ToolFiles;

/// `xargs`: runs a program with words read from standard input.
public final class Xargs implements Program {

  private static final int LONGEST = 131_072;

  /// How the words are read and used.
  private static final class Terms {
    private int words = Integer.MAX_VALUE;
    private int lines = Integer.MAX_VALUE;
    private @Nullable String replaced;
    private @Nullable Character delimiter;
    private boolean onlyWithInput;
    private boolean shown;
  }

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "+0a:d:E:I:i::L:l::n:P:prs:tx",
            "null/0",
            "delimiter=d",
            "max-args=n",
            "max-lines?l",
            "max-procs=P",
            "no-run-if-empty/r",
            "replace?i",
            "verbose/t",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    Terms terms = new Terms();
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "0" -> terms.delimiter = '\0';
        case "d" -> terms.delimiter = delimiter(option.value());
        case "I" -> terms.replaced = option.value();
        case "i" -> {
          String text = option.argument();
          terms.replaced = text == null ? "{}" : text;
        }
        case "n" -> terms.words = number(option.value());
        case "L" -> terms.lines = number(option.value());
        case "r" -> terms.onlyWithInput = true;
        case "t" -> terms.shown = true;
        case "P", "x" -> {} // one after the other is one of the orders allowed
        default -> throw new NotModelled("xargs -" + option.name());
      }
    }
    List<String> command = given.operands().isEmpty() ? List.of("echo") : given.operands();
    return run(self, command, terms);
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new NotModelled("xargs with the number " + text);
    }
    return Integer.parseInt(text);
  }

  private static char delimiter(String text) {
    return switch (text) {
      case "\\n" -> '\n';
      case "\\t" -> '\t';
      case "\\0" -> '\0';
      default -> text.charAt(0);
    };
  }

  private static int run(Process self, List<String> command, Terms terms) {
    LineInput input = new LineInput(self, 0);
    List<String> batch = new ArrayList<>();
    int status = 0;
    int length = 0;
    int lines = 0;
    boolean any = false;
    char end = terms.delimiter == null ? '\n' : terms.delimiter;
    for (String line = input.next(end); line != null; line = input.next(end)) {
      String text =
          line.endsWith(String.valueOf(end)) ? line.substring(0, line.length() - 1) : line;
      if (terms.replaced != null) {
        if (!text.isBlank()) {
          String word = text.stripLeading();
          String pattern = terms.replaced;
          List<String> filled = command.stream().map(each -> each.replace(pattern, word)).toList();
          status = worse(status, execute(self, filled, terms));
          any = true;
        }
        continue;
      }
      List<String> words = terms.delimiter != null ? List.of(text) : words(self, text);
      for (String word : words) {
        if (batch.size() >= terms.words || length + word.length() > LONGEST) {
          status = worse(status, execute(self, command, batch, terms));
          batch.clear();
          length = 0;
          lines = 0;
          any = true;
        }
        batch.add(word);
        length += word.length() + 1;
      }
      lines += words.isEmpty() ? 0 : 1;
      if (lines >= terms.lines) {
        status = worse(status, execute(self, command, batch, terms));
        batch.clear();
        length = 0;
        lines = 0;
        any = true;
      }
      if (status > 123) {
        return status;
      }
    }
    boolean rest = !batch.isEmpty() || (!any && !terms.onlyWithInput && terms.replaced == null);
    return rest ? worse(status, execute(self, command, batch, terms)) : status;
  }

  private static int worse(int before, int now) {
    return now == 0 ? before : Math.max(before, now);
  }

  /// The words of a line: blanks end them, quotes and backslashes keep them together.
  private static List<String> words(Process self, String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ' || c == '\t') {
        if (open) {
          words.add(word.toString());
          word.setLength(0);
          open = false;
        }
        continue;
      }
      open = true;
      if (c == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
      } else if (c == '\'' || c == '"') {
        int end = line.indexOf(c, i + 1);
        if (end < 0) {
          String kind = c == '"' ? "double" : "single";
          ToolFiles.complain(
              self,
              "unmatched "
                  + kind
                  + " quote; by default quotes are special to xargs unless you use the -0 option");
          throw self.exit(1);
        }
        word.append(line, i + 1, end);
        i = end;
      } else {
        word.append(c);
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return words;
  }

  private static int execute(Process self, List<String> command, List<String> batch, Terms terms) {
    List<String> words = new ArrayList<>(command);
    words.addAll(batch);
    return execute(self, words, terms);
  }

  private static int execute(Process self, List<String> words, Terms terms) {
    if (terms.shown) {
      self.complain(String.join(" ", words));
    }
    Executable found;
    try {
      found = Environment.executable(self, words);
    } catch (KernelError error) {
      ToolFiles.complain(self, words.getFirst() + ": " + error.errno().text());
      return error.errno() == Errno.ENOENT ? 127 : 126;
    }
    self.table().countCommands(25);
    Process child =
        self.spawn(
            (inner, any) -> {
              throw found.exec(inner);
            },
            words,
            process ->
                process
                    .files()
                    .set(
                        0,
                        process
                            .table()
                            .files()
                            .open(process, "/", "/dev/null", Node.OpenMode.READ, 0)));
    WaitStatus end = null;
    while (end == null) {
      Process.ChildChange change = self.waitFor(child.pid(), false);
      end = change == null ? null : change.status();
    }
    return switch (end) {
      case WaitStatus.Exited(int status) -> status == 0 ? 0 : status == 255 ? 124 : 123;
      case WaitStatus.Signalled s -> 125;
      case WaitStatus.Stopped s -> 0;
      case WaitStatus.Continued c -> 0;
    };
  }
}
