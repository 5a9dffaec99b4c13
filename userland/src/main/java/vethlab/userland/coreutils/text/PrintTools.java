package vethlab.userland.coreutils.text;

import java.util.List;
import vethlab.simulator.process.Process;
import vethlab.userland.program.FileTests;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.program.WallClock;
import vethlab.userland.text.Escapes;
import vethlab.userland.text.Printf;
import vethlab.userland.text.TestExpression;

/// The programs that the shell has as builtins too: `echo`, `printf`, `pwd`, `test`, `[`.
public final class PrintTools {

  private PrintTools() {}

  public static int echo(Process self, List<String> arguments) {
    boolean newline = true;
    boolean escapes = false;
    int at = 0;
    while (at < arguments.size() && arguments.get(at).matches("-[neE]+")) {
      String letters = arguments.get(at++);
      newline &= !letters.contains("n");
      escapes =
          letters.lastIndexOf('e') > letters.lastIndexOf('E')
              || (escapes && !letters.contains("E"));
    }
    String text = String.join(" ", arguments.subList(at, arguments.size()));
    if (escapes) {
      Escapes.Decoded decoded = Escapes.decode(text, Escapes.Dialect.ECHO);
      text = decoded.text();
      newline &= !decoded.ended();
    }
    try (Output output = Output.of(self)) {
      output.print(newline ? text + "\n" : text);
    }
    return 0;
  }

  public static int printf(Process self, List<String> arguments) {
    List<String> words =
        !arguments.isEmpty() && arguments.getFirst().equals("--")
            ? arguments.subList(1, arguments.size())
            : arguments;
    if (words.isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    Printf.Result result =
        Printf.print(
            words.getFirst(),
            words.subList(1, words.size()),
            new Printf.Host(text -> "'" + text.replace("'", "'\\''") + "'", WallClock.now(self)));
    try (Output output = Output.of(self)) {
      output.print(result.text());
    }
    for (String problem : result.problems()) {
      int end = problem.lastIndexOf(": invalid number");
      ToolFiles.complain(
          self,
          end < 0 ? problem : "‘" + problem.substring(0, end) + "’: expected a numeric value");
    }
    return result.problems().isEmpty() ? 0 : 1;
  }

  public static int pwd(Process self, List<String> arguments) {
    boolean logical = arguments.contains("-L");
    String named = self.environment().get("PWD");
    Output.of(self).line(logical && named != null ? named : self.directory()).flush();
    return 0;
  }

  /// `test`, and `[` if `bracket`.
  public static int test(Process self, List<String> arguments, boolean bracket) {
    List<String> words = arguments;
    if (bracket) {
      if (words.isEmpty() || !words.getLast().equals("]")) {
        ToolFiles.complain(self, "missing ‘]’");
        return 2;
      }
      words = words.subList(0, words.size() - 1);
    }
    try {
      return TestExpression.evaluate(words, new Facts(self)) ? 0 : 1;
    } catch (TestExpression.Fault fault) {
      ToolFiles.complain(self, translated(fault.message()));
      return 2;
    }
  }

  /// The shell's words for a fault in those of coreutils.
  private static String translated(String message) {
    int colon = message.lastIndexOf(": ");
    String word = colon < 0 ? "" : message.substring(0, colon);
    return switch (colon < 0 ? message : message.substring(colon + 2)) {
      case "integer expression expected" -> "invalid integer ‘" + word + "’";
      case "unary operator expected" -> "‘" + word + "’: unary operator expected";
      case "binary operator expected" -> "‘" + word + "’: binary operator expected";
      case "too many arguments" -> "too many arguments";
      default -> message;
    };
  }

  private record Facts(Process self) implements TestExpression.Facts {

    @Override
    public boolean unary(String operator, String operand) {
      return switch (operator) {
        case "-v", "-o", "-R" -> throw new vethlab.simulator.errno.NotModelled("test " + operator);
        default -> FileTests.unary(self, operator, operand);
      };
    }

    @Override
    public boolean files(String left, String operator, String right) {
      return FileTests.binary(self, left, operator, right);
    }
  }
}
