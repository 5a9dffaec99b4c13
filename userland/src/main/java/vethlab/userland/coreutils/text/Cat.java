package vethlab.userland.coreutils.text;

import java.util.List;
import java.util.Locale;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// `cat`.
public final class Cat implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "AbeEnstTuv",
            "number/n",
            "number-nonblank/b",
            "show-all/A",
            "show-ends/E",
            "show-nonprinting/v",
            "show-tabs/T",
            "squeeze-blank/s",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean plain = given.options().stream().allMatch(option -> option.name().equals("u"));
    return plain ? copy(self, given.operands()) : show(self, given);
  }

  private static int copy(Process self, List<String> operands) {
    int status = 0;
    for (String name : operands.isEmpty() ? List.of("-") : operands) {
      int descriptor;
      try {
        descriptor = ToolFiles.open(self, name);
      } catch (KernelError error) {
        ToolFiles.complain(self, name + ": " + error.errno().text());
        status = 1;
        continue;
      }
      try {
        copy(self, descriptor);
      } catch (KernelError error) {
        ToolFiles.complain(self, name + ": " + error.errno().text());
        status = 1;
      } finally {
        ToolFiles.close(self, descriptor);
      }
    }
    return status;
  }

  private static void copy(Process self, int descriptor) {
    while (true) {
      byte[] more = self.read(descriptor, 131072);
      if (more == null) {
        return;
      }
      try {
        self.write(1, more);
      } catch (KernelError error) {
        ToolFiles.complain(self, "write error: " + error.errno().text());
        throw self.exit(1);
      }
    }
  }

  /// How lines are shown.
  private static final class Style {
    private boolean number;
    private boolean numberNonBlank;
    private boolean ends;
    private boolean tabs;
    private boolean controls;
    private boolean squeeze;
    private int count;
    private boolean lastBlank;
  }

  private static int show(Process self, GetOpt given) {
    Style style = new Style();
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "n" -> style.number = true;
        case "b" -> style.numberNonBlank = true;
        case "E" -> style.ends = true;
        case "T" -> style.tabs = true;
        case "v" -> style.controls = true;
        case "s" -> style.squeeze = true;
        case "e" -> {
          style.ends = true;
          style.controls = true;
        }
        case "t" -> {
          style.tabs = true;
          style.controls = true;
        }
        case "A" -> {
          style.ends = true;
          style.tabs = true;
          style.controls = true;
        }
        default -> {}
      }
    }
    try (Output output = Output.of(self)) {
      boolean well =
          ToolFiles.each(self, given.operands(), "%s", (name, input) -> show(output, input, style));
      return well ? 0 : 1;
    }
  }

  private static void show(Output output, LineInput input, Style style) {
    for (String line = input.next(); line != null; line = input.next()) {
      boolean blank = line.equals("\n");
      if (style.squeeze && blank && style.lastBlank) {
        continue;
      }
      style.lastBlank = blank;
      if (style.numberNonBlank ? !blank : style.number) {
        output.print(String.format(Locale.ROOT, "%6d\t", ++style.count));
      }
      output.print(shown(line, style));
    }
  }

  private static String shown(String line, Style style) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\n') {
        out.append(style.ends ? "$\n" : "\n");
      } else if (c == '\t') {
        out.append(style.tabs ? "^I" : "\t");
      } else if (style.controls && c < ' ') {
        out.append('^').append((char) (c + 64));
      } else if (style.controls && c == 0x7f) {
        out.append("^?");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
