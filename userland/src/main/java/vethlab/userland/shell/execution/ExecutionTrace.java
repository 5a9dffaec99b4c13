package vethlab.userland.shell.execution;

import java.util.List;
import vethlab.userland.shell.expansion.Quoting;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.syntax.Command;
import vethlab.userland.shell.syntax.Word;

/// What `set -x` prints: each command before it runs, behind PS4.
final class ExecutionTrace {

  private final Shell shell;

  ExecutionTrace(Shell shell) {
    this.shell = shell;
  }

  private boolean isOff() {
    return !shell.options().is(Option.XTRACE);
  }

  void words(List<String> words) {
    if (isOff()) {
      return;
    }
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.isEmpty() ? "" : " ").append(Quoting.quoteIfNeeded(word));
    }
    print(line.toString());
  }

  void assignment(String name, boolean append, String value) {
    if (!isOff()) {
      print(name + (append ? "+=" : "=") + (value.isEmpty() ? "" : Quoting.quoteIfNeeded(value)));
    }
  }

  void array(String text) {
    if (!isOff()) {
      print(text);
    }
  }

  void arithmetic(String expression) {
    if (!isOff()) {
      print("(( " + expression + " ))");
    }
  }

  void forEach(Command.For loop) {
    if (isOff()) {
      return;
    }
    StringBuilder line = new StringBuilder("for ").append(loop.name()).append(" in");
    List<Word> words = loop.words();
    if (words == null) {
      line.append(" \"$@\"");
    } else {
      words.forEach(word -> line.append(' ').append(word.text()));
    }
    print(line.toString());
  }

  void selection(Command.Case selection) {
    if (!isOff()) {
      print("case " + selection.subject().text() + " in");
    }
  }

  void condition(String text) {
    if (!isOff()) {
      print("[[ " + text + " ]]");
    }
  }

  private void print(String line) {
    String ps4 = shell.variables().text("PS4");
    String lead = ps4 == null ? "" : ps4;
    String filled;
    boolean was = shell.options().is(Option.XTRACE);
    shell.options().set(Option.XTRACE, false);
    try {
      filled = shell.prompt(lead);
    } finally {
      shell.options().set(Option.XTRACE, was);
    }
    if (!filled.isEmpty()) {
      int level = shell.traceDepth();
      filled = filled.substring(0, 1).repeat(level + 1) + filled.substring(1);
    }
    shell.write(2, filled + line + "\n");
  }
}
