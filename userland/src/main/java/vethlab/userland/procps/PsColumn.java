package vethlab.userland.procps;

import java.util.List;
import java.util.function.Function;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;

/// A column of `ps` (`format_array` of procps).
enum PsColumn {
  PID("PID", 5, true, List.of("pid", "tgid"), process -> Integer.toString(process.pid())),
  PPID("PPID", 5, true, List.of("ppid"), process -> Integer.toString(process.parent())),
  PGID("PGID", 5, true, List.of("pgid", "pgrp"), process -> Integer.toString(process.group())),
  SID("SID", 5, true, List.of("sid", "sess", "session"), p -> Integer.toString(p.session())),
  TTY("TT", 8, false, List.of("tty", "tname", "tt"), PsColumn::terminal),
  TIME("TIME", 8, true, List.of("time", "cputime"), process -> "00:00:00"),
  STATE("S", 1, false, List.of("s", "state"), p -> Character.toString(p.state().letter())),
  STAT("STAT", 4, false, List.of("stat"), PsColumn::state),
  NETNS("NETNS", 10, true, List.of("netns"), p -> Long.toString(p.network().inode())),
  UTSNS("UTSNS", 10, true, List.of("utsns"), p -> Long.toString(p.uts().inode())),
  COMM("COMMAND", 15, false, List.of("comm", "ucmd", "ucomm"), Process::command),
  ARGS("COMMAND", 27, false, List.of("args", "command"), PsColumn::words),
  CMD("CMD", 27, false, List.of("cmd"), PsColumn::words);

  private final String title;
  private final int width;
  private final boolean right;

  @SuppressWarnings("ImmutableEnumChecker") // a list of strings
  private final List<String> names;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Function<Process, String> value;

  /// A column under a title of its own.
  record Titled(PsColumn column, String title) {}

  PsColumn(
      String title, int width, boolean right, List<String> names, Function<Process, String> value) {
    this.title = title;
    this.width = width;
    this.right = right;
    this.names = names;
    this.value = value;
  }

  Titled titled() {
    return new Titled(this, title);
  }

  Titled titled(String other) {
    return new Titled(this, other);
  }

  /// The column of `-o`: its name, with another title behind `=`.
  static Titled named(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    for (PsColumn column : values()) {
      if (column.names.contains(name)) {
        return equals < 0 ? column.titled() : column.titled(text.substring(equals + 1));
      }
    }
    throw new NotModelled("ps -o " + name);
  }

  String value(Process process) {
    return value.apply(process);
  }

  String pad(String text, boolean last) {
    int missing = width - text.length();
    if (missing <= 0 || (last && !right)) {
      return text;
    }
    String blanks = " ".repeat(missing);
    return right ? blanks + text : text + blanks;
  }

  private static String terminal(Process process) {
    Terminal terminal = process.terminal();
    return terminal == null ? "?" : terminal.name().replaceFirst("^/dev/", "");
  }

  /// The state, whether it leads its session, and whether its terminal listens to it.
  private static String state(Process process) {
    Terminal terminal = process.terminal();
    return process.state().letter()
        + (process.session() == process.pid() ? "s" : "")
        + (terminal != null && terminal.foregroundGroup() == process.group() ? "+" : "");
  }

  private static String words(Process process) {
    return process.isAlive()
        ? String.join(" ", process.arguments())
        : "[" + process.command() + "] <defunct>";
  }
}
