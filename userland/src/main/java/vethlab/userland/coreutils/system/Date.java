package vethlab.userland.coreutils.system;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.program.WallClock;
import vethlab.userland.text.TimeFormat;

/// `date`: the time of day in the simulated machine, in UTC.
public final class Date implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "d:f:I::r:Rs:u",
            "date=d",
            "iso-8601?I",
            "rfc-email/R",
            "rfc-3339=rfc-3339",
            "utc/u",
            "universal/u",
            "set=s",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    String format = "%a %b %e %H:%M:%S %Z %Y";
    Instant when = WallClock.now(self);
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "u" -> {}
        case "R" -> format = "%a, %d %b %Y %H:%M:%S %z";
        case "I" -> {
          String precision = option.argument();
          format =
              "seconds".equals(precision) || "s".equals(precision)
                  ? "%Y-%m-%dT%H:%M:%S+00:00"
                  : "%Y-%m-%d";
        }
        case "d" -> {
          if (option.value().matches("@[0-9]{1,12}")) {
            when = Instant.ofEpochSecond(Long.parseLong(option.value().substring(1)));
          } else if (!option.value().equals("now")) {
            throw new NotModelled("date -d '" + option.value() + "'");
          }
        }
        default -> throw new NotModelled("date -" + option.name());
      }
    }
    for (String operand : given.operands()) {
      if (!operand.startsWith("+")) {
        ToolFiles.complain(self, "invalid date ‘" + operand + "’");
        return 1;
      }
      format = operand.substring(1);
    }
    Output.of(self).line(TimeFormat.format(format, when.atZone(ZoneOffset.UTC))).flush();
    return 0;
  }
}
