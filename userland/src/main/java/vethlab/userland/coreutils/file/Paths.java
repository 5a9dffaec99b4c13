package vethlab.userland.coreutils.file;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileTree;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;

/// Places in the tree of files as a process sees them.
final class Paths {

  private Paths() {}

  /// Where a path leads, the last link not followed.
  static FileTree.Place place(Process self, String path) {
    return self.table().files().walk(self, self.directory(), path, false);
  }

  /// What a path leads to, the last link not followed; null if nothing.
  static @Nullable Node link(Process self, String path) {
    return self.table().files().findLink(self, self.directory(), path);
  }

  /// What a path leads to, links followed; null if nothing.
  static @Nullable Node node(Process self, String path) {
    return self.table().files().find(self, self.directory(), path);
  }

  static boolean isDirectory(Process self, String path) {
    try {
      return node(self, path) instanceof Node.Directory;
    } catch (KernelError error) {
      return false;
    }
  }

  /// The last name of a path.
  static String baseName(String path) {
    String trimmed = path;
    while (trimmed.length() > 1 && trimmed.endsWith("/")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    return trimmed.equals("/") ? "/" : trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  /// The path of a name in a directory.
  static String join(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  /// Gives a node a name that must be free.
  ///
  /// @throws KernelError EEXIST if it is not, or what the walk says
  static void add(Process self, String path, Node node) {
    FileTree.Place place = place(self, path);
    if (place.node() != null) {
      throw new KernelError(Errno.EEXIST);
    }
    place.directory().put(place.name(), node);
  }

  /// Takes a name away.
  static void remove(Process self, String path) {
    FileTree.Place place = place(self, path);
    if (place.node() == null) {
      throw new KernelError(Errno.ENOENT);
    }
    place.directory().remove(place.name());
  }
}
