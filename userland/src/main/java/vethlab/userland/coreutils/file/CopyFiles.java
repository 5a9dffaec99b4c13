package vethlab.userland.coreutils.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileTree;
import vethlab.simulator.file.MemoryDirectory;
import vethlab.simulator.file.MemoryFile;
import vethlab.simulator.file.MemorySymlink;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.program.WholeFile;

/// `cp`, `mv` and `ln`.
public final class CopyFiles {

  private CopyFiles() {}

  /// What is done with one file.
  private interface Each {

    /// Does it; true if it worked.
    boolean from(String source, String target);
  }

  private static int all(Process self, GetOpt given, @Nullable String directory, Each each) {
    List<String> operands = given.operands();
    if (operands.isEmpty()) {
      return ToolFiles.usage(self, "missing file operand", 1);
    }
    List<String> sources = directory == null ? operands.subList(0, operands.size() - 1) : operands;
    String target = directory == null ? operands.getLast() : directory;
    if (sources.isEmpty()) {
      return ToolFiles.usage(
          self, "missing destination file operand after '" + operands.getFirst() + "'", 1);
    }
    boolean into = Paths.isDirectory(self, target);
    if (!into && (sources.size() > 1 || directory != null)) {
      ToolFiles.complain(self, "target '" + target + "': No such file or directory");
      return 1;
    }
    int status = 0;
    for (String source : sources) {
      String goal = into ? Paths.join(target, Paths.baseName(source)) : target;
      status = each.from(source, goal) ? status : 1;
    }
    return status;
  }

  public static int cp(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "adfLPprRt:Tv",
            "archive/a",
            "force/f",
            "recursive/r",
            "target-directory=t",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean recursive = false;
    boolean links = false;
    String directory = null;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "r", "R" -> recursive = true;
        case "a" -> {
          recursive = true;
          links = true;
        }
        case "d", "P" -> links = true;
        case "f", "L", "p" -> {}
        case "t" -> directory = option.value();
        default -> throw new NotModelled("cp -" + option.name());
      }
    }
    boolean deep = recursive;
    boolean keepLinks = links || recursive;
    return all(
        self, given, directory, (source, target) -> copy(self, source, target, deep, keepLinks));
  }

  private static boolean copy(
      Process self, String source, String target, boolean recursive, boolean links) {
    Node node;
    try {
      node = links ? Paths.link(self, source) : Paths.node(self, source);
    } catch (KernelError error) {
      ToolFiles.complain(self, "cannot stat '" + source + "': " + error.errno().text());
      return false;
    }
    if (node == null) {
      ToolFiles.complain(self, "cannot stat '" + source + "': No such file or directory");
      return false;
    }
    try {
      switch (node) {
        case Node.Directory directory -> {
          if (!recursive) {
            ToolFiles.complain(self, "-r not specified; omitting directory '" + source + "'");
            return false;
          }
          if (!Paths.isDirectory(self, target)) {
            Paths.add(self, target, new MemoryDirectory(directory.mode() & 0777));
          }
          boolean well = true;
          for (String name : directory.names(self)) {
            well &= copy(self, Paths.join(source, name), Paths.join(target, name), true, links);
          }
          return well;
        }
        case Node.Symlink link -> Paths.add(self, target, new MemorySymlink(link.target(self)));
        default -> {
          Node there = Paths.node(self, target);
          if (there != null && there == node) {
            ToolFiles.complain(self, "'" + source + "' and '" + target + "' are the same file");
            return false;
          }
          byte[] content = WholeFile.read(self, source);
          int descriptor = ToolFiles.create(self, target, false);
          self.write(descriptor, content);
          ToolFiles.close(self, descriptor);
          if (there == null && Paths.node(self, target) instanceof MemoryFile made) {
            made.setMode(node.mode() & 0777 & ~self.umask());
          }
        }
      }
      return true;
    } catch (KernelError error) {
      ToolFiles.complain(
          self, "cannot create regular file '" + target + "': " + error.errno().text());
      return false;
    }
  }

  public static int mv(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(arguments, "fint:Tuv", "force/f", "target-directory=t", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    String directory = null;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "f" -> {}
        case "t" -> directory = option.value();
        default -> throw new NotModelled("mv -" + option.name());
      }
    }
    return all(self, given, directory, (source, target) -> move(self, source, target));
  }

  private static boolean move(Process self, String source, String target) {
    try {
      FileTree.Place from = Paths.place(self, source);
      Node node = from.node();
      if (node == null) {
        ToolFiles.complain(self, "cannot stat '" + source + "': No such file or directory");
        return false;
      }
      FileTree.Place to = Paths.place(self, target);
      if (to.node() == node) {
        ToolFiles.complain(self, "'" + source + "' and '" + target + "' are the same file");
        return false;
      }
      to.directory().put(to.name(), node);
      from.directory().remove(from.name());
      return true;
    } catch (KernelError error) {
      ToolFiles.complain(
          self, "cannot move '" + source + "' to '" + target + "': " + error.errno().text());
      return false;
    }
  }

  public static int ln(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "fnrst:Tv",
            "symbolic/s",
            "force/f",
            "no-dereference/n",
            "target-directory=t",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean symbolic = false;
    boolean force = false;
    String directory = null;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "s" -> symbolic = true;
        case "f" -> force = true;
        case "n" -> {}
        case "t" -> directory = option.value();
        default -> throw new NotModelled("ln -" + option.name());
      }
    }
    boolean soft = symbolic;
    boolean replace = force;
    if (given.operands().size() == 1 && directory == null) {
      String only = given.operands().getFirst();
      return link(self, only, Paths.baseName(only), soft, replace) ? 0 : 1;
    }
    return all(
        self, given, directory, (source, target) -> link(self, source, target, soft, replace));
  }

  private static boolean link(
      Process self, String source, String target, boolean soft, boolean replace) {
    try {
      Node node = soft ? new MemorySymlink(source) : Paths.node(self, source);
      if (node == null) {
        ToolFiles.complain(self, "failed to access '" + source + "': No such file or directory");
        return false;
      }
      if (node instanceof Node.Directory) {
        ToolFiles.complain(self, source + ": hard link not allowed for directory");
        return false;
      }
      if (replace && Paths.link(self, target) != null) {
        Paths.remove(self, target);
      }
      Paths.add(self, target, node);
      return true;
    } catch (KernelError error) {
      String kind = soft ? "symbolic" : "hard";
      ToolFiles.complain(
          self, "failed to create " + kind + " link '" + target + "': " + error.errno().text());
      return false;
    }
  }
}
