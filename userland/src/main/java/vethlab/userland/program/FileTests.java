package vethlab.userland.program;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.DeviceNode;
import vethlab.simulator.file.Node;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;

/// The questions about files of `test` and `[[`.
public final class FileTests {

  private FileTests() {}

  /// `-f path` and its kin; root may read and write everything.
  public static boolean unary(Process process, String operator, String path) {
    if (operator.equals("-t")) {
      return path.matches("[0-9]{1,4}") && isTerminal(process, Integer.parseInt(path));
    }
    Node node = find(process, path, true);
    return switch (operator) {
      case "-a", "-e" -> node != null;
      case "-f" -> node instanceof Node.Openable && !isDevice(node);
      case "-d" -> node instanceof Node.Directory;
      case "-h", "-L" -> find(process, path, false) instanceof Node.Symlink;
      case "-r", "-w", "-O", "-G" -> node != null;
      case "-x" -> node != null && (node instanceof Node.Directory || (node.mode() & 0111) != 0);
      case "-s" -> node instanceof Node.Directory || isNotEmpty(process, node);
      case "-c" -> isDevice(node);
      case "-b", "-p", "-S" -> false;
      case "-u" -> node != null && (node.mode() & 04000) != 0;
      case "-g" -> node != null && (node.mode() & 02000) != 0;
      case "-k" -> node != null && (node.mode() & 01000) != 0;
      case "-N" -> throw new NotModelled("test " + operator);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  /// `one -nt other` and its kin.
  public static boolean binary(Process process, String one, String operator, String other) {
    Node left = find(process, one, true);
    Node right = find(process, other, true);
    if (operator.equals("-ef")) {
      return left != null && left == right;
    }
    if (left == null || right == null) {
      return operator.equals("-nt") ? left != null && right == null : left == null && right != null;
    }
    throw new NotModelled("the times of files (test " + operator + ")");
  }

  private static boolean isNotEmpty(Process process, @Nullable Node node) {
    return switch (node) {
      case ProgramFile program -> true;
      case Node.Openable file -> file.length(process) > 0;
      case null -> false;
      default -> false;
    };
  }

  private static boolean isDevice(@Nullable Node node) {
    return node instanceof DeviceNode
        || node instanceof DeviceFiles.ControllingTerminal
        || node instanceof DeviceFiles.TerminalFile;
  }

  private static boolean isTerminal(Process process, int descriptor) {
    return process.files().isOpen(descriptor)
        && process.files().get(descriptor) instanceof Terminal.Opened;
  }

  private static @Nullable Node find(Process process, String path, boolean follow) {
    try {
      return follow
          ? process.table().files().find(process, process.directory(), path)
          : process.table().files().findLink(process, process.directory(), path);
    } catch (KernelError error) {
      return null;
    }
  }
}
