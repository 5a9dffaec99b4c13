package vethlab.simulator.process;

import org.jspecify.annotations.Nullable;

/// A signal, with its number on x86 and what the shell calls a job that it ended or stopped.
public enum Signal {
  SIGHUP(1, "Hangup", Default.TERMINATE),
  SIGINT(2, "Interrupt", Default.TERMINATE),
  SIGQUIT(3, "Quit", Default.TERMINATE),
  SIGILL(4, "Illegal instruction", Default.TERMINATE),
  SIGTRAP(5, "Trace/breakpoint trap", Default.TERMINATE),
  SIGABRT(6, "Aborted", Default.TERMINATE),
  SIGBUS(7, "Bus error", Default.TERMINATE),
  SIGFPE(8, "Floating point exception", Default.TERMINATE),
  SIGKILL(9, "Killed", Default.TERMINATE),
  SIGUSR1(10, "User defined signal 1", Default.TERMINATE),
  SIGSEGV(11, "Segmentation fault", Default.TERMINATE),
  SIGUSR2(12, "User defined signal 2", Default.TERMINATE),
  SIGPIPE(13, "Broken pipe", Default.TERMINATE),
  SIGALRM(14, "Alarm clock", Default.TERMINATE),
  SIGTERM(15, "Terminated", Default.TERMINATE),
  SIGSTKFLT(16, "Stack fault", Default.TERMINATE),
  SIGCHLD(17, "Child status changed", Default.IGNORE),
  SIGCONT(18, "Continued", Default.CONTINUE),
  SIGSTOP(19, "Stopped (signal)", Default.STOP),
  SIGTSTP(20, "Stopped", Default.STOP),
  SIGTTIN(21, "Stopped (tty input)", Default.STOP),
  SIGTTOU(22, "Stopped (tty output)", Default.STOP),
  SIGURG(23, "Urgent I/O condition", Default.IGNORE),
  SIGXCPU(24, "CPU time limit exceeded", Default.TERMINATE),
  SIGXFSZ(25, "File size limit exceeded", Default.TERMINATE),
  SIGVTALRM(26, "Virtual timer expired", Default.TERMINATE),
  SIGPROF(27, "Profiling timer expired", Default.TERMINATE),
  SIGWINCH(28, "Window changed", Default.IGNORE),
  SIGIO(29, "I/O possible", Default.TERMINATE),
  SIGPWR(30, "Power failure", Default.TERMINATE),
  SIGSYS(31, "Bad system call", Default.TERMINATE);

  /// What it does to a process that has not said otherwise (signal(7)).
  public enum Default {
    TERMINATE,
    IGNORE,
    STOP,
    CONTINUE
  }

  private final int number;
  private final String text;
  private final Default byDefault;

  Signal(int number, String text, Default byDefault) {
    this.number = number;
    this.text = text;
    this.byDefault = byDefault;
  }

  public int number() {
    return number;
  }

  /// What `strsignal` and bash's job notices say.
  public String text() {
    return text;
  }

  public Default byDefault() {
    return byDefault;
  }

  /// The name without SIG, as `kill -l` prints it.
  public String shortName() {
    return name().substring(3);
  }

  /// The signal of a number, or null.
  public static @Nullable Signal ofNumber(int number) {
    return number >= 1 && number <= values().length ? values()[number - 1] : null;
  }

  /// The signal of a name with or without SIG, in any case, or null.
  public static @Nullable Signal ofName(String name) {
    String upper = name.toUpperCase(java.util.Locale.ROOT);
    for (Signal signal : values()) {
      if (signal.name().equals(upper) || signal.shortName().equals(upper)) {
        return signal;
      }
    }
    return null;
  }
}
