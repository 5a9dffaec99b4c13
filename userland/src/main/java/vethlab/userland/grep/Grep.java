package vethlab.userland.grep;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.program.WholeFile;

/// `grep`, `egrep`, `fgrep`.
public final class Grep implements Program {

  private static final int TROUBLE = 2;

  private final Patterns.Syntax usual;

  private Grep(Patterns.Syntax usual) {
    this.usual = usual;
  }

  public static Grep basic() {
    return new Grep(Patterns.Syntax.BASIC);
  }

  public static Grep extended() {
    return new Grep(Patterns.Syntax.EXTENDED);
  }

  public static Grep fixed() {
    return new Grep(Patterns.Syntax.FIXED);
  }

  /// What the options say.
  private static final class Wishes {
    private final List<String> sources = new ArrayList<>();
    private Patterns.Syntax syntax;
    private boolean hasSource;
    private boolean ignoreCase;
    private boolean invert;
    private boolean words;
    private boolean lines;
    private boolean count;
    private boolean quiet;
    private boolean silent;
    private boolean names;
    private boolean namesWithout;
    private boolean numbers;
    private boolean onlyMatching;
    private boolean recursive;
    private @Nullable Boolean headers;
    private int before;
    private int after;
    private long most = Long.MAX_VALUE;

    Wishes(Patterns.Syntax syntax) {
      this.syntax = syntax;
    }
  }

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            numbersAsContext(arguments),
            "EFGPivwxcqsLlnohHrRm:A:B:C:e:f:abzTUV",
            "extended-regexp/E",
            "fixed-strings/F",
            "basic-regexp/G",
            "perl-regexp/P",
            "ignore-case/i",
            "no-ignore-case",
            "invert-match/v",
            "word-regexp/w",
            "line-regexp/x",
            "count/c",
            "quiet/q",
            "silent/q",
            "no-messages/s",
            "files-with-matches/l",
            "files-without-match/L",
            "line-number/n",
            "only-matching/o",
            "no-filename/h",
            "with-filename/H",
            "recursive/r",
            "max-count=m",
            "after-context=A",
            "before-context=B",
            "context=C",
            "regexp=e",
            "file=f",
            "text/a",
            "color?color",
            "colour?color",
            "line-buffered/line-buffered",
            "help",
            "version");
    if (given.problem() != null) {
      ToolFiles.complain(self, given.problem());
      return usage(self);
    }
    ToolFiles.refuseHelp(self, given);
    Wishes wishes = new Wishes(usual);
    for (GetOpt.Option option : given.options()) {
      if (!option(self, option, wishes)) {
        return TROUBLE;
      }
    }
    List<String> operands = new ArrayList<>(given.operands());
    if (!wishes.hasSource) {
      if (operands.isEmpty()) {
        return usage(self);
      }
      wishes.sources.addAll(List.of(operands.removeFirst().split("\n", -1)));
    }
    Patterns patterns;
    try {
      patterns =
          new Patterns(
              wishes.sources, wishes.syntax, wishes.ignoreCase, wishes.words, wishes.lines);
    } catch (PatternSyntaxException bad) {
      boolean lone =
          bad.getPattern().endsWith("[") && bad.getDescription().startsWith("Unmatched [");
      ToolFiles.complain(self, lone ? "Invalid regular expression" : bad.getDescription());
      return TROUBLE;
    }
    return new Search(self, patterns, wishes).run(operands);
  }

  private static int usage(Process self) {
    self.complain("Usage: " + Called.as(self) + " [OPTION]... PATTERNS [FILE]...");
    self.complain("Try '" + Called.as(self) + " --help' for more information.");
    return TROUBLE;
  }

  /// `-5` is `-C 5`.
  private static List<String> numbersAsContext(List<String> arguments) {
    List<String> words = new ArrayList<>();
    for (String word : arguments) {
      words.add(word.matches("-[0-9]+") ? "-C" + word.substring(1) : word);
    }
    return words;
  }

  private static boolean option(Process self, GetOpt.Option option, Wishes wishes) {
    switch (option.name()) {
      case "E" -> wishes.syntax = Patterns.Syntax.EXTENDED;
      case "F" -> wishes.syntax = Patterns.Syntax.FIXED;
      case "G" -> wishes.syntax = Patterns.Syntax.BASIC;
      case "P" -> wishes.syntax = Patterns.Syntax.PERL;
      case "i" -> wishes.ignoreCase = true;
      case "no-ignore-case" -> wishes.ignoreCase = false;
      case "v" -> wishes.invert = true;
      case "w" -> wishes.words = true;
      case "x" -> wishes.lines = true;
      case "c" -> wishes.count = true;
      case "q" -> wishes.quiet = true;
      case "s" -> wishes.silent = true;
      case "l" -> wishes.names = true;
      case "L" -> wishes.namesWithout = true;
      case "n" -> wishes.numbers = true;
      case "o" -> wishes.onlyMatching = true;
      case "h" -> wishes.headers = false;
      case "H" -> wishes.headers = true;
      case "r", "R" -> wishes.recursive = true;
      case "a", "line-buffered" -> {}
      case "color" -> {
        if ("always".equals(option.argument())) {
          throw new NotModelled("grep --color=always");
        }
      }
      case "e" -> {
        wishes.hasSource = true;
        wishes.sources.addAll(List.of(option.value().split("\n", -1)));
      }
      case "f" -> {
        wishes.hasSource = true;
        return patternsOf(self, option.value(), wishes);
      }
      case "m", "A", "B", "C" -> {
        return number(self, option, wishes);
      }
      default -> throw new NotModelled("grep -" + option.name());
    }
    return true;
  }

  private static boolean patternsOf(Process self, String file, Wishes wishes) {
    try {
      byte[] octets = file.equals("-") ? WholeFile.read(self, 0) : WholeFile.read(self, file);
      new String(octets, StandardCharsets.UTF_8).lines().forEach(wishes.sources::add);
      return true;
    } catch (KernelError error) {
      ToolFiles.complain(self, file + ": " + error.errno().text());
      return false;
    }
  }

  private static boolean number(Process self, GetOpt.Option option, Wishes wishes) {
    String text = option.value();
    if (!text.matches("[0-9]{1,9}")) {
      String what =
          option.name().equals("m")
              ? "invalid max count"
              : text + ": invalid context length argument";
      ToolFiles.complain(self, what);
      return false;
    }
    int number = Integer.parseInt(text);
    switch (option.name()) {
      case "m" -> wishes.most = number;
      case "A" -> wishes.after = number;
      case "B" -> wishes.before = number;
      default -> {
        wishes.after = number;
        wishes.before = number;
      }
    }
    return true;
  }

  /// One run over all files.
  private static final class Search {
    private final Process self;
    private final Patterns patterns;
    private final Wishes wishes;
    private final Output output;
    private boolean found;
    private boolean trouble;
    private boolean headers;
    private boolean anyGroup;

    Search(Process self, Patterns patterns, Wishes wishes) {
      this.self = self;
      this.patterns = patterns;
      this.wishes = wishes;
      this.output = Output.of(self);
    }

    int run(List<String> operands) {
      List<String> files = operands.isEmpty() ? List.of(wishes.recursive ? "." : "-") : operands;
      headers = wishes.headers != null ? wishes.headers : files.size() > 1 || wishes.recursive;
      for (String file : files) {
        file(file, operands.isEmpty() && wishes.recursive);
        if (wishes.quiet && found) {
          break;
        }
      }
      output.flush();
      return wishes.quiet && found ? 0 : trouble ? TROUBLE : found ? 0 : 1;
    }

    private void file(String name, boolean implied) {
      try {
        Node node =
            name.equals("-") ? null : self.table().files().find(self, self.directory(), name);
        if (node instanceof Node.Directory directory) {
          directory(name, directory, implied);
          return;
        }
        int descriptor = ToolFiles.open(self, name);
        try {
          search(name.equals("-") ? "(standard input)" : name, new LineInput(self, descriptor));
        } finally {
          ToolFiles.close(self, descriptor);
        }
      } catch (KernelError error) {
        trouble = true;
        if (!wishes.silent) {
          output.flush();
          ToolFiles.complain(self, name + ": " + error.errno().text());
        }
      }
    }

    private void directory(String name, Node.Directory directory, boolean implied) {
      if (!wishes.recursive) {
        trouble = true;
        if (!wishes.silent) {
          ToolFiles.complain(self, name + ": Is a directory");
        }
        return;
      }
      for (String inner : directory.names(self)) {
        file(implied ? inner : name.endsWith("/") ? name + inner : name + "/" + inner, false);
      }
    }

    private void search(String name, LineInput input) {
      long count = 0;
      long number = 0;
      int afterLeft = 0;
      long lastShown = 0;
      ArrayDeque<String> before = new ArrayDeque<>();
      for (String line = input.next(); line != null && count < wishes.most; ) {
        number++;
        String text = ToolFiles.chomp(line);
        boolean wanted = patterns.matches(text) != wishes.invert;
        if (wanted) {
          count++;
          found = true;
          if (wishes.quiet || wishes.names) {
            break;
          }
          if (!wishes.count && !wishes.namesWithout) {
            separate(number - before.size(), lastShown);
            long earlier = number - before.size();
            for (String each : before) {
              show(name, earlier++, '-', each);
            }
            before.clear();
            matched(name, number, text);
            lastShown = number;
            afterLeft = wishes.after;
          }
        } else if (afterLeft > 0 && !wishes.count) {
          show(name, number, '-', text);
          lastShown = number;
          afterLeft--;
        } else if (wishes.before > 0) {
          before.add(text);
          if (before.size() > wishes.before) {
            before.removeFirst();
          }
        }
        line = input.next();
      }
      summary(name, count);
    }

    /// `--` between groups of lines that do not touch.
    private void separate(long first, long lastShown) {
      boolean context = wishes.before > 0 || wishes.after > 0;
      if (context && !wishes.onlyMatching && anyGroup && first > lastShown + 1) {
        output.line("--");
      }
      anyGroup = true;
    }

    private void show(String name, long number, char mark, String text) {
      if (!wishes.onlyMatching) {
        output.line(head(name, number, mark) + text);
      }
    }

    private String head(String name, long number, char mark) {
      return (headers ? name + mark : "") + (wishes.numbers ? number + String.valueOf(mark) : "");
    }

    private void matched(String name, long number, String text) {
      if (!wishes.onlyMatching) {
        output.line(head(name, number, ':') + text);
        return;
      }
      if (wishes.invert) {
        return;
      }
      int at = 0;
      while (at <= text.length()) {
        Patterns.Match match = patterns.find(text, at);
        if (match == null) {
          return;
        }
        if (match.end() > match.start()) {
          output.line(head(name, number, ':') + text.substring(match.start(), match.end()));
        }
        at = Math.max(match.end(), match.start() + 1);
      }
    }

    private void summary(String name, long count) {
      if (wishes.quiet) {
        return;
      }
      if (wishes.names) {
        output.print(count > 0 ? name + "\n" : "");
      } else if (wishes.namesWithout) {
        output.print(count == 0 ? name + "\n" : "");
      } else if (wishes.count) {
        output.line((headers ? name + ":" : "") + count);
      }
    }
  }
}
