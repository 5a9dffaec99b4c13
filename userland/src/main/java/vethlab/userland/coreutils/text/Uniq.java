package vethlab.userland.coreutils.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// `uniq`.
public final class Uniq implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "cdDf:is:uw:z",
            "count/c",
            "repeated/d",
            "unique/u",
            "ignore-case/i",
            "skip-fields=f",
            "skip-chars=s",
            "check-chars=w",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    if (given.operands().size() > 2) {
      return ToolFiles.usage(self, "extra operand ‘" + given.operands().get(2) + "’", 1);
    }
    if (given.operands().size() == 2) {
      throw new NotModelled("uniq with an output file");
    }
    String letters = "";
    int fields = 0;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "c", "d", "u", "i" -> letters += option.name();
        case "f" -> fields = number(option.value());
        default -> throw new NotModelled("uniq -" + option.name());
      }
    }
    String wishes = letters;
    int skipped = fields;
    try (Output output = Output.of(self)) {
      boolean well =
          ToolFiles.each(
              self,
              given.operands(),
              "%s",
              (name, input) -> new Groups(output, wishes, skipped).run(input));
      return well ? 0 : 1;
    }
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new NotModelled("uniq -f " + text);
    }
    return Integer.parseInt(text);
  }

  /// Lines that follow each other and are the same.
  private static final class Groups {
    private final Output output;
    private final String letters;
    private final int skipped;
    private @Nullable String line;
    private int count;

    Groups(Output output, String letters, int skipped) {
      this.output = output;
      this.letters = letters;
      this.skipped = skipped;
    }

    void run(LineInput input) {
      for (String next = input.next(); next != null; next = input.next()) {
        String text = ToolFiles.chomp(next);
        if (line != null && key(line).equals(key(text))) {
          count++;
          continue;
        }
        end();
        line = text;
        count = 1;
      }
      end();
    }

    private String key(String text) {
      String rest = text;
      for (int i = 0; i < skipped; i++) {
        rest = rest.stripLeading().replaceFirst("^\\S*", "");
      }
      return letters.contains("i") ? rest.toLowerCase(Locale.ROOT) : rest;
    }

    private void end() {
      if (line == null
          || (letters.contains("d") && count == 1)
          || (letters.contains("u") && count > 1)) {
        return;
      }
      output.line(letters.contains("c") ? String.format(Locale.ROOT, "%7d %s", count, line) : line);
    }
  }
}
