package vethlab.userland.shell.builtin;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Set;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.shell.builtin.job.JobBuiltins;
import vethlab.userland.shell.builtin.job.KillBuiltin;
import vethlab.userland.shell.builtin.job.TrapBuiltin;
import vethlab.userland.shell.builtin.job.WaitBuiltin;
import vethlab.userland.shell.builtin.variable.Declare;
import vethlab.userland.shell.builtin.variable.GetOpts;
import vethlab.userland.shell.builtin.variable.MapFile;
import vethlab.userland.shell.builtin.variable.Read;
import vethlab.userland.shell.builtin.variable.SetBuiltin;
import vethlab.userland.shell.builtin.variable.Unset;
import vethlab.userland.shell.execution.Builtin;

/// All builtins by name; those of bash that are not carried out are refused.
public final class Builtins {

  public static final ImmutableMap<String, Builtin> ALL = all();

  /// Those that dash has.
  public static final ImmutableMap<String, Builtin> OF_DASH = ofDash();

  private Builtins() {}

  private static ImmutableMap<String, Builtin> ofDash() {
    Set<String> names =
        Set.of(
            ".",
            ":",
            "[",
            "alias",
            "bg",
            "break",
            "cd",
            "command",
            "continue",
            "echo",
            "eval",
            "exec",
            "exit",
            "export",
            "false",
            "fg",
            "getopts",
            "hash",
            "jobs",
            "kill",
            "local",
            "printf",
            "pwd",
            "read",
            "readonly",
            "return",
            "set",
            "shift",
            "test",
            "times",
            "trap",
            "true",
            "type",
            "ulimit",
            "umask",
            "unalias",
            "unset",
            "wait");
    ImmutableMap.Builder<String, Builtin> kept = ImmutableMap.builder();
    ALL.forEach((name, builtin) -> {
      if (names.contains(name)) {
        kept.put(name, builtin);
      }
    });
    return kept.buildOrThrow();
  }

  private static ImmutableMap<String, Builtin> all() {
    ImmutableMap.Builder<String, Builtin> all = ImmutableMap.builder();
    all.put(":", (shell, arguments) -> 0);
    all.put("true", (shell, arguments) -> 0);
    all.put("false", (shell, arguments) -> 1);
    all.put("break", (shell, arguments) -> ControlBuiltins.jump(shell, arguments, false));
    all.put("continue", (shell, arguments) -> ControlBuiltins.jump(shell, arguments, true));
    all.put("return", ControlBuiltins::goBack);
    all.put("exit", ControlBuiltins::exit);
    all.put("eval", EvaluationBuiltins::eval);
    all.put(".", (shell, arguments) -> EvaluationBuiltins.source(shell, ".", arguments));
    all.put("source", (shell, arguments) -> EvaluationBuiltins.source(shell, "source", arguments));
    all.put("exec", EvaluationBuiltins::exec);
    all.put("builtin", EvaluationBuiltins::builtin);
    all.put("let", EvaluationBuiltins::let);
    all.put("echo", OutputBuiltins::echo);
    all.put("printf", OutputBuiltins::printf);
    all.put("test", (shell, arguments) -> TestBuiltins.test(shell, "test", arguments));
    all.put("[", TestBuiltins::bracket);
    all.put("cd", DirectoryBuiltins::cd);
    all.put("pwd", DirectoryBuiltins::pwd);
    all.put("pushd", DirectoryBuiltins::pushd);
    all.put("popd", DirectoryBuiltins::popd);
    all.put("dirs", DirectoryBuiltins::dirs);
    all.put("type", NameBuiltins::type);
    all.put("command", NameBuiltins::command);
    all.put("hash", NameBuiltins::hash);
    all.put("alias", NameBuiltins::alias);
    all.put("unalias", NameBuiltins::unalias);
    all.put("umask", LimitBuiltins::umask);
    all.put("ulimit", LimitBuiltins::ulimit);
    all.put("times", (shell, arguments) -> LimitBuiltins.times(shell));
    all.put("declare", new Declare(Declare.Kind.DECLARE));
    all.put("typeset", new Declare(Declare.Kind.TYPESET));
    all.put("local", new Declare(Declare.Kind.LOCAL));
    all.put("export", new Declare(Declare.Kind.EXPORT));
    all.put("readonly", new Declare(Declare.Kind.READONLY));
    all.put("unset", Unset::run);
    all.put("set", SetBuiltin::set);
    all.put("shopt", SetBuiltin::shopt);
    all.put("shift", SetBuiltin::shift);
    all.put("read", Read::run);
    all.put("mapfile", (shell, arguments) -> MapFile.run(shell, "mapfile", arguments));
    all.put("readarray", (shell, arguments) -> MapFile.run(shell, "readarray", arguments));
    all.put("getopts", GetOpts::run);
    all.put("jobs", JobBuiltins::jobs);
    all.put("fg", JobBuiltins::foreground);
    all.put("bg", JobBuiltins::background);
    all.put("disown", JobBuiltins::disown);
    all.put("wait", WaitBuiltin::run);
    all.put("kill", KillBuiltin::run);
    all.put("trap", TrapBuiltin::run);
    for (String name :
        List.of(
            "bind",
            "caller",
            "compgen",
            "complete",
            "compopt",
            "enable",
            "fc",
            "help",
            "history",
            "logout",
            "suspend")) {
      all.put(
          name,
          (shell, arguments) -> {
            throw new NotModelled("the shell's " + name);
          });
    }
    return all.buildOrThrow();
  }
}
