package vethlab.userland.awk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.WholeFile;

/// `awk`, which on Debian 12 is mawk 1.3.4.
public final class Awk implements Program {

  private static final int TROUBLE = 2;

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "+F:v:f:W:");
    if (given.problem() != null) {
      throw new NotModelled("awk's usage (" + given.problem() + ")");
    }
    List<String> operands = new ArrayList<>();
    given.operands().forEach(word -> operands.add(latin(word)));
    StringBuilder text = new StringBuilder();
    boolean fromFile = false;
    for (GetOpt.Option option : given.options()) {
      if (option.name().equals("f")) {
        fromFile = true;
        try {
          byte[] octets = WholeFile.read(self, option.value());
          text.append(new String(octets, StandardCharsets.ISO_8859_1)).append('\n');
        } catch (KernelError error) {
          self.complain(Called.shortly(self) + ": couldn't open file " + option.value());
          return TROUBLE;
        }
      } else if (option.name().equals("W")) {
        throw new NotModelled("awk -W " + option.value());
      }
    }
    if (!fromFile) {
      if (operands.isEmpty()) {
        throw new NotModelled("awk's usage");
      }
      text.append(operands.removeFirst());
    }
    try {
      return run(self, AwkParser.parse(text.toString()), given, operands);
    } catch (AwkFault fault) {
      self.complain(Called.shortly(self) + ": " + fault.message());
      return TROUBLE;
    }
  }

  private static int run(Process self, AwkProgram program, GetOpt given, List<String> operands) {
    Interpreter interpreter = new Interpreter(self, program, operands);
    AwkArray environment = interpreter.variables().box("ENVIRON").array();
    self.environment()
        .forEach((name, value) -> environment.put(latin(name), Value.input(latin(value))));
    AwkArray words = interpreter.variables().box("ARGV").array();
    words.put("0", Value.of(Called.shortly(self)));
    for (int i = 0; i < operands.size(); i++) {
      words.put(Integer.toString(i + 1), Value.input(operands.get(i)));
    }
    interpreter.set("ARGC", Value.of(operands.size() + 1));
    @Nullable String separator = null;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "F" -> separator = latin(option.value());
        case "v" -> assign(interpreter, latin(option.value()));
        default -> {}
      }
    }
    if (separator != null) {
      interpreter.set("FS", Value.of(AwkLexer.unescape(separator)));
    }
    return interpreter.run();
  }

  private static void assign(Interpreter interpreter, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals <= 0) {
      throw new AwkFault("improper assignment: -v " + assignment);
    }
    String value = AwkLexer.unescape(assignment.substring(equals + 1));
    interpreter.set(assignment.substring(0, equals), Value.input(value));
  }

  /// The octets of a text as characters.
  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
