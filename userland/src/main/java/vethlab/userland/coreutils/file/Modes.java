package vethlab.userland.coreutils.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.MemoryDirectory;
import vethlab.simulator.file.MemoryFile;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.ToolFiles;

/// Permission bits, and `chmod`.
public final class Modes {

  private Modes() {}

  /// What a mode such as `755` or `u+x,go-w` makes of old bits; null if it is none.
  static @Nullable Integer parse(String text, int old, int umask, boolean directory) {
    if (text.matches("[0-7]{1,4}")) {
      return Integer.parseInt(text, 8);
    }
    int mode = old;
    for (String clause : text.split(",", -1)) {
      if (!clause.matches("[ugoa]*([-+=][rwxXst]*)+")) {
        return null;
      }
      mode = apply(clause, mode, umask, directory);
    }
    return mode;
  }

  private static int apply(String clause, int old, int umask, boolean directory) {
    int at = 0;
    int who = 0;
    while ("ugoa".indexOf(clause.charAt(at)) >= 0) {
      who |=
          switch (clause.charAt(at)) {
            case 'u' -> 04700;
            case 'g' -> 02070;
            case 'o' -> 01007;
            default -> 07777;
          };
      at++;
    }
    int masked = who == 0 ? ~umask & 07777 : who;
    int mode = old;
    while (at < clause.length()) {
      char operator = clause.charAt(at++);
      int bits = 0;
      while (at < clause.length() && "+-=".indexOf(clause.charAt(at)) < 0) {
        bits |=
            switch (clause.charAt(at++)) {
              case 'r' -> 0444;
              case 'w' -> 0222;
              case 'x' -> 0111;
              case 'X' -> directory || (mode & 0111) != 0 ? 0111 : 0;
              case 's' -> 06000;
              default -> 01000;
            };
      }
      bits &= masked;
      mode =
          switch (operator) {
            case '+' -> mode | bits;
            case '-' -> mode & ~bits;
            default -> (mode & ~(who == 0 ? 0777 : who & 0777)) | bits;
          };
    }
    return mode;
  }

  public static int chmod(Process self, List<String> arguments) {
    List<String> words = arguments;
    boolean recursive = false;
    while (!words.isEmpty() && words.getFirst().matches("-[Rvcf]+|--recursive|--")) {
      recursive |= words.getFirst().contains("R") || words.getFirst().equals("--recursive");
      words = words.subList(1, words.size());
    }
    GetOpt given = GetOpt.parse(words, "+rwxXstugoa", "reference=R", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    if (words.isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    String mode = words.getFirst();
    if (words.size() == 1) {
      return ToolFiles.usage(self, "missing operand after ‘" + mode + "’", 1);
    }
    if (parse(mode, 0, self.umask(), false) == null) {
      return ToolFiles.usage(self, "invalid mode: ‘" + mode + "’", 1);
    }
    int status = 0;
    for (String path : words.subList(1, words.size())) {
      status = Math.max(status, change(self, path, mode, recursive));
    }
    return status;
  }

  private static int change(Process self, String path, String mode, boolean recursive) {
    Node node;
    try {
      node = Paths.node(self, path);
    } catch (KernelError error) {
      ToolFiles.complain(self, "cannot access '" + path + "': " + error.errno().text());
      return 1;
    }
    switch (node) {
      case null -> {
        ToolFiles.complain(self, "cannot access '" + path + "': No such file or directory");
        return 1;
      }
      case MemoryFile file -> file.setMode(bits(self, mode, file.mode(), false));
      case MemoryDirectory directory -> {
        directory.setMode(bits(self, mode, directory.mode(), true));
        if (recursive) {
          int status = 0;
          for (String name : directory.names(self)) {
            status = Math.max(status, change(self, Paths.join(path, name), mode, true));
          }
          return status;
        }
      }
      default -> throw new NotModelled("chmod of " + path);
    }
    return 0;
  }

  private static int bits(Process self, String mode, int old, boolean directory) {
    Integer bits = parse(mode, old, self.umask(), directory);
    return bits == null ? old : bits;
  }
}
