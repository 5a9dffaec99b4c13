package vethlab.userland.coreutils.system;

import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// Who and where one is: `id`, `whoami`, `groups`, `tty`, `nproc`, `arch`. Everybody is root.
public final class Identity {

  private Identity() {}

  private static int say(Process self, String line) {
    Output.of(self).line(line).flush();
    return 0;
  }

  public static int id(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "aGgnruzZ",
            "user/u",
            "group/g",
            "groups/G",
            "name/n",
            "real/r",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    for (String user : given.operands()) {
      if (!user.equals("root") && !user.equals("0")) {
        ToolFiles.complain(self, "‘" + user + "’: no such user");
        return 1;
      }
    }
    boolean one = false;
    boolean name = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "u", "g", "G" -> one = true;
        case "n" -> name = true;
        case "a", "r" -> {}
        default -> throw new NotModelled("id -" + option.name());
      }
    }
    if (name && !one) {
      ToolFiles.complain(self, "cannot print only names or real IDs in default format");
      return 1;
    }
    return say(self, one ? name ? "root" : "0" : "uid=0(root) gid=0(root) groups=0(root)");
  }

  public static int root(Process self, List<String> arguments) {
    if (!arguments.isEmpty()) {
      return ToolFiles.usage(self, "extra operand ‘" + arguments.getFirst() + "’", 1);
    }
    return say(self, "root");
  }

  public static int tty(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "s", "silent/s", "quiet/s", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 2);
    }
    ToolFiles.refuseHelp(self, given);
    FileDescription input = self.files().isOpen(0) ? self.files().get(0) : null;
    boolean terminal = input instanceof Terminal.Opened;
    if (given.options().isEmpty()) {
      say(self, terminal && input != null ? input.describe() : "not a tty");
    }
    return terminal ? 0 : 1;
  }

  public static int nproc(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "", "all", "ignore=i", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    return say(self, "1");
  }

  public static int arch(Process self, List<String> arguments) {
    if (!arguments.isEmpty()) {
      throw new NotModelled("arch " + arguments.getFirst());
    }
    return say(self, "x86_64");
  }
}
