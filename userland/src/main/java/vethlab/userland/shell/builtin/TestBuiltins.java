package vethlab.userland.shell.builtin;

import java.util.List;
import vethlab.userland.program.FileTests;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.state.Option;
import vethlab.userland.text.TestExpression;

/// `test` and `[`.
final class TestBuiltins {

  private TestBuiltins() {}

  static int bracket(Shell shell, List<String> arguments) {
    if (arguments.isEmpty() || !arguments.getLast().equals("]")) {
      shell.complain("[: missing `]'");
      return 2;
    }
    return test(shell, "[", arguments.subList(0, arguments.size() - 1));
  }

  static int test(Shell shell, String name, List<String> words) {
    if (shell.isPlain() && words.size() == 3 && words.get(1).equals("==")) {
      return unexpected(shell, name, words);
    }
    try {
      return TestExpression.evaluate(words, new Facts(shell)) ? 0 : 1;
    } catch (TestExpression.Fault fault) {
      if (shell.isPlain() && fault.message().endsWith(": binary operator expected")) {
        return unexpected(shell, name, words);
      }
      shell.complain(name + ": " + fault.message());
      return 2;
    }
  }

  /// What dash says of an operator that it does not know.
  private static int unexpected(Shell shell, String name, List<String> words) {
    shell.write(2, shell.prefix() + name + ": " + words.getFirst() + ": unexpected operator\n");
    return 2;
  }

  private record Facts(Shell shell) implements TestExpression.Facts {

    @Override
    public boolean unary(String operator, String operand) {
      return switch (operator) {
        case "-v" -> shell.isSet(operand);
        case "-o" -> {
          Option option = Option.ofName(operand);
          yield option != null && shell.options().is(option);
        }
        case "-R" -> false;
        default -> FileTests.unary(shell.process(), operator, operand);
      };
    }

    @Override
    public boolean files(String left, String operator, String right) {
      return FileTests.binary(shell.process(), left, operator, right);
    }
  }
}
