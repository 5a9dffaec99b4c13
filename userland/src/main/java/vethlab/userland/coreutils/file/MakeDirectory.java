package vethlab.userland.coreutils.file;

import java.util.List;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.MemoryDirectory;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// `mkdir` and `rmdir`.
public final class MakeDirectory {

  private MakeDirectory() {}

  public static int mkdir(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(arguments, "m:pvZ", "mode=m", "parents/p", "verbose/v", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean parents = false;
    boolean verbose = false;
    int mode = 0777 & ~self.umask();
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "p" -> parents = true;
        case "v" -> verbose = true;
        case "m" -> {
          Integer wanted = Modes.parse(option.value(), 0777, self.umask(), true);
          if (wanted == null) {
            ToolFiles.complain(self, "invalid mode ‘" + option.value() + "’");
            return 1;
          }
          mode = wanted;
        }
        default -> throw new NotModelled("mkdir -" + option.name());
      }
    }
    if (given.operands().isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    int status = 0;
    for (String path : given.operands()) {
      try {
        if (parents) {
          makeAll(self, path, mode, verbose);
        } else {
          Paths.add(self, path, new MemoryDirectory(mode));
          say(self, path, verbose);
        }
      } catch (KernelError error) {
        ToolFiles.complain(self, "cannot create directory ‘" + path + "’: " + error.errno().text());
        status = 1;
      }
    }
    return status;
  }

  private static void say(Process self, String path, boolean verbose) {
    if (verbose) {
      Output.of(self).line("mkdir: created directory '" + path + "'").flush();
    }
  }

  private static void makeAll(Process self, String path, int mode, boolean verbose) {
    for (int slash = path.indexOf('/', 1); ; slash = path.indexOf('/', slash + 1)) {
      String part = slash < 0 ? path : path.substring(0, slash);
      Node there = Paths.node(self, part);
      if (there == null) {
        boolean last = slash < 0 || slash == path.length() - 1;
        Paths.add(self, part, new MemoryDirectory(last ? mode : 0777 & ~self.umask()));
        say(self, part, verbose);
      } else if (!(there instanceof Node.Directory)) {
        throw new KernelError(slash < 0 ? Errno.EEXIST : Errno.ENOTDIR);
      }
      if (slash < 0 || slash == path.length() - 1) {
        return;
      }
    }
  }

  public static int rmdir(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "pv",
            "parents/p",
            "ignore-fail-on-non-empty",
            "verbose/v",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    if (!given.options().isEmpty()) {
      throw new NotModelled("rmdir -" + given.options().getFirst().name());
    }
    if (given.operands().isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    int status = 0;
    for (String path : given.operands()) {
      try {
        Node node = Paths.link(self, path);
        if (node == null) {
          throw new KernelError(Errno.ENOENT);
        }
        if (!(node instanceof Node.Directory directory)) {
          throw new KernelError(Errno.ENOTDIR);
        }
        if (!directory.names(self).isEmpty()) {
          throw new KernelError(Errno.ENOTEMPTY);
        }
        Paths.remove(self, path);
      } catch (KernelError error) {
        ToolFiles.complain(self, "failed to remove '" + path + "': " + error.errno().text());
        status = 1;
      }
    }
    return status;
  }
}
