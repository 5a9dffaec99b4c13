package vethlab.userland.shell.builtin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.userland.shell.execution.Evaluator;
import vethlab.userland.shell.execution.FunctionReturn;
import vethlab.userland.shell.execution.PathSearch;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.execution.ShellExit;
import vethlab.userland.shell.state.Frame;
import vethlab.userland.shell.state.Variables;

/// `eval`, `source`, `exec`, `builtin`.
final class EvaluationBuiltins {

  private EvaluationBuiltins() {}

  static int eval(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "eval", "", arguments);
    if (parsed.bad()) {
      return 2;
    }
    String text = String.join(" ", parsed.rest());
    int line = shell.line();
    try {
      return text.isBlank() ? 0 : new Evaluator(shell).evaluate(text + "\n", line, "eval");
    } catch (Evaluator.SyntaxFault fault) {
      return fault.status();
    } finally {
      shell.setLine(line);
    }
  }

  static int source(Shell shell, String name, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, name, "", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.rest().isEmpty()) {
      shell.complain(name + ": filename argument required");
      Usage.print(shell, name);
      return 2;
    }
    String path = parsed.rest().getFirst();
    String text;
    try {
      String found = path.contains("/") ? path : inPath(shell, path);
      text = read(shell, found);
    } catch (KernelError error) {
      if (shell.isPlain()) {
        String why = error.errno() == Errno.ENOENT ? "No such file" : error.errno().text();
        shell.write(2, shell.prefix() + ".: cannot open " + path + ": " + why + "\n");
        throw new ShellExit(2);
      }
      shell.complain(path + ": " + error.errno().text());
      return 1;
    }
    return run(shell, path, text, parsed.rest().subList(1, parsed.rest().size()));
  }

  private static int run(Shell shell, String path, String text, List<String> arguments) {
    List<String> outer = shell.state().positional();
    int line = shell.line();
    int loops = shell.enterCall(new Frame(Frame.Kind.SOURCE, path, path, line));
    if (!arguments.isEmpty()) {
      shell.state().setPositional(arguments);
    }
    try {
      return new Evaluator(shell).evaluate(text, 1, null);
    } catch (FunctionReturn back) {
      return back.status();
    } catch (Evaluator.SyntaxFault fault) {
      return 1;
    } finally {
      if (!arguments.isEmpty()) {
        shell.state().setPositional(outer);
      }
      shell.leaveCall(loops);
      shell.setLine(line);
    }
  }

  private static String inPath(Shell shell, String name) {
    String found = null;
    if (shell.options().extra("sourcepath")) {
      found = PathSearch.find(shell.process(), shell.variables().text("PATH"), name);
    }
    return found == null ? name : found;
  }

  private static String read(Shell shell, String path) {
    Process process = shell.process();
    FileDescription file =
        process.table().files().open(process, process.directory(), path, Node.OpenMode.READ, 0);
    int descriptor = process.files().add(60, file);
    try {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      byte[] more = process.read(descriptor, 65536);
      while (more != null) {
        octets.writeBytes(more);
        if (octets.size() > Variables.LONGEST) {
          throw new LimitReached(LimitReached.Limit.MEMORY);
        }
        more = process.read(descriptor, 65536);
      }
      return octets.toString(StandardCharsets.UTF_8);
    } finally {
      process.files().close(descriptor);
    }
  }

  static int exec(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "exec", "cla:", arguments);
    if (parsed.bad()) {
      return 2;
    }
    List<String> words = parsed.rest();
    if (words.isEmpty()) {
      return 0;
    }
    @Nullable String calledAs = parsed.argument('a');
    String name = calledAs == null ? words.getFirst() : calledAs;
    int status = shell.replaceBy(words, parsed.has('l') ? "-" + name : name, parsed.has('c'));
    if (!shell.settings().interactive() && !shell.options().extra("execfail")) {
      throw new ShellExit(status);
    }
    return status;
  }

  static int builtin(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "builtin", "", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.rest().isEmpty()) {
      return 0;
    }
    String name = parsed.rest().getFirst();
    if (shell.builtin(name) == null) {
      shell.complain("builtin: " + name + ": not a shell builtin");
      return 1;
    }
    return shell.executeWords(parsed.rest(), false);
  }

  /// `let`: true if the last expression is not 0.
  static int let(Shell shell, List<String> arguments) {
    if (arguments.isEmpty()) {
      shell.complain("let: expression expected");
      return 1;
    }
    long value = 0;
    for (String expression : arguments) {
      try {
        value = shell.expander().assigner().number(expression);
      } catch (vethlab.userland.shell.expansion.ExpansionError error) {
        if (error.isFatal()) {
          throw error;
        }
        shell.complain("let: " + error.message());
        return 1;
      }
    }
    return value == 0 ? 1 : 0;
  }
}
