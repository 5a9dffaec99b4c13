package vethlab.userland.shell.execution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;

/// Where PATH leads.
public final class PathSearch {

  private PathSearch() {}

  /// The first file of that name that can be executed, or else the first of that name; null if
  /// there is none.
  public static @Nullable String find(Process process, @Nullable String path, String name) {
    String other = null;
    for (String candidate : candidates(path, name)) {
      Node node = node(process, candidate);
      if (node instanceof Node.Openable) {
        if ((node.mode() & 0111) != 0) {
          return candidate;
        }
        other = other == null ? candidate : other;
      }
    }
    return other;
  }

  /// All files of that name that can be executed.
  public static List<String> all(Process process, @Nullable String path, String name) {
    List<String> found = new ArrayList<>();
    for (String candidate : candidates(path, name)) {
      Node node = node(process, candidate);
      if (node instanceof Node.Openable && (node.mode() & 0111) != 0) {
        found.add(candidate);
      }
    }
    return found;
  }

  private static List<String> candidates(@Nullable String path, String name) {
    List<String> candidates = new ArrayList<>();
    if (path != null && !name.isEmpty()) {
      for (String directory : path.split(":", -1)) {
        candidates.add((directory.isEmpty() ? "." : directory) + "/" + name);
      }
    }
    return candidates;
  }

  private static @Nullable Node node(Process process, String path) {
    try {
      return process.table().files().find(process, process.directory(), path);
    } catch (KernelError error) {
      return null;
    }
  }
}
