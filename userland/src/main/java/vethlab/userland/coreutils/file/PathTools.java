package vethlab.userland.coreutils.file;

import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileTree;
import vethlab.simulator.file.MemoryDirectory;
import vethlab.simulator.file.MemoryFile;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// The shorter programs on paths: `touch`, `readlink`, `realpath`, `basename`, `dirname`, `mktemp`.
public final class PathTools {

  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private PathTools() {}

  /// `touch`; times of files are not kept.
  public static int touch(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(arguments, "acd:fhmr:t:", "no-create/c", "date=d", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean create = true;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "c" -> create = false;
        case "a", "m", "f" -> {}
        default -> throw new NotModelled("touch -" + option.name());
      }
    }
    if (given.operands().isEmpty()) {
      return ToolFiles.usage(self, "missing file operand", 1);
    }
    int status = 0;
    for (String path : given.operands()) {
      try {
        if (create && Paths.node(self, path) == null) {
          ToolFiles.close(self, ToolFiles.create(self, path, true));
        }
      } catch (KernelError error) {
        ToolFiles.complain(self, "cannot touch '" + path + "': " + error.errno().text());
        status = 1;
      }
    }
    return status;
  }

  public static int readlink(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "efmnqsvz",
            "canonicalize/f",
            "canonicalize-existing/e",
            "canonicalize-missing/m",
            "no-newline/n",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    char how = 'l';
    boolean newline = true;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "e", "f", "m" -> how = option.name().charAt(0);
        case "n" -> newline = false;
        case "q", "s" -> {}
        default -> throw new NotModelled("readlink -" + option.name());
      }
    }
    if (given.operands().isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    int status = 0;
    try (Output output = Output.of(self)) {
      for (String path : given.operands()) {
        try {
          String shown;
          if (how == 'l') {
            if (!(Paths.link(self, path) instanceof Node.Symlink link)) {
              status = 1;
              continue;
            }
            shown = link.target(self);
          } else {
            shown = canonical(self, path, how);
          }
          output.print(newline || given.operands().size() > 1 ? shown + "\n" : shown);
        } catch (KernelError error) {
          status = 1;
        }
      }
    }
    return status;
  }

  private static String canonical(Process self, String path, char how) {
    FileTree.Place place = self.table().files().walk(self, self.directory(), path, true);
    if (place.node() == null && how == 'e') {
      throw new KernelError(Errno.ENOENT);
    }
    return place.path();
  }

  public static int realpath(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "eLmPqsz", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    char how = 'f';
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "e" -> how = 'e';
        case "q" -> {}
        default -> throw new NotModelled("realpath -" + option.name());
      }
    }
    if (given.operands().isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    int status = 0;
    try (Output output = Output.of(self)) {
      for (String path : given.operands()) {
        try {
          output.line(canonical(self, path, how));
        } catch (KernelError error) {
          ToolFiles.complain(self, path + ": " + error.errno().text());
          status = 1;
        }
      }
    }
    return status;
  }

  public static int basename(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "+as:z", "multiple/a", "suffix=s", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    String suffix = "";
    boolean many = false;
    for (GetOpt.Option option : given.options()) {
      many = true;
      suffix = option.name().equals("s") ? option.value() : suffix;
    }
    List<String> names = new ArrayList<>(given.operands());
    if (names.isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    if (!many && names.size() > 2) {
      return ToolFiles.usage(self, "extra operand ‘" + names.get(2) + "’", 1);
    }
    if (!many && names.size() == 2) {
      suffix = names.removeLast();
    }
    try (Output output = Output.of(self)) {
      for (String name : names) {
        String base = name.isEmpty() ? "" : Paths.baseName(name);
        boolean cut = !suffix.isEmpty() && base.endsWith(suffix) && !base.equals(suffix);
        output.line(cut ? base.substring(0, base.length() - suffix.length()) : base);
      }
    }
    return 0;
  }

  public static int dirname(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "+z", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    if (given.operands().isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    try (Output output = Output.of(self)) {
      given.operands().forEach(name -> output.line(directoryOf(name)));
    }
    return 0;
  }

  private static String directoryOf(String name) {
    String path = name;
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return ".";
    }
    while (slash > 0 && path.charAt(slash - 1) == '/') {
      slash--;
    }
    return slash == 0 ? "/" : path.substring(0, slash);
  }

  public static int mktemp(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "dp:qtu",
            "directory/d",
            "dry-run/u",
            "quiet/q",
            "suffix=s",
            "tmpdir?p",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean directory = false;
    boolean dry = false;
    boolean inTemporary = false;
    String suffix = "";
    String base = self.environment().getOrDefault("TMPDIR", "/tmp");
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "d" -> directory = true;
        case "u" -> dry = true;
        case "t" -> inTemporary = true;
        case "s" -> suffix = option.value();
        case "p" -> {
          inTemporary = true;
          String named = option.argument();
          base = named == null || named.isEmpty() ? base : named;
        }
        default -> {}
      }
    }
    String template;
    if (given.operands().isEmpty()) {
      template = Paths.join(base, "tmp.XXXXXXXXXX");
    } else {
      String named = given.operands().getFirst();
      template = inTemporary ? Paths.join(base, named) : named;
    }
    return make(self, template, suffix, directory, dry);
  }

  private static int make(
      Process self, String template, String suffix, boolean directory, boolean dry) {
    int end = template.lastIndexOf('X') + 1;
    int start = end;
    while (start > 0 && template.charAt(start - 1) == 'X') {
      start--;
    }
    if (end - start < 3) {
      ToolFiles.complain(self, "too few X's in template ‘" + template + "’");
      return 1;
    }
    StringBuilder chosen = new StringBuilder();
    for (int i = start; i < end; i++) {
      int letter = (int) self.table().core().randomness().below(LETTERS.length());
      chosen.append(LETTERS.charAt(letter));
    }
    String path = template.substring(0, start) + chosen + template.substring(end) + suffix;
    try {
      if (!dry) {
        Paths.add(self, path, directory ? new MemoryDirectory(0700) : new MemoryFile(0600));
      }
    } catch (KernelError error) {
      String what = directory ? "directory" : "file";
      ToolFiles.complain(
          self,
          "failed to create " + what + " via template ‘" + template + "’: " + error.errno().text());
      return 1;
    }
    Output.of(self).line(path).flush();
    return 0;
  }
}
