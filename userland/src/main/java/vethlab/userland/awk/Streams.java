package vethlab.userland.awk;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Pipe;
import vethlab.simulator.process.Process;
import vethlab.userland.program.Called;
import vethlab.userland.program.Executable;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// The files and commands that a program writes to and reads from.
final class Streams {

  private static final int COST_OF_CHILD = 25;

  private final Process self;
  private final Output output;
  private final Map<String, Written> written = new LinkedHashMap<>();
  private final Map<String, Read> read = new LinkedHashMap<>();

  /// One that is written to, with the command's process or 0.
  private record Written(int descriptor, int pid, Output output) {}

  /// One that is read from, with the command's process or 0.
  private record Read(int descriptor, int pid, LineInput input) {}

  Streams(Process self) {
    this.self = self;
    this.output = Output.of(self);
  }

  Output standard() {
    return output;
  }

  /// Where `print` writes.
  ///
  /// @param to `>`, `>>`, `|` or empty
  Output output(String to, String name) {
    boolean standard = !to.equals("|") && (name.equals("/dev/stdout") || name.equals("-"));
    if (to.isEmpty() || standard) {
      return output;
    }
    Written known = written.get(name);
    if (known == null) {
      known = to.equals("|") ? openCommand(name) : openFile(to, name);
      written.put(name, known);
    }
    return known.output;
  }

  private Written openCommand(String command) {
    flush();
    Pipe pipe = new Pipe();
    int descriptor = self.files().add(3, pipe.openWriter());
    int pid = start(command, 0, pipe.openReader(), descriptor);
    return new Written(descriptor, pid, Output.of(self, descriptor));
  }

  private Written openFile(String to, String name) {
    if (name.equals("/dev/stderr")) {
      return new Written(2, 0, Output.of(self, 2));
    }
    try {
      int descriptor = ToolFiles.create(self, name, to.equals(">>"));
      return new Written(descriptor, 0, Output.of(self, descriptor));
    } catch (KernelError error) {
      throw new AwkFault("cannot open \"" + name + "\" for output");
    }
  }

  /// Where `getline` reads; null if it cannot be opened.
  @Nullable LineInput input(Expression.Getline.From from, String name) {
    Read known = read.get(name);
    if (known != null) {
      return known.input;
    }
    int descriptor;
    int pid = 0;
    if (from == Expression.Getline.From.COMMAND) {
      flush();
      Pipe pipe = new Pipe();
      descriptor = self.files().add(3, pipe.openReader());
      pid = start(name, 1, pipe.openWriter(), descriptor);
    } else {
      try {
        descriptor = ToolFiles.open(self, name);
      } catch (KernelError error) {
        return null;
      }
    }
    LineInput input = new LineInput(self, descriptor, StandardCharsets.ISO_8859_1);
    read.put(name, new Read(descriptor, pid, input));
    return input;
  }

  /// Starts a command with one of its descriptors on a pipe.
  private int start(String command, int number, FileDescription end, int ours) {
    return start(
        command,
        child -> {
          child.files().close(ours);
          child.files().set(number, end);
        });
  }

  private int start(String command, Consumer<Process> prepare) {
    String text = new String(command.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    List<String> words = List.of("sh", "-c", text);
    Executable shell = Executable.at(self, "/bin/sh", words);
    self.table().countCommands(COST_OF_CHILD);
    Process child =
        self.spawn(
            (inner, any) -> {
              throw shell.exec(inner);
            },
            words,
            prepare);
    return child.pid();
  }

  /// `system`.
  int system(String command) {
    flush();
    return waitFor(start(command, child -> {}));
  }

  private int waitFor(int pid) {
    while (true) {
      Process.ChildChange change = self.waitFor(pid, false);
      if (change != null) {
        return change.status().shellStatus();
      }
    }
  }

  void flush() {
    output.flush();
    written.values().forEach(each -> each.output.flush());
  }

  /// `close`: the command's status, or -1 if nothing is open under that name.
  int close(String name) {
    int status = -1;
    Written out = written.remove(name);
    if (out != null) {
      status = close(out);
    }
    Read in = read.remove(name);
    if (in != null) {
      ToolFiles.close(self, in.descriptor);
      status = in.pid == 0 ? 0 : waitFor(in.pid);
    }
    return status;
  }

  private int close(Written out) {
    out.output.flush();
    if (out.descriptor > 2) {
      self.files().close(out.descriptor);
    }
    return out.pid == 0 ? 0 : waitFor(out.pid);
  }

  void closeAll() {
    flush();
    written.values().forEach(this::close);
    for (String name : List.copyOf(read.keySet())) {
      close(name);
    }
  }

  /// Says something on standard error; what is held back for standard output comes later.
  void complain(String message) {
    self.complain(Called.shortly(self) + ": " + message);
  }
}
