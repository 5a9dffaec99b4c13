package vethlab.userland.program;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;

/// What executing a file would run (`execve`): the program, and the words that it is given.
///
/// A script with a `#!` line runs its interpreter, with the script's path before its arguments.
///
/// @param path of the program
/// @param words the program's name and its arguments
public record Executable(String path, Program program, ImmutableList<String> words) {

  /// What starting a program costs in virtual time.
  public static final Duration START = Duration.ofMillis(1);

  private static final int MOST_INTERPRETERS = 4;
  private static final int LONGEST_FIRST_LINE = 255;
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  /// The file at a path.
  ///
  /// @param words the name that it is called by, and its arguments
  /// @throws KernelError ENOENT, EACCES, ENOTDIR, ELOOP; ENOEXEC if it is neither a program nor
  ///   says what runs it
  public static Executable at(Process caller, String path, List<String> words) {
    String wanted = path;
    ImmutableList<String> given = ImmutableList.copyOf(words);
    for (int depth = 0; depth <= MOST_INTERPRETERS; depth++) {
      Node node = caller.table().files().find(caller, caller.directory(), wanted);
      if (node == null) {
        throw new KernelError(Errno.ENOENT);
      }
      if (!(node instanceof Node.Openable file) || (node.mode() & 0111) == 0) {
        throw new KernelError(Errno.EACCES);
      }
      if (file instanceof ProgramFile known) {
        return new Executable(wanted, known.program(), given);
      }
      String interpreter = interpreter(firstLine(caller, file));
      if (interpreter == null) {
        throw new KernelError(Errno.ENOEXEC);
      }
      ImmutableList.Builder<String> longer = ImmutableList.builder();
      int space = firstBlank(interpreter);
      longer.add(interpreter.substring(0, space));
      if (space < interpreter.length()) {
        longer.add(interpreter.substring(space).strip());
      }
      longer.add(wanted).addAll(given.subList(Math.min(1, given.size()), given.size()));
      wanted = interpreter.substring(0, space);
      given = longer.build();
    }
    throw new KernelError(Errno.ELOOP);
  }

  /// The program that a name means to `execvp`: its path if it has a slash, else the first file of
  /// that name in the directories of the caller's PATH.
  ///
  /// @throws KernelError as [#at]
  public static Executable named(Process caller, List<String> words) {
    String name = words.getFirst();
    if (name.contains("/")) {
      return at(caller, name, words);
    }
    boolean denied = false;
    String path = caller.environment().getOrDefault("PATH", DEFAULT_PATH);
    for (String directory : path.split(":", -1)) {
      try {
        return at(caller, directory.isEmpty() ? name : directory + "/" + name, words);
      } catch (KernelError error) {
        switch (error.errno()) {
          case EACCES -> denied = true;
          case ENOENT, ENOTDIR, ELOOP -> {}
          default -> throw error;
        }
      }
    }
    throw new KernelError(denied ? Errno.EACCES : Errno.ENOENT);
  }

  /// Runs it in place of what `self` runs now; the caller throws what this returns.
  public Error exec(Process self) {
    self.spend(START);
    return self.exec(program, words);
  }

  /// What follows `#!`, or null if the line does not start so.
  private static @Nullable String interpreter(String line) {
    if (!line.startsWith("#!")) {
      return null;
    }
    String rest = line.substring(2).strip();
    return rest.isEmpty() ? null : rest;
  }

  private static int firstBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ' ' || text.charAt(i) == '\t') {
        return i;
      }
    }
    return text.length();
  }

  private static String firstLine(Process caller, Node.Openable file) {
    FileDescription open = file.open(caller, Node.OpenMode.READ);
    try {
      return switch (open.read(LONGEST_FIRST_LINE)) {
        case FileDescription.Read.Data(byte[] octets) -> {
          String text = new String(octets, StandardCharsets.UTF_8);
          int end = text.indexOf('\n');
          yield end < 0 ? text : text.substring(0, end);
        }
        case FileDescription.Read.EndOfFile e -> "";
        case FileDescription.Read.WouldBlock w -> "";
      };
    } finally {
      open.release();
    }
  }
}
