package vethlab.userland.coreutils.system;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.WaitQueue;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.ToolFiles;

/// `sleep`: virtual time, which costs nothing.
public final class Sleep implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    if (given.operands().isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    Duration all = Duration.ZERO;
    boolean well = true;
    for (String text : given.operands()) {
      Duration one = interval(text);
      if (one == null) {
        ToolFiles.complain(self, "invalid time interval ‘" + text + "’");
        well = false;
      } else {
        all = all.plus(one);
      }
    }
    if (!well) {
      self.complain("Try 'sleep --help' for more information.");
      return 1;
    }
    SimTime end = self.now().plus(all);
    WaitQueue nothing = new WaitQueue();
    while (self.now().isBefore(end)) {
      self.await(nothing, end);
    }
    return 0;
  }

  /// `2`, `0.5s`, `1m`, `infinity`; null if it is none.
  static @Nullable Duration interval(String text) {
    if (text.equals("infinity") || text.equals("inf")) {
      return Duration.ofDays(10_000);
    }
    if (!text.matches("([0-9]{1,9}\\.?[0-9]*|\\.[0-9]+)[smhd]?")) {
      return null;
    }
    char unit = text.charAt(text.length() - 1);
    long seconds =
        switch (unit) {
          case 'm' -> 60;
          case 'h' -> 3600;
          case 'd' -> 86_400;
          default -> 1;
        };
    String number = Character.isLetter(unit) ? text.substring(0, text.length() - 1) : text;
    String digits = number.endsWith(".") ? number + "0" : number;
    BigDecimal nanos =
        new BigDecimal(digits).multiply(BigDecimal.valueOf(seconds * 1_000_000_000L));
    return Duration.ofNanos(Math.min(nanos.longValue(), Duration.ofDays(10_000).toNanos()));
  }
}
