package vethlab.userland.program;

import java.util.List;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;

/// What the small Unix programs have in common: messages with their name, files among their
/// operands.
public final class ToolFiles {

  private ToolFiles() {}

  /// Says something behind the program's name on standard error.
  public static void complain(Process self, String message) {
    self.complain(Called.as(self) + ": " + message);
  }

  /// Says what is wrong with the command line.
  ///
  /// @return `status`
  public static int usage(Process self, String problem, int status) {
    complain(self, problem);
    self.complain("Try '" + Called.as(self) + " --help' for more information.");
    return status;
  }

  /// Refuses `--help` and `--version`, which nobody needs from a prediction.
  public static void refuseHelp(Process self, GetOpt given) {
    for (GetOpt.Option option : given.options()) {
      if (option.name().equals("help") || option.name().equals("version")) {
        throw new NotModelled(Called.shortly(self) + " --" + option.name());
      }
    }
  }

  /// Opens a file to be read; `-` is standard input.
  ///
  /// @return its descriptor
  /// @throws KernelError if it cannot be opened
  public static int open(Process self, String path) {
    if (path.equals("-")) {
      if (!self.files().isOpen(0)) {
        throw new KernelError(Errno.EBADF);
      }
      return 0;
    }
    FileDescription file =
        self.table().files().open(self, self.directory(), path, Node.OpenMode.READ, 0);
    return self.files().add(3, file);
  }

  /// Closes what [#open] opened.
  public static void close(Process self, int descriptor) {
    if (descriptor != 0) {
      self.files().close(descriptor);
    }
  }

  /// Opens a file to be written.
  ///
  /// @return its descriptor
  /// @throws KernelError if it cannot be opened
  public static int create(Process self, String path, boolean append) {
    FileDescription file =
        self.table()
            .files()
            .open(
                self,
                self.directory(),
                path,
                append ? Node.OpenMode.APPEND : Node.OpenMode.WRITE,
                0666 & ~self.umask());
    return self.files().add(3, file);
  }

  /// What is done with each file among the operands.
  public interface EachFile {

    /// Reads one.
    ///
    /// @param name as the user wrote it
    void read(String name, LineInput input);
  }

  /// Reads the files named by the operands, or standard input if there are none.
  ///
  /// @param problem what stands before the name of a file that cannot be opened, such as `cannot
  ///   open '%s' for reading`; `%s` alone for most
  /// @return whether all could be read
  public static boolean each(Process self, List<String> operands, String problem, EachFile with) {
    boolean well = true;
    for (String name : operands.isEmpty() ? List.of("-") : operands) {
      int descriptor;
      try {
        descriptor = open(self, name);
      } catch (KernelError error) {
        complain(self, problem.replace("%s", name) + ": " + error.errno().text());
        well = false;
        continue;
      }
      try {
        with.read(name, new LineInput(self, descriptor));
      } catch (KernelError error) {
        if (error.errno() == Errno.EPIPE) {
          throw error;
        }
        complain(self, name + ": " + error.errno().text());
        well = false;
      } finally {
        close(self, descriptor);
      }
    }
    return well;
  }

  /// A line without its newline.
  public static String chomp(String line) {
    return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
  }
}
