package vethlab.userland.procps;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.WholeFile;

/// `sysctl`: reads and writes kernel settings by the files under `/proc/sys` (`sysctl.c`).
public final class Sysctl implements Program {

  private static final String ROOT = "/proc/sys/";

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "bneNwfp::qoxaAXr:Vdh",
            "all/a",
            "deprecated/deprecated",
            "dry-run",
            "binary/b",
            "ignore/e",
            "names/N",
            "values/n",
            "load?p",
            "quiet/q",
            "write/w",
            "system",
            "pattern=r",
            "help/h",
            "version/V");
    if (given.problem() != null) {
      self.complain(Called.as(self) + ": " + given.problem());
      throw new NotModelled("the usage text of sysctl");
    }
    try (Output out = Output.of(self)) {
      return new Call(self, out).run(given);
    }
  }

  /// A setting named on the command line or in a file.
  ///
  /// @param ignored whether it matters if it cannot be set (`-NAME=VALUE`)
  private record Assignment(String name, String value, boolean ignored) {}

  /// One call in progress.
  private static final class Call {
    private final Process self;
    private final Output out;
    private final List<String> files = new ArrayList<>();
    private boolean all;
    private boolean ignoreUnknown;
    private boolean write;
    private boolean quiet;
    private boolean load;
    private boolean names = true;
    private boolean values = true;
    private boolean newline = true;
    private boolean dry;
    private @Nullable Pattern pattern;
    private int status;

    Call(Process self, Output out) {
      this.self = self;
      this.out = out;
    }

    int run(GetOpt given) {
      for (GetOpt.Option option : given.options()) {
        if (option.name().equals("V")) {
          out.line("sysctl from procps-ng 4.0.2");
          return 0;
        }
        take(option);
      }
      List<String> operands = given.operands();
      if (load) {
        loadAll(operands);
        return status;
      }
      if (all) {
        if (!operands.isEmpty()) {
          say("too many arguments\nTry `" + Called.as(self) + " --help' for more information.");
          return 1;
        }
        readDirectory("");
        return status;
      }
      if (operands.isEmpty()) {
        if (given.options().isEmpty()) {
          throw new NotModelled("the usage text of sysctl");
        }
        say("no variables specified\nTry `" + Called.as(self) + " --help' for more information.");
        return 1;
      }
      for (String operand : operands) {
        if (!write && !operand.contains("=")) {
          readOne(operand);
        } else if (!assignOnCommandLine(operand)) {
          return 1; // it does not continue, whatever it says
        }
      }
      return status;
    }

    private void take(GetOpt.Option option) {
      switch (option.name()) {
        case "b" -> {
          newline = false;
          names = false;
        }
        case "n" -> names = false;
        case "N" -> values = false;
        case "e" -> ignoreUnknown = true;
        case "w" -> write = true;
        case "q" -> quiet = true;
        case "f", "p" -> {
          load = true;
          if (option.argument() != null) {
            files.add(option.argument());
          }
        }
        case "a", "A", "X" -> all = true;
        case "r" -> {
          try {
            pattern = Pattern.compile(option.value());
          } catch (PatternSyntaxException malformed) {
            throw new NotModelled("the regular expression " + option.value());
          }
        }
        case "dry-run" -> dry = true;
        case "o", "x", "deprecated" -> {}
        case "system" -> throw new NotModelled("sysctl --system");
        default -> throw new NotModelled("the usage text of sysctl");
      }
    }

    private void say(String message) {
      self.complain(Called.as(self) + ": " + message);
    }

    // ---- Reading ----

    private void readOne(String operand) {
      if (operand.isEmpty()) {
        say("\"\" is an unknown key");
        status = 255;
        return;
      }
      String path = path(operand);
      Node node = nodeOf(path);
      if (node instanceof Node.Directory) {
        readDirectory(path + "/");
      } else if (node != null) {
        read(path, node);
      }
    }

    /// The node below `/proc/sys`, or null after complaining that there is none.
    private @Nullable Node nodeOf(String path) {
      Errno why = Errno.ENOENT;
      try {
        Node node = self.table().files().find(self, "/", ROOT + path);
        if (node != null) {
          return node;
        }
      } catch (KernelError error) {
        why = error.errno();
      }
      if (!ignoreUnknown) {
        say("cannot stat " + ROOT + path + ": " + why.text());
        status = 1;
      }
      return null;
    }

    private void readDirectory(String path) {
      Node node = self.table().files().find(self, "/", ROOT + path);
      if (!(node instanceof Node.Directory directory)) {
        return;
      }
      for (String name : directory.names(self)) {
        Node child = directory.find(self, name);
        if (child instanceof Node.Directory) {
          readDirectory(path + name + "/");
        } else if (child != null && (child.mode() & 0444) != 0 && !isDeprecated(path + name)) {
          read(path + name, child);
        }
      }
    }

    /// Left out of listings (`DEPRECATED` in `sysctl.c`).
    private static boolean isDeprecated(String path) {
      return path.endsWith("/base_reachable_time") || path.endsWith("/retrans_time");
    }

    private void read(String path, Node node) {
      String name = nameOf(path);
      if (pattern != null && !pattern.matcher(name).find()) {
        return;
      }
      if ((node.mode() & 0444) == 0) {
        return;
      }
      if (!values) {
        out.line(name);
        return;
      }
      String text = new String(WholeFile.read(self, ROOT + path), StandardCharsets.UTF_8);
      List<String> lines = text.isEmpty() ? List.of("") : text.lines().toList();
      for (String line : lines) {
        out.print(names ? name + " = " + line : line);
        out.print(newline ? "\n" : "");
      }
    }

    // ---- Writing ----

    /// @return whether it is an assignment at all
    private boolean assignOnCommandLine(String operand) {
      Assignment assignment = parse(operand);
      if (assignment == null) {
        say("command line(0): invalid syntax, continuing...");
        return false;
      }
      assign(assignment);
      return true;
    }

    /// Takes `name = value` apart; null if it is not of that form.
    private static @Nullable Assignment parse(String text) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        return null;
      }
      String name = text.substring(0, equals).strip();
      boolean ignored = name.startsWith("-");
      String value = text.substring(equals + 1).strip();
      return new Assignment(ignored ? name.substring(1) : name, value, ignored);
    }

    private void assign(Assignment assignment) {
      String path = path(assignment.name);
      if (path.isEmpty()) {
        say("Path is not under /proc/sys/: /proc/sys/");
        status = 1;
        return;
      }
      Node node = nodeOf(path);
      if (node == null) {
        return;
      }
      String name = nameOf(path);
      if (node instanceof Node.Directory || (node.mode() & 0222) == 0) {
        say("setting key \"" + name + "\": " + Errno.EINVAL.text());
        return;
      }
      if (!dry && !write(path, name, assignment)) {
        return;
      }
      if (!quiet) {
        String shown = values ? assignment.value : "";
        out.print(!values ? name : names ? name + " = " + shown : shown);
        out.print(newline ? "\n" : "");
      }
    }

    private boolean write(String path, String name, Assignment assignment) {
      FileDescription file =
          self.table().files().open(self, "/", ROOT + path, Node.OpenMode.WRITE, 0);
      int descriptor = self.files().add(3, file);
      try {
        self.write(descriptor, assignment.value + "\n");
        return true;
      } catch (KernelError error) {
        String message = "setting key \"" + name + "\"";
        if (assignment.ignored) {
          say(message + ", ignoring: " + error.errno().text());
        } else {
          say(message + ": " + error.errno().text());
          status = 1;
        }
        return false;
      } finally {
        self.files().close(descriptor);
      }
    }

    private void loadAll(List<String> operands) {
      files.addAll(operands);
      if (files.isEmpty()) {
        files.add("/etc/sysctl.conf");
      }
      List<Assignment> assignments = new ArrayList<>();
      files.forEach(file -> load(file, assignments));
      for (Assignment assignment : assignments) {
        assign(assignment);
      }
    }

    private void load(String file, List<Assignment> assignments) {
      byte[] octets;
      try {
        octets = file.equals("-") ? WholeFile.read(self, 0) : WholeFile.read(self, file);
      } catch (KernelError error) {
        say("cannot open \"" + file + "\": " + error.errno().text());
        status = 1;
        return;
      }
      int number = 0;
      for (String line : new String(octets, StandardCharsets.UTF_8).lines().toList()) {
        number++;
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
          continue;
        }
        Assignment assignment = parse(text);
        if (assignment == null) {
          say(String.format(Locale.ROOT, "%s(%d): invalid syntax, continuing...", file, number));
          status = 1;
        } else {
          assignments.add(assignment);
        }
      }
    }

    // ---- Names ----

    /// The path of a name: the first separator in it decides which of `.` and `/` separates.
    private static String path(String name) {
      int dot = name.indexOf('.');
      int slash = name.indexOf('/');
      if (slash >= 0 && (dot < 0 || slash < dot)) {
        return name;
      }
      return exchange(name);
    }

    private static String nameOf(String path) {
      return exchange(path);
    }

    private static String exchange(String text) {
      StringBuilder other = new StringBuilder(text);
      for (int i = 0; i < other.length(); i++) {
        switch (other.charAt(i)) {
          case '.' -> other.setCharAt(i, '/');
          case '/' -> other.setCharAt(i, '.');
          default -> {}
        }
      }
      return other.toString();
    }
  }
}
