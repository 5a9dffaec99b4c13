package vethlab.userland.shell.builtin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileTree;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.state.Option;

/// `cd`, `pwd`, `pushd`, `popd`, `dirs`.
final class DirectoryBuiltins {

  private DirectoryBuiltins() {}

  static int cd(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "cd", "LPe@", arguments);
    if (parsed.bad()) {
      return 2;
    }
    List<String> rest = parsed.rest();
    if (rest.size() > 1) {
      shell.complain("cd: too many arguments");
      return 1;
    }
    String target;
    boolean shown = false;
    if (rest.isEmpty()) {
      target = shell.variables().text("HOME");
      if (target == null) {
        shell.complain("cd: HOME not set");
        return 1;
      }
    } else if (rest.getFirst().equals("-")) {
      target = shell.variables().text("OLDPWD");
      if (target == null) {
        shell.complain("cd: OLDPWD not set");
        return 1;
      }
      shown = true;
    } else {
      target = rest.getFirst();
    }
    boolean physical = parsed.has('P') || (shell.options().is(Option.PHYSICAL) && !parsed.has('L'));
    String found = target.isEmpty() ? shell.process().directory() : inPath(shell, target);
    if (!found.equals(target) && !target.isEmpty()) {
      shown = true;
    }
    Errno problem = change(shell, found, physical);
    if (problem != null) {
      shell.complain("cd: " + target + ": " + problem.text());
      return shell.isPlain() ? 2 : 1;
    }
    return shown ? shell.print("cd", shell.directory() + "\n") : 0;
  }

  /// The directory that CDPATH has for a name.
  private static String inPath(Shell shell, String target) {
    String path = shell.variables().text("CDPATH");
    if (path == null || target.startsWith("/") || target.startsWith(".")) {
      return target;
    }
    for (String directory : path.split(":", -1)) {
      if (directory.isEmpty()) {
        continue;
      }
      String candidate = directory + "/" + target;
      try {
        Process process = shell.process();
        if (process.table().files().find(process, process.directory(), candidate)
            instanceof Node.Directory) {
          return candidate;
        }
      } catch (KernelError error) {
        // the next one
      }
    }
    return target;
  }

  /// Changes the working directory and PWD.
  ///
  /// @return why not, or null
  private static @Nullable Errno change(Shell shell, String target, boolean physical) {
    Process process = shell.process();
    String logical = logical(shell.directory(), target);
    FileTree.Place place;
    try {
      place =
          process
              .table()
              .files()
              .walk(process, process.directory(), physical ? target : logical, true);
    } catch (KernelError error) {
      return error.errno();
    }
    if (place.node() == null) {
      return Errno.ENOENT;
    }
    if (!(place.node() instanceof Node.Directory)) {
      return Errno.ENOTDIR;
    }
    String old = shell.directory();
    process.setDirectory(place.path());
    shell.setDirectory(physical ? place.path() : logical);
    shell.expander().assigner().assign("OLDPWD", null, old, false);
    shell.expander().assigner().assign("PWD", null, shell.directory(), false);
    return null;
  }

  /// The path with `.` and `..` taken away as text.
  private static String logical(String from, String target) {
    String absolute = target.startsWith("/") ? target : from + "/" + target;
    List<String> names = new ArrayList<>();
    for (String name : absolute.split("/", -1)) {
      switch (name) {
        case "", "." -> {}
        case ".." -> {
          if (!names.isEmpty()) {
            names.removeLast();
          }
        }
        default -> names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }

  static int pwd(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "pwd", "LP", arguments);
    if (parsed.bad()) {
      return 2;
    }
    String shown = parsed.has('P') ? shell.process().directory() : shell.directory();
    return shell.print("pwd", shown + "\n");
  }

  static int pushd(Shell shell, List<String> arguments) {
    List<String> stack = shell.state().directoryStack();
    if (arguments.size() > 1) {
      shell.complain("pushd: too many arguments");
      return 1;
    }
    String here = shell.directory();
    if (arguments.isEmpty()) {
      if (stack.isEmpty()) {
        shell.complain("pushd: no other directory");
        return 1;
      }
      String there = stack.removeFirst();
      Errno problem = change(shell, there, false);
      if (problem != null) {
        shell.complain("pushd: " + there + ": " + problem.text());
        return 1;
      }
      stack.addFirst(here);
      return dirs(shell, List.of());
    }
    String target = arguments.getFirst();
    if (target.matches("[+-][0-9]+")) {
      return rotate(shell, target);
    }
    Errno problem = change(shell, target, false);
    if (problem != null) {
      shell.complain("pushd: " + target + ": " + problem.text());
      return 1;
    }
    stack.addFirst(here);
    return dirs(shell, List.of());
  }

  private static int rotate(Shell shell, String text) {
    List<String> all = all(shell);
    int count = Integer.parseInt(text.substring(1));
    if (count >= all.size()) {
      shell.complain("pushd: " + text + ": directory stack index out of range");
      return 1;
    }
    int first = text.startsWith("+") ? count : all.size() - 1 - count;
    List<String> turned = new ArrayList<>(all.subList(first, all.size()));
    turned.addAll(all.subList(0, first));
    Errno problem = change(shell, turned.getFirst(), false);
    if (problem != null) {
      shell.complain("pushd: " + turned.getFirst() + ": " + problem.text());
      return 1;
    }
    shell.state().directoryStack().clear();
    shell.state().directoryStack().addAll(turned.subList(1, turned.size()));
    return dirs(shell, List.of());
  }

  static int popd(Shell shell, List<String> arguments) {
    List<String> stack = shell.state().directoryStack();
    if (stack.isEmpty()) {
      shell.complain("popd: directory stack empty");
      return 1;
    }
    if (!arguments.isEmpty()) {
      Usage.print(shell, "popd");
      return 2;
    }
    String there = stack.removeFirst();
    Errno problem = change(shell, there, false);
    if (problem != null) {
      shell.complain("popd: " + there + ": " + problem.text());
      return 1;
    }
    return dirs(shell, List.of());
  }

  private static List<String> all(Shell shell) {
    List<String> all = new ArrayList<>(shell.state().directoryStack());
    all.addFirst(shell.directory());
    return all;
  }

  static int dirs(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "dirs", "clpv", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.has('c')) {
      shell.state().directoryStack().clear();
      return 0;
    }
    String home = shell.variables().text("HOME");
    StringBuilder out = new StringBuilder();
    int number = 0;
    for (String path : all(shell)) {
      String shown = path;
      if (!parsed.has('l') && home != null && home.length() > 1) {
        if (path.equals(home)) {
          shown = "~";
        } else if (path.startsWith(home + "/")) {
          shown = "~" + path.substring(home.length());
        }
      }
      if (parsed.has('v')) {
        out.append(String.format(java.util.Locale.ROOT, "%2d  %s\n", number, shown));
      } else {
        out.append(shown).append(parsed.has('p') ? '\n' : ' ');
      }
      number++;
    }
    if (!parsed.has('v') && !parsed.has('p')) {
      out.setCharAt(out.length() - 1, '\n');
    }
    return shell.print("dirs", out.toString());
  }
}
