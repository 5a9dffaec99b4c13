package vethlab.userland.coreutils.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.userland.program.Executable;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// Programs that run another one in their place: `env`, `nohup`, `nice`, `setsid`, `stdbuf`,
/// `sudo`; and `printenv`.
public final class Environment {

  private Environment() {}

  /// Runs the words in place of the caller.
  ///
  /// @return the status if there is no such program
  static int become(Process self, List<String> words) {
    Executable found;
    try {
      found = executable(self, words);
    } catch (KernelError error) {
      ToolFiles.complain(self, "‘" + words.getFirst() + "’: " + error.errno().text());
      return error.errno() == Errno.ENOENT ? 127 : 126;
    }
    throw found.exec(self);
  }

  /// What words would run; a file that does not say what runs it is given to the shell.
  static Executable executable(Process self, List<String> words) {
    try {
      return Executable.named(self, words);
    } catch (KernelError error) {
      if (error.errno() != Errno.ENOEXEC) {
        throw error;
      }
      List<String> longer = new ArrayList<>(words);
      longer.addFirst("/bin/sh");
      return Executable.at(self, "/bin/sh", longer);
    }
  }

  public static int env(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "+iu:0C:S:v",
            "ignore-environment/i",
            "unset=u",
            "null/0",
            "chdir=C",
            "split-string=S",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 125);
    }
    ToolFiles.refuseHelp(self, given);
    List<String> words = new ArrayList<>(given.operands());
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "i" -> self.environment().clear();
        case "u" -> self.environment().remove(option.value());
        case "S" -> words.addAll(0, List.of(option.value().strip().split("\\s+", -1)));
        default -> throw new NotModelled("env -" + option.name());
      }
    }
    if (!words.isEmpty() && words.getFirst().equals("-")) {
      words.removeFirst();
      self.environment().clear();
    }
    while (!words.isEmpty() && words.getFirst().indexOf('=') > 0) {
      String word = words.removeFirst();
      int equals = word.indexOf('=');
      self.environment().put(word.substring(0, equals), word.substring(equals + 1));
    }
    if (words.isEmpty()) {
      try (Output output = Output.of(self)) {
        self.environment().forEach((name, value) -> output.line(name + "=" + value));
      }
      return 0;
    }
    return become(self, words);
  }

  public static int printenv(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "+0", "null/0", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 2);
    }
    ToolFiles.refuseHelp(self, given);
    int status = 0;
    try (Output output = Output.of(self)) {
      if (given.operands().isEmpty()) {
        self.environment().forEach((name, value) -> output.line(name + "=" + value));
      }
      for (String name : given.operands()) {
        String value = self.environment().get(name);
        if (value == null) {
          status = 1;
        } else {
          output.line(value);
        }
      }
    }
    return status;
  }

  /// `sudo`: everybody is root already; the command runs in its place.
  public static int sudo(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "+AbEeHnPSsiklu:g:p:vV",
            "user=u",
            "group=g",
            "preserve-env?E",
            "non-interactive/n",
            "stdin/S",
            "set-home/H",
            "shell/s",
            "login/i",
            "help");
    if (given.problem() != null) {
      ToolFiles.complain(self, given.problem());
      return 1;
    }
    boolean shell = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "A", "E", "H", "n", "P", "S", "k", "p" -> {}
        case "v" -> {
          return 0;
        }
        case "s", "i" -> shell = true;
        case "u", "g" -> {
          if (!option.value().equals("root") && !option.value().equals("#0")) {
            throw new NotModelled("users other than root (sudo -u " + option.value() + ")");
          }
        }
        default -> throw new NotModelled("sudo -" + option.name());
      }
    }
    List<String> words = new ArrayList<>(given.operands());
    while (!words.isEmpty() && words.getFirst().matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
      String word = words.removeFirst();
      int equals = word.indexOf('=');
      self.environment().put(word.substring(0, equals), word.substring(equals + 1));
    }
    if (shell) {
      String command = String.join(" ", words);
      words.clear();
      words.add("/bin/bash");
      if (!command.isEmpty()) {
        words.add("-c");
        words.add(command);
      }
    }
    if (words.isEmpty()) {
      throw new NotModelled("sudo without a command");
    }
    self.environment().putAll(Map.of("USER", "root", "SUDO_USER", "root"));
    Executable found;
    try {
      found = executable(self, words);
    } catch (KernelError error) {
      ToolFiles.complain(self, words.getFirst() + ": command not found");
      return 1;
    }
    throw found.exec(self);
  }

  /// `nice`, `stdbuf`, `ionice` and the like: what they change is not felt here.
  ///
  /// @param letters their options
  public static int transparent(Process self, List<String> arguments, String letters) {
    GetOpt given = GetOpt.parse(arguments, letters, "adjustment=n", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 125);
    }
    ToolFiles.refuseHelp(self, given);
    if (given.operands().isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 125);
    }
    return become(self, given.operands());
  }

  public static int setsid(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "+cfw", "ctty/c", "fork/f", "wait/w", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean fork = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "f" -> fork = true;
        case "w" -> {}
        default -> throw new NotModelled("setsid -" + option.name());
      }
    }
    if (given.operands().isEmpty()) {
      ToolFiles.complain(self, "no command specified");
      return 1;
    }
    if (!fork && self.group() != self.pid()) {
      self.startSession();
      return become(self, given.operands());
    }
    List<String> words = given.operands();
    self.spawn(
        (child, any) -> {
          child.startSession();
          return become(child, words);
        },
        self.arguments());
    return 0;
  }

  public static int nohup(Process self, List<String> arguments) {
    if (arguments.isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 125);
    }
    if (Output.isTerminal(self, 1) || Output.isTerminal(self, 0)) {
      throw new NotModelled("nohup on a terminal");
    }
    self.onSignal(vethlab.simulator.process.Signal.SIGHUP, Process.IGNORE);
    Executable found;
    try {
      found = executable(self, arguments);
    } catch (KernelError error) {
      ToolFiles.complain(
          self, "failed to run command '" + arguments.getFirst() + "': " + error.errno().text());
      return error.errno() == Errno.ENOENT ? 127 : 126;
    }
    throw found.exec(self);
  }
}
