package vethlab.userland.shell.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.Executable;

/// A program about to take the place of a shell's child: redirections are made, the file is found,
/// and what goes wrong is said in bash's words.
///
/// @param dialect the shell that says so
/// @param prefix what stands before messages
/// @param environment the variables that the program gets
/// @param hashed paths that the shell found before; it learns from this one
record External(
    Dialect dialect,
    String prefix,
    List<String> words,
    Map<String, String> environment,
    List<Redirect> redirects,
    Map<String, String> hashed)
    implements Program {

  private static final String SHELL = "/bin/bash";

  @Override
  public int run(Process self, List<String> arguments) {
    try {
      Redirector.applyForGood(self, redirects);
    } catch (RedirectionFault fault) {
      say(self, fault.message(dialect));
      return dialect.statusOfRedirection();
    }
    self.spend(Executable.START);
    self.environment().clear();
    self.environment().putAll(environment);
    return find(
        self,
        words,
        execution -> {
          throw self.exec(execution.program(), execution.words());
        });
  }

  /// Replaces the shell itself; only if that is impossible does it return.
  ///
  /// @param calledAs the name that the program is called by
  int replace(Shell shell, String calledAs) {
    Process self = shell.process();
    List<String> called = new ArrayList<>(words);
    called.set(0, calledAs);
    if (!words.getFirst().contains("/") && search(self, words.getFirst()) == null) {
      complain(self, "exec: " + words.getFirst() + ": not found");
      return 127;
    }
    return find(
        self,
        words,
        execution -> {
          self.spend(Executable.START);
          self.environment().clear();
          self.environment().putAll(environment);
          List<String> given =
              execution.words().equals(words) ? called : List.copyOf(execution.words());
          throw self.exec(execution.program(), given);
        });
  }

  /// What is done with a program that was found.
  private interface Found {

    int with(Executable execution);
  }

  private int find(Process self, List<String> given, Found found) {
    String name = given.getFirst();
    String path = name.contains("/") ? name : search(self, name);
    if (path == null) {
      complain(self, name + ": command not found");
      return 127;
    }
    Executable executable;
    try {
      executable = Executable.at(self, path, given);
    } catch (KernelError error) {
      if (error.errno() == Errno.ENOEXEC) {
        executable = Executable.at(self, SHELL, scriptWords(path, given));
      } else {
        return refused(self, path, error.errno());
      }
    }
    return found.with(executable);
  }

  /// A script without a first line that says what runs it is run by the shell.
  private static List<String> scriptWords(String path, List<String> given) {
    List<String> longer = new ArrayList<>();
    longer.add(SHELL);
    longer.add(path);
    longer.addAll(given.subList(1, given.size()));
    return longer;
  }

  private int refused(Process self, String path, Errno errno) {
    if (dialect == Dialect.DASH) {
      say(self, path + ": " + (errno == Errno.ENOENT ? "not found" : errno.text()));
      return errno == Errno.ENOENT ? 127 : 126;
    }
    if (node(self, path) instanceof Node.Directory) {
      complain(self, path + ": " + Errno.EISDIR.text());
      return 126;
    }
    if (errno == Errno.ENOENT && node(self, path) != null) {
      complain(self, path + ": cannot execute: required file not found");
      return 127;
    }
    complain(self, path + ": " + errno.text());
    return errno == Errno.ENOENT ? 127 : 126;
  }

  private @Nullable String search(Process self, String name) {
    String known = hashed.get(name);
    if (known != null && node(self, known) != null) {
      return known;
    }
    String path = PathSearch.find(self, environment.get("PATH"), name);
    if (path != null && path.startsWith("/")) {
      hashed.put(name, path);
    }
    return path;
  }

  private static @Nullable Node node(Process self, String path) {
    try {
      return self.table().files().find(self, self.directory(), path);
    } catch (KernelError error) {
      return null;
    }
  }

  private void complain(Process self, String message) {
    say(self, dialect.message(message));
  }

  private void say(Process self, String message) {
    try {
      self.complain(prefix + message);
    } catch (KernelError error) {
      // there is nobody to tell
    }
  }
}
