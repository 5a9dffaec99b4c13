package vethlab.userland.coreutils.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// `rm`; it never asks, as for root without a terminal.
public final class RemoveFiles implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "dfiIrRv",
            "force/f",
            "recursive/r",
            "dir/d",
            "verbose/v",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean force = false;
    boolean recursive = false;
    boolean verbose = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "f" -> force = true;
        case "r", "R" -> recursive = true;
        case "v" -> verbose = true;
        default -> throw new NotModelled("rm -" + option.name());
      }
    }
    if (given.operands().isEmpty()) {
      return force ? 0 : ToolFiles.usage(self, "missing operand", 1);
    }
    int status = 0;
    for (String path : given.operands()) {
      String problem = remove(self, path, recursive);
      if (problem == null) {
        if (verbose) {
          Output.of(self).line("removed '" + path + "'").flush();
        }
      } else if (!(force && problem.equals(Errno.ENOENT.text()))) {
        ToolFiles.complain(self, "cannot remove '" + path + "': " + problem);
        status = 1;
      }
    }
    return status;
  }

  private static @Nullable String remove(Process self, String path, boolean recursive) {
    try {
      Node node = Paths.link(self, path);
      if (node == null) {
        return Errno.ENOENT.text();
      }
      if (node instanceof Node.Directory) {
        if (!recursive) {
          return Errno.EISDIR.text();
        }
        if (Paths.place(self, path).path().equals("/")) {
          throw new NotModelled("rm -r /");
        }
        clear(self, path);
      }
      Paths.remove(self, path);
      return null;
    } catch (KernelError error) {
      return error.errno().text();
    }
  }

  /// Takes everything out of a directory, so that what must not be removed is asked.
  private static void clear(Process self, String path) {
    if (Paths.link(self, path) instanceof Node.Directory directory) {
      for (String name : directory.names(self)) {
        String inner = Paths.join(path, name);
        clear(self, inner);
        Paths.remove(self, inner);
      }
    }
  }
}
