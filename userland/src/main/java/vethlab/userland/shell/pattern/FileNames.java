package vethlab.userland.shell.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;

/// Finds the files whose names match a pattern (pathname expansion).
public final class FileNames {

  /// How names are matched: the switches of `shopt`.
  public record How(boolean extended, boolean dotFiles, boolean ignoreCase, boolean globStar) {}

  private final Process process;
  private final How how;

  public FileNames(Process process, How how) {
    this.process = process;
    this.how = how;
  }

  /// The paths that match, sorted; none if there are none.
  ///
  /// @param pattern with backslashes before characters that stand for themselves
  public List<String> matching(String pattern) {
    List<String> found = new ArrayList<>();
    int start = 0;
    while (start < pattern.length() && pattern.charAt(start) == '/') {
      start++;
    }
    walk(pattern.substring(0, start), pattern.substring(start), found);
    return List.copyOf(new TreeSet<>(found));
  }

  /// @param done the path so far: empty, or ending in a slash
  private void walk(String done, String rest, List<String> found) {
    int slash = rest.indexOf('/');
    String part = slash < 0 ? rest : rest.substring(0, slash);
    int after = slash;
    while (after >= 0 && after < rest.length() && rest.charAt(after) == '/') {
      after++;
    }
    String slashes = slash < 0 ? "" : rest.substring(slash, after);
    String beyond = slash < 0 ? "" : rest.substring(after);
    if (how.globStar && part.equals("**")) {
      deep(done, slashes, beyond, found);
      return;
    }
    if (!Pattern.isSpecial(part, how.extended)) {
      step(done + Pattern.unquote(part), slashes, beyond, found);
      return;
    }
    Node.Directory directory = directory(done);
    if (directory == null) {
      return;
    }
    Pattern pattern = Pattern.compile(part, how.extended, how.ignoreCase);
    boolean dots = how.dotFiles || part.startsWith(".") || part.startsWith("\\.");
    for (String name : directory.names(process)) {
      if ((!name.startsWith(".") || dots) && pattern.matches(name)) {
        step(done + name, slashes, beyond, found);
      }
    }
  }

  private void step(String path, String slashes, String beyond, List<String> found) {
    if (slashes.isEmpty()) {
      if (find(path) != null) {
        found.add(path);
      }
    } else if (find(path) instanceof Node.Directory) {
      if (beyond.isEmpty()) {
        found.add(path + slashes);
      } else {
        walk(path + slashes, beyond, found);
      }
    }
  }

  /// `**`: all files below, or all directories if more follows.
  private void deep(String done, String slashes, String beyond, List<String> found) {
    if (!slashes.isEmpty()) {
      walk(done, beyond, found);
    }
    Node.Directory directory = directory(done);
    if (directory == null) {
      return;
    }
    for (String name : directory.names(process)) {
      if (name.startsWith(".") && !how.dotFiles) {
        continue;
      }
      boolean below = findLink(done + name) instanceof Node.Directory;
      if (slashes.isEmpty()) {
        found.add(done + name);
      }
      if (below) {
        deep(done + name + "/", slashes, beyond, found);
      }
    }
  }

  private Node.@Nullable Directory directory(String path) {
    return find(path.isEmpty() ? "." : path) instanceof Node.Directory directory ? directory : null;
  }

  private @Nullable Node find(String path) {
    try {
      return process.table().files().find(process, process.directory(), path);
    } catch (KernelError error) {
      return null;
    }
  }

  private @Nullable Node findLink(String path) {
    try {
      return process.table().files().findLink(process, process.directory(), path);
    } catch (KernelError error) {
      return null;
    }
  }
}
