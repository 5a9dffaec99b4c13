package vethlab.userland.utillinux;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileTree;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.userland.program.Called;
import vethlab.userland.program.Executable;
import vethlab.userland.program.GetOpt;

/// What the programs of util-linux have in common: messages, numbers, and starting another program.
final class UtilLinux {

  static final String VERSION = "util-linux 2.38.1";

  private static final long HIGHEST_UNSIGNED = 0xffff_ffffL;

  private UtilLinux() {}

  /// Complains about a bad option.
  ///
  /// @return the exit status
  static int refuse(Process self, @Nullable String problem) {
    self.complain(Called.as(self) + ": " + problem);
    self.complain("Try '" + Called.shortly(self) + " --help' for more information.");
    return 1;
  }

  /// Prints a message with the program's name and ends (`errx`).
  static Error fail(Process self, String message) {
    self.complain(Called.shortly(self) + ": " + message);
    return self.exit(1);
  }

  /// As [#fail], with the reason of the kernel (`err`).
  static Error fail(Process self, String message, KernelError error) {
    return fail(self, message + ": " + error.errno().text());
  }

  /// Answers `--help`, whose text is not kept here, and `--version`.
  ///
  /// @return the exit status, or null if neither was asked for
  static @Nullable Integer answer(Process self, GetOpt.Option option) {
    return switch (option.name()) {
      case "h" -> throw new NotModelled("the help text of " + Called.shortly(self));
      case "V" -> {
        self.printLine(Called.shortly(self) + " from " + VERSION);
        yield 0;
      }
      default -> null;
    };
  }

  /// Reads an unsigned number as `strtou32_or_err` does; a negative one wraps round.
  static long unsigned(Process self, String text, String message) {
    try {
      return Long.parseLong(text.strip()) & HIGHEST_UNSIGNED;
    } catch (NumberFormatException malformed) {
      throw fail(self, String.format(Locale.ROOT, "%s: '%s'", message, text));
    }
  }

  /// Goes to a directory (`chdir`).
  ///
  /// @throws KernelError ENOENT, ENOTDIR
  static void enterDirectory(Process self, String path) {
    FileTree.Place place = self.table().files().walk(self, self.directory(), path, true);
    if (place.node() == null) {
      throw new KernelError(Errno.ENOENT);
    }
    if (!(place.node() instanceof Node.Directory)) {
      throw new KernelError(Errno.ENOTDIR);
    }
    self.setDirectory(place.path());
  }

  /// Becomes the program that the words name, or if there are none the user's shell as a login
  /// shell.
  static Error become(Process self, List<String> words) {
    List<String> wanted = words;
    String path;
    if (words.isEmpty()) {
      path = self.environment().getOrDefault("SHELL", "/bin/sh");
      wanted = List.of("-" + path.substring(path.lastIndexOf('/') + 1));
    } else {
      path = words.getFirst();
    }
    Executable found;
    try {
      found = words.isEmpty() ? Executable.at(self, path, wanted) : Executable.named(self, wanted);
    } catch (KernelError error) {
      self.complain(
          Called.shortly(self) + ": failed to execute " + path + ": " + error.errno().text());
      return self.exit(error.errno() == Errno.ENOENT ? 127 : 126);
    }
    return found.exec(self);
  }
}
