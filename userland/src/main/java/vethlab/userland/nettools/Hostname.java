package vethlab.userland.nettools;

import com.google.common.base.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.WholeFile;

/// `hostname`: shows or sets the name of the UTS namespace (`hostname.c`).
public final class Hostname implements Program {

  private static final int LONGEST = 64;

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "aAdfF:h?iIsVyb",
            "domain/d",
            "boot/b",
            "file=F",
            "fqdn/f",
            "all-fqdns/A",
            "help/h",
            "long/f",
            "short/s",
            "version/V",
            "alias/a",
            "ip-address/i",
            "all-ip-addresses/I",
            "nis/y",
            "yp/y");
    if (given.problem() != null) {
      self.complain(Called.as(self) + ": " + given.problem());
      throw new NotModelled("the usage text of hostname");
    }
    String file = null;
    String wanted = "";
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "F" -> file = option.value();
        case "V" -> {
          self.printLine("hostname 3.23");
          return 0;
        }
        case "s", "I", "b" -> wanted = option.name();
        case "y" -> {
          self.printLine("hostname: Local domain name not set");
          return 1;
        }
        default -> throw new NotModelled("hostname -" + option.name());
      }
    }
    if (given.operands().size() > 1) {
      throw new NotModelled("the usage text of hostname");
    }
    if (file != null) {
      return set(self, fromFile(self, file));
    }
    if (!given.operands().isEmpty()) {
      return set(self, given.operands().getFirst());
    }
    return show(self, wanted);
  }

  private static int show(Process self, String wanted) {
    String name = self.uts().hostname();
    switch (wanted) {
      case "s" -> self.printLine(Splitter.on('.').splitToList(name).getFirst());
      case "I" -> self.printLine(AllAddresses.of(self));
      default -> self.printLine(name);
    }
    return 0;
  }

  private static String fromFile(Process self, String path) {
    try {
      String text = new String(WholeFile.read(self, path), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).findFirst().orElse("");
    } catch (KernelError error) {
      self.complain("hostname: " + error.errno().text());
      throw self.exit(1);
    }
  }

  private static int set(Process self, String name) {
    if (name.length() > LONGEST) {
      self.complain("hostname: name too long");
      return 1;
    }
    if (!isValid(name)) {
      self.complain("hostname: the specified hostname is invalid");
      return 1;
    }
    self.setHostname(name);
    return 0;
  }

  /// Letters, digits, dots and hyphens; begins and ends with a letter or digit, and no dot or
  /// hyphen stands beside another dot.
  private static boolean isValid(String name) {
    return name.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
        && !name.matches(".*(\\.\\.|\\.-|-\\.).*");
  }
}
