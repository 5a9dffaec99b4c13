package vethlab.userland.shell.builtin.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Signal;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.job.Job;
import vethlab.userland.shell.job.JobTable;
import vethlab.userland.shell.job.JobText;

/// `jobs`, `fg`, `bg`, `disown`.
public final class JobBuiltins {

  private JobBuiltins() {}

  /// The job that a word means; tells the user if there is none.
  static @Nullable Job find(Shell shell, String name, String text) {
    if (text.matches("[0-9]{1,9}")) {
      Job job = shell.jobs().ofProcess(Integer.parseInt(text));
      if (job != null) {
        return job;
      }
    }
    return switch (shell.jobs().specified(text)) {
      case JobTable.Specified.One(Job job) -> job;
      case JobTable.Specified.None none -> {
        shell.complain(name + ": " + text + ": no such job");
        yield null;
      }
      case JobTable.Specified.Ambiguous ambiguous -> {
        shell.complain(name + ": " + text + ": ambiguous job spec");
        yield null;
      }
    };
  }

  public static int jobs(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "jobs", "lnprsx", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.has('x') || parsed.has('n')) {
      throw new NotModelled("jobs -x and -n");
    }
    shell.waiter().poll();
    List<Job> wanted = new ArrayList<>();
    int status = 0;
    if (parsed.rest().isEmpty()) {
      wanted.addAll(shell.jobs().all());
    }
    for (String text : parsed.rest()) {
      Job job = find(shell, "jobs", text);
      if (job == null) {
        status = 1;
      } else {
        wanted.add(job);
      }
    }
    for (Job job : wanted) {
      boolean shown =
          (!parsed.has('r') || job.state() == Job.State.RUNNING)
              && (!parsed.has('s') || job.state() == Job.State.STOPPED);
      if (!shown || job.isForeground() || (job.isNotified() && job.state() == Job.State.DEAD)) {
        continue;
      }
      String line =
          parsed.has('p')
              ? Integer.toString(job.members().getFirst().pid())
              : parsed.has('l')
                  ? JobText.longLines(shell.jobs(), job)
                  : JobText.line(shell.jobs(), job);
      shell.print("jobs", line + "\n");
      if (!parsed.has('p')) {
        job.setNotified(true);
      }
    }
    return status;
  }

  public static int foreground(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "fg", "", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (!shell.hasJobControl()) {
      shell.complain("fg: no job control");
      return 1;
    }
    Job job = jobOrCurrent(shell, "fg", parsed.rest());
    if (job == null) {
      return 1;
    }
    if (job.state() == Job.State.DEAD) {
      shell.complain("fg: job has terminated");
      return 1;
    }
    String moved =
        job.directory().equals(shell.directory()) ? "" : "\t(wd: " + job.directory() + ")";
    shell.print("fg", job.text() + moved + "\n");
    Terminal terminal = shell.process().terminal();
    if (terminal != null) {
      terminal.setForegroundGroup(job.group());
    }
    job.setForeground(true);
    resume(shell, job);
    return shell.waiter().foreground(job);
  }

  private static void resume(Shell shell, Job job) {
    boolean stopped = job.state() == Job.State.STOPPED;
    shell.jobs().resume(job);
    if (stopped) {
      shell.process().table().signalGroup(job.group(), Signal.SIGCONT);
    }
  }

  private static @Nullable Job jobOrCurrent(Shell shell, String name, List<String> words) {
    shell.waiter().poll();
    if (!words.isEmpty()) {
      return find(shell, name, words.getFirst());
    }
    Job job = shell.jobs().current();
    if (job == null) {
      shell.complain(name + ": current: no such job");
    }
    return job;
  }

  public static int background(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "bg", "", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (!shell.hasJobControl()) {
      shell.complain("bg: no job control");
      return 1;
    }
    List<String> words = parsed.rest().isEmpty() ? List.of("") : parsed.rest();
    int status = 0;
    for (String word : words) {
      Job job = jobOrCurrent(shell, "bg", word.isEmpty() ? List.of() : List.of(word));
      if (job == null) {
        status = 1;
        continue;
      }
      if (job.state() == Job.State.DEAD) {
        shell.complain("bg: job has terminated");
        status = 1;
        continue;
      }
      if (job.state() == Job.State.RUNNING) {
        shell.complain("bg: job " + job.number() + " already in background");
        continue;
      }
      char mark = shell.jobs().mark(job);
      shell.print("bg", "[" + job.number() + "]" + mark + " " + job.text() + " &\n");
      job.setForeground(false);
      resume(shell, job);
      shell.jobs().chooseCurrent();
    }
    return status;
  }

  public static int disown(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "disown", "ahr", arguments);
    if (parsed.bad()) {
      return 2;
    }
    List<Job> wanted = new ArrayList<>();
    if (parsed.rest().isEmpty() && (parsed.has('a') || parsed.has('r'))) {
      for (Job job : shell.jobs().all()) {
        if (!parsed.has('r') || job.state() == Job.State.RUNNING) {
          wanted.add(job);
        }
      }
    } else {
      Job job = jobOrCurrent(shell, "disown", parsed.rest());
      if (job == null) {
        return 1;
      }
      wanted.add(job);
    }
    for (Job job : wanted) {
      if (parsed.has('h')) {
        job.disown();
      } else {
        if (job.state() == Job.State.STOPPED && shell.state().subshellLevel() == 0) {
          shell.complain(
              "warning: deleting stopped job "
                  + job.number()
                  + " with process group "
                  + job.group());
        }
        shell.jobs().remove(job);
      }
    }
    return 0;
  }
}
