package vethlab.userland.shell.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.simulator.process.WaitStatus;
import vethlab.userland.shell.job.Job;
import vethlab.userland.shell.job.JobText;
import vethlab.userland.shell.state.Option;

/// Waits for a shell's children, and tells the user what became of them.
public final class Waiter {

  private final Shell shell;
  private boolean changed;

  Waiter(Shell shell) {
    this.shell = shell;
    shell.process().childChanges().add(() -> changed = true);
  }

  /// Notes what became of children since the last time, without waiting.
  public void poll() {
    changed = false;
    while (true) {
      Process.ChildChange change;
      try {
        change = shell.process().poll(-1, true);
      } catch (KernelError noChildren) {
        return;
      }
      if (change == null) {
        return;
      }
      shell.jobs().update(change.pid(), change.status());
    }
  }

  /// As [#poll], if anything became of any.
  void pollIfChanged() {
    if (changed) {
      poll();
    }
  }

  /// Waits until something becomes of a child.
  ///
  /// @return false if there is none, or if a signal came that has a trap
  private boolean next() {
    try {
      Process.ChildChange change = shell.process().waitFor(-1, true);
      if (change != null) {
        shell.jobs().update(change.pid(), change.status());
      }
      return true;
    } catch (KernelError noChildren) {
      return false;
    }
  }

  /// Waits for a job in the foreground until it ends or stops.
  ///
  /// @return its status
  public int foreground(Job job) {
    while (job.state() == Job.State.RUNNING && next()) {
      // signals with traps wait until the job is done
    }
    takeTerminalBack();
    int status = statusOf(job);
    if (!shell.settings().interactive()) {
      job.setNotified(true);
      notifyAndCleanUp();
    }
    if (job.state() == Job.State.STOPPED) {
      job.setForeground(false);
      return status;
    }
    tellOfForeground(job);
    shell.jobs().remove(job);
    for (Job.Member member : job.members()) {
      shell.jobs().forgetPast(member.pid());
    }
    if (shell.settings().interactive()
        && job.status() instanceof WaitStatus.Signalled(Signal signal)
        && signal == Signal.SIGINT
        && shell.state().subshellLevel() == 0) {
      shell.write(2, "\n");
      shell.setStatus(status);
      throw new Interrupted();
    }
    return status;
  }

  private void takeTerminalBack() {
    Terminal terminal = shell.process().terminal();
    if (shell.hasJobControl() && terminal != null) {
      terminal.setForegroundGroup(shell.process().group());
    }
  }

  private int statusOf(Job job) {
    return shell.options().is(Option.PIPEFAIL) ? job.worstStatus() : job.status().shellStatus();
  }

  /// Says that a signal ended a job in the foreground.
  private void tellOfForeground(Job job) {
    if (!(job.status() instanceof WaitStatus.Signalled(Signal signal))
        || signal == Signal.SIGINT
        || signal == Signal.SIGPIPE) {
      return;
    }
    if (shell.settings().interactive()) {
      if (shell.state().subshellLevel() == 0) {
        shell.write(2, signal.text() + "\n");
      }
    } else if (signal == Signal.SIGTERM || !isUntrapped(signal)) {
      shell.write(2, signal.text() + "\n");
    } else {
      shell.complain(JobText.shortNotice(job));
    }
  }

  private boolean isUntrapped(Signal signal) {
    return shell.state().traps().get(signal.name()) == null;
  }

  /// Waits for a child that is no job.
  ///
  /// @return its status
  int child(int pid) {
    while (true) {
      Process.ChildChange change;
      try {
        change = shell.process().waitFor(pid, false);
      } catch (KernelError gone) {
        return 127;
      }
      if (change != null) {
        return change.status().shellStatus();
      }
    }
  }

  /// Waits for a job in the background, as `wait` does.
  ///
  /// @return its status, or null if a signal with a trap came first
  public @Nullable Integer background(Job job) {
    poll();
    while (job.state() == Job.State.RUNNING) {
      if (!next()) {
        break;
      }
      shell.clearedByInterrupt();
      if (shell.hasPendingTrap()) {
        return null;
      }
    }
    return statusOf(job);
  }

  /// Waits until one of these jobs has ended.
  ///
  /// @return that job; null if there is none, or if a signal with a trap came first
  public @Nullable Job any(List<Job> jobs) {
    poll();
    while (true) {
      for (Job job : jobs) {
        if (job.state() == Job.State.DEAD) {
          return job;
        }
      }
      if (jobs.isEmpty() || !next()) {
        return null;
      }
      shell.clearedByInterrupt();
      if (shell.hasPendingTrap()) {
        return null;
      }
    }
  }

  /// Tells of jobs in the background that have changed, and forgets those that are over
  /// (`notify_and_cleanup`).
  public void notifyAndCleanUp() {
    poll();
    for (Job job : shell.jobs().all()) {
      if (!job.isNotified() && !job.isForeground()) {
        tell(job);
      }
    }
    for (Job job : shell.jobs().all()) {
      if (job.state() == Job.State.DEAD && job.isNotified()) {
        shell.jobs().remove(job);
      }
    }
  }

  private void tell(Job job) {
    boolean interactive = shell.settings().interactive();
    switch (job.state()) {
      case RUNNING -> {}
      case STOPPED -> {
        if (interactive) {
          shell.write(2, "\n" + JobText.line(shell.jobs(), job) + movedFrom(job) + "\n");
          job.setNotified(true);
        }
      }
      case DEAD -> {
        if (interactive) {
          shell.write(2, JobText.line(shell.jobs(), job) + movedFrom(job) + "\n");
          job.setNotified(true);
        } else if (job.status() instanceof WaitStatus.Signalled(Signal signal)) {
          if (signal != Signal.SIGINT
              && signal != Signal.SIGTERM
              && signal != Signal.SIGPIPE
              && isUntrapped(signal)) {
            shell.complain(JobText.shortNotice(job));
          }
          job.setNotified(true);
        }
      }
    }
  }

  /// The directory that a job was started in, if the shell is elsewhere now.
  private String movedFrom(Job job) {
    String now = shell.directory();
    return job.directory().equals(now)
        ? ""
        : "  (wd: " + job.directory() + ")\n(wd now: " + now + ")";
  }
}
