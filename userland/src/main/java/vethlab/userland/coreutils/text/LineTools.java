package vethlab.userland.coreutils.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// The shorter programs on lines: `tac`, `rev`, `paste`, `nl`, `yes`.
public final class LineTools {

  private LineTools() {}

  /// `tac`.
  public static int tac(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    try (Output output = Output.of(self)) {
      boolean well =
          ToolFiles.each(
              self,
              given.operands(),
              "failed to open '%s' for reading",
              (name, input) -> {
                List<String> lines = new ArrayList<>();
                for (String line = input.next(); line != null; line = input.next()) {
                  lines.add(line);
                }
                lines.reversed().forEach(output::print);
              });
      return well ? 0 : 1;
    }
  }

  /// `rev`.
  public static int rev(Process self, List<String> arguments) {
    try (Output output = Output.of(self)) {
      boolean well =
          ToolFiles.each(
              self,
              arguments,
              "cannot open %s",
              (name, input) -> {
                for (String line = input.next(); line != null; line = input.next()) {
                  String text = ToolFiles.chomp(line);
                  output.print(new StringBuilder(text).reverse() + line.substring(text.length()));
                }
              });
      return well ? 0 : 1;
    }
  }

  /// `paste`.
  public static int paste(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "d:sz", "delimiters=d", "serial/s", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    String delimiters = "\t";
    boolean serial = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "d" -> delimiters = option.value().replace("\\t", "\t").replace("\\n", "\n");
        case "s" -> serial = true;
        default -> throw new NotModelled("paste -" + option.name());
      }
    }
    List<String> names = given.operands().isEmpty() ? List.of("-") : given.operands();
    try (Output output = Output.of(self)) {
      return serial
          ? serial(self, names, delimiters, output)
          : parallel(self, names, delimiters, output);
    }
  }

  private static String delimiter(String delimiters, int index) {
    return delimiters.isEmpty()
        ? ""
        : String.valueOf(delimiters.charAt(index % delimiters.length()));
  }

  private static int serial(Process self, List<String> names, String delimiters, Output output) {
    boolean well =
        ToolFiles.each(
            self,
            names,
            "%s",
            (name, input) -> {
              StringBuilder all = new StringBuilder();
              int count = 0;
              for (String line = input.next(); line != null; line = input.next()) {
                all.append(count == 0 ? "" : delimiter(delimiters, count - 1));
                all.append(ToolFiles.chomp(line));
                count++;
              }
              output.line(all.toString());
            });
    return well ? 0 : 1;
  }

  private static int parallel(Process self, List<String> names, String delimiters, Output output) {
    List<LineInput> inputs = new ArrayList<>();
    LineInput standard = new LineInput(self, 0);
    for (String name : names) {
      try {
        inputs.add(name.equals("-") ? standard : new LineInput(self, ToolFiles.open(self, name)));
      } catch (KernelError error) {
        ToolFiles.complain(self, name + ": " + error.errno().text());
        return 1;
      }
    }
    while (true) {
      StringBuilder row = new StringBuilder();
      boolean any = false;
      for (int i = 0; i < inputs.size(); i++) {
        @Nullable String line = inputs.get(i).next();
        any |= line != null;
        row.append(i == 0 ? "" : delimiter(delimiters, i - 1));
        row.append(line == null ? "" : ToolFiles.chomp(line));
      }
      if (!any) {
        return 0;
      }
      output.line(row.toString());
    }
  }

  /// `nl`: lines that are not empty get numbers.
  public static int nl(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "b:w:s:n:v:i:", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean all = false;
    for (GetOpt.Option option : given.options()) {
      if (option.name().equals("b") && (option.value().equals("a") || option.value().equals("t"))) {
        all = option.value().equals("a");
      } else {
        throw new NotModelled("nl -" + option.name());
      }
    }
    boolean numberAll = all;
    int[] number = {1};
    try (Output output = Output.of(self)) {
      boolean well =
          ToolFiles.each(
              self,
              given.operands(),
              "%s",
              (name, input) -> {
                for (String line = input.next(); line != null; line = input.next()) {
                  boolean numbered = numberAll || !line.equals("\n");
                  String lead =
                      numbered ? String.format(Locale.ROOT, "%6d\t", number[0]++) : "       ";
                  output.print(lead + line);
                }
              });
      return well ? 0 : 1;
    }
  }

  /// `yes`.
  public static int yes(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "+", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    String line = (given.operands().isEmpty() ? "y" : String.join(" ", given.operands())) + "\n";
    String block = line.repeat(Math.max(1, 4096 / line.length()));
    while (true) {
      try {
        self.write(1, block);
      } catch (KernelError error) {
        ToolFiles.complain(self, "standard output: " + error.errno().text());
        return 1;
      }
      self.checkpoint();
      self.giveWay();
    }
  }
}
