package vethlab.simulator.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// All files of a machine, from `/` down, and the walk along a path (`fs/namei.c`).
///
/// Nothing in it is a file of the machine that runs this program.
public final class FileTree implements Forkable {

  private static final int MOST_LINKS = 40;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 4096;

  private final Node.Directory root;

  public FileTree(Node.Directory root) {
    this.root = root;
  }

  private FileTree(FileTree original, Fork fork) {
    fork.enter(original, this);
    this.root = fork.of(original.root);
  }

  @Override
  public FileTree fork(Fork fork) {
    return new FileTree(this, fork);
  }

  public Node.Directory root() {
    return root;
  }

  /// What a path leads to, links followed; null if its last name is not there.
  ///
  /// @param from the absolute path that a relative one starts at
  /// @throws KernelError ENOENT or ENOTDIR on the way, ELOOP, ENAMETOOLONG
  public @Nullable Node find(FileViewer viewer, String from, String path) {
    return walk(viewer, from, path, true).node();
  }

  /// As [#find], but a link in the last place is not followed.
  public @Nullable Node findLink(FileViewer viewer, String from, String path) {
    return walk(viewer, from, path, false).node();
  }

  /// The directory in which the last name of `path` stands, that name, and what it leads to.
  public record Place(Node.Directory directory, String name, @Nullable Node node, String path) {}

  /// Walks along a path.
  ///
  /// @throws KernelError as [#find]
  public Place walk(FileViewer viewer, String from, String path, boolean followLast) {
    if (path.isEmpty()) {
      throw new KernelError(Errno.ENOENT);
    }
    if (path.length() > LONGEST_PATH) {
      throw new KernelError(Errno.ENAMETOOLONG);
    }
    String absolute = path.startsWith("/") ? path : from + "/" + path;
    List<String> todo = new ArrayList<>(names(absolute));
    List<Node.Directory> above = new ArrayList<>(List.of(root));
    List<String> done = new ArrayList<>();
    int links = 0;
    while (!todo.isEmpty()) {
      String name = todo.removeFirst();
      if (name.length() > LONGEST_NAME) {
        throw new KernelError(Errno.ENAMETOOLONG);
      }
      Node.Directory here = above.getLast();
      if (name.equals("..")) {
        if (!done.isEmpty()) {
          done.removeLast();
          above.removeLast();
        }
        continue;
      }
      Node node = here.find(viewer, name);
      boolean last = todo.isEmpty();
      if (node instanceof Node.Symlink link && (!last || followLast)) {
        if (++links > MOST_LINKS) {
          throw new KernelError(Errno.ELOOP);
        }
        Node beyond = link.jump(viewer);
        if (beyond == null) {
          String target = link.target(viewer);
          if (target.startsWith("/")) {
            above.subList(1, above.size()).clear();
            done.clear();
          }
          todo.addAll(0, names(target));
          continue;
        }
        node = beyond;
      }
      if (last) {
        if (path.endsWith("/") && node != null && !(node instanceof Node.Directory)) {
          throw new KernelError(Errno.ENOTDIR);
        }
        done.add(name);
        return new Place(here, name, node, "/" + String.join("/", done));
      }
      if (node == null) {
        throw new KernelError(Errno.ENOENT);
      }
      if (!(node instanceof Node.Directory directory)) {
        throw new KernelError(Errno.ENOTDIR);
      }
      done.add(name);
      above.add(directory);
    }
    String name = done.isEmpty() ? "/" : done.getLast();
    Node.Directory parent = above.size() > 1 ? above.get(above.size() - 2) : root;
    return new Place(parent, name, above.getLast(), "/" + String.join("/", done));
  }

  /// Opens what a path leads to, making a regular file if it is not there and is to be written.
  ///
  /// @throws KernelError as [#find]; ENOENT, EISDIR, ENXIO, or what the node says
  public FileDescription open(
      FileViewer viewer, String from, String path, Node.OpenMode how, int modeIfMade) {
    Place place = walk(viewer, from, path, true);
    Node node = place.node();
    if (node == null) {
      if (!how.write()) {
        throw new KernelError(Errno.ENOENT);
      }
      node = new MemoryFile(modeIfMade);
      place.directory().put(place.name(), node);
    }
    if (node instanceof Node.Directory && how.write()) {
      throw new KernelError(Errno.EISDIR);
    }
    if (!(node instanceof Node.Openable openable)) {
      throw new KernelError(node instanceof Node.Directory ? Errno.EISDIR : Errno.ENXIO);
    }
    return openable.open(viewer, how);
  }

  private static List<String> names(String path) {
    return Arrays.stream(path.split("/"))
        .filter(name -> !name.isEmpty() && !name.equals("."))
        .toList();
  }
}
