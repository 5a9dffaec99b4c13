package vethlab.userland.awk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.ToolFiles;

/// The records of the files named on the command line, or of standard input.
final class Input {

  private final Process self;
  private final Interpreter interpreter;
  private final List<String> operands;
  private int next;
  private boolean anyFile;
  private boolean failed;
  private int descriptor;
  private @Nullable LineInput lines;

  Input(Process self, Interpreter interpreter, List<String> operands) {
    this.self = self;
    this.interpreter = interpreter;
    this.operands = operands;
  }

  /// Whether a file could not be opened.
  boolean hasFailed() {
    return failed;
  }

  void skipFile() {
    if (lines != null) {
      ToolFiles.close(self, descriptor);
      lines = null;
    }
  }

  /// The next record; null at the end.
  @Nullable String next() {
    while (true) {
      LineInput from = lines;
      if (from == null) {
        if (!open()) {
          return null;
        }
        continue;
      }
      String record = read(from);
      if (record != null) {
        count("NR");
        count("FNR");
        return record;
      }
      skipFile();
    }
  }

  private void count(String name) {
    interpreter.set(name, Value.of(interpreter.get(name).number() + 1));
  }

  private boolean open() {
    while (next < operands.size()) {
      String operand = operands.get(next++);
      int equals = operand.indexOf('=');
      if (equals > 0 && operand.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_]*")) {
        String value = AwkLexer.unescape(operand.substring(equals + 1));
        interpreter.set(operand.substring(0, equals), Value.input(value));
      } else if (!operand.isEmpty()) {
        return open(operand);
      }
    }
    return !anyFile && open("-");
  }

  private boolean open(String name) {
    anyFile = true;
    try {
      descriptor = ToolFiles.open(self, name);
    } catch (KernelError error) {
      interpreter.streams().complain("cannot open " + name + " (" + error.errno().text() + ")");
      failed = true;
      return false;
    }
    lines = new LineInput(self, descriptor, StandardCharsets.ISO_8859_1);
    interpreter.set("FILENAME", name.equals("-") ? Value.none() : Value.of(name));
    interpreter.set("FNR", Value.of(0));
    return true;
  }

  private @Nullable String read(LineInput from) {
    String separator = interpreter.text("RS");
    if (separator.isEmpty()) {
      return paragraph(from);
    }
    if (separator.length() > 1) {
      throw new NotModelled("a regular expression as RS of awk");
    }
    char end = separator.charAt(0);
    String record = from.next(end);
    boolean complete = record != null && record.charAt(record.length() - 1) == end;
    return complete && record != null ? record.substring(0, record.length() - 1) : record;
  }

  /// Lines up to an empty one.
  private static @Nullable String paragraph(LineInput from) {
    StringBuilder record = new StringBuilder();
    for (String line = from.next(); line != null; line = from.next()) {
      String text = ToolFiles.chomp(line);
      if (!text.isEmpty()) {
        record.append(record.isEmpty() ? "" : "\n").append(text);
      } else if (!record.isEmpty()) {
        break;
      }
    }
    return record.isEmpty() ? null : record.toString();
  }
}
