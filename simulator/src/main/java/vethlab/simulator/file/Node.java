package vethlab.simulator.file;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Forkable;

/// Something that a path leads to (`inode`).
public interface Node extends Forkable {

  /// The permission bits, such as 0755.
  int mode();

  /// Names and what they lead to.
  interface Directory extends Node {

    /// What `name` leads to for `viewer`, or null. Never asked for `.` and `..`.
    @Nullable Node find(FileViewer viewer, String name);

    /// All names, in the order of `ls` (sorted by octets).
    ImmutableList<String> names(FileViewer viewer);

    /// Makes `name` lead to `node`.
    ///
    /// @throws vethlab.simulator.errno.KernelError EROFS, EACCES, EPERM or ENOSPC if it may not
    void put(String name, Node node);

    /// Forgets a name.
    ///
    /// @throws vethlab.simulator.errno.KernelError ENOENT, EROFS or EPERM
    void remove(String name);
  }

  /// Another path in its place.
  interface Symlink extends Node {

    String target(FileViewer viewer);

    /// Where it leads whatever its text says, as those in `/proc/PID/ns` and `/proc/PID/fd` do;
    /// null for a link that is followed by its text.
    default @Nullable Node jump(FileViewer viewer) {
      return null;
    }
  }

  /// Something that can be opened.
  interface Openable extends Node {

    /// Opens it.
    ///
    /// @throws vethlab.simulator.errno.KernelError EACCES, EROFS, ENXIO
    FileDescription open(FileViewer viewer, OpenMode how);

    /// Its length in octets, as `ls -l` shows it; 0 for generated files.
    long length(FileViewer viewer);
  }

  /// How a file is opened.
  record OpenMode(boolean read, boolean write, boolean append, boolean truncate) {

    public static final OpenMode READ = new OpenMode(true, false, false, false);
    public static final OpenMode WRITE = new OpenMode(false, true, false, true);
    public static final OpenMode APPEND = new OpenMode(false, true, true, false);
    public static final OpenMode READ_WRITE = new OpenMode(true, true, false, false);
  }
}
