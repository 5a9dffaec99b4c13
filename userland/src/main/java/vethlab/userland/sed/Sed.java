package vethlab.userland.sed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.program.WholeFile;

/// `sed`.
public final class Sed implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "bsnrzuEe:f:l:i::V:",
            "quiet/n",
            "silent/n",
            "expression=e",
            "file=f",
            "regexp-extended/E",
            "in-place?i",
            "separate/s",
            "unbuffered/u",
            "help",
            "version");
    if (given.problem() != null) {
      throw new NotModelled("sed's usage (" + given.problem() + ")");
    }
    ToolFiles.refuseHelp(self, given);
    List<String> operands = new ArrayList<>(given.operands());
    StringBuilder script = new StringBuilder();
    boolean hasScript = false;
    boolean quiet = false;
    boolean extended = false;
    boolean separate = false;
    String suffix = null;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "n" -> quiet = true;
        case "E", "r" -> extended = true;
        case "e" -> {
          script.append(hasScript ? "\n" : "").append(option.value());
          hasScript = true;
        }
        case "f" -> {
          try {
            String text = new String(WholeFile.read(self, option.value()), StandardCharsets.UTF_8);
            script.append(hasScript ? "\n" : "").append(ToolFiles.chomp(text));
            hasScript = true;
          } catch (KernelError error) {
            ToolFiles.complain(
                self, "couldn't open file " + option.value() + ": " + error.errno().text());
            return 1;
          }
        }
        case "i" -> {
          String named = option.argument();
          suffix = named == null ? "" : named;
        }
        case "s" -> separate = true;
        case "u", "b" -> {}
        default -> throw new NotModelled("sed -" + option.name());
      }
    }
    if (!hasScript) {
      if (operands.isEmpty()) {
        throw new NotModelled("sed's usage");
      }
      script.append(operands.removeFirst());
    }
    List<SedCommand> commands;
    try {
      if (script.toString().startsWith("#n\n")) {
        quiet = true;
      }
      commands = SedParser.parse(script.toString(), extended);
    } catch (SedParser.Fault fault) {
      ToolFiles.complain(self, fault.message());
      return 1;
    }
    return run(self, commands, operands, new Style(quiet, separate, suffix));
  }

  /// How files are treated.
  ///
  /// @param suffix of the copies that `-i` leaves; null without it
  private record Style(boolean quiet, boolean separate, @Nullable String suffix) {}

  private static int run(Process self, List<SedCommand> commands, List<String> files, Style style) {
    if (style.suffix == null && !style.separate) {
      SedRun run = new SedRun(self, commands, style.quiet, null);
      return run.over(files.isEmpty() ? List.of("-") : files);
    }
    int status = 0;
    for (String file : files) {
      StringBuilder changed = new StringBuilder();
      SedRun run = new SedRun(self, commands, style.quiet, style.suffix == null ? null : changed);
      int one = run.over(List.of(file));
      status = one == 0 ? status : one;
      if (style.suffix != null && run.hasRead()) {
        write(self, file, changed.toString(), style.suffix);
      }
      if (run.hasQuit()) {
        break;
      }
    }
    return status;
  }

  private static void write(Process self, String file, String text, String suffix) {
    if (!suffix.isEmpty()) {
      byte[] before = WholeFile.read(self, file);
      int copy = ToolFiles.create(self, file + suffix, false);
      self.write(copy, before);
      ToolFiles.close(self, copy);
    }
    int descriptor = ToolFiles.create(self, file, false);
    self.write(descriptor, text);
    ToolFiles.close(self, descriptor);
  }

  /// The pattern that an empty one stands for.
  static Pattern orLast(@Nullable Pattern pattern, @Nullable Pattern last) {
    Pattern meant = pattern == null ? last : pattern;
    if (meant == null) {
      throw new NotModelled("an empty regular expression without one before it in sed");
    }
    return meant;
  }
}
