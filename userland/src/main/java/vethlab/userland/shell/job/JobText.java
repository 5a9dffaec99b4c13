package vethlab.userland.shell.job;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.WaitStatus;

/// Jobs as lines of text, in bash's layout.
public final class JobText {

  private static final int STATUS_WIDTH = 24;

  private JobText() {}

  /// `[1]+ Stopped sleep 9`, as `jobs` and the notices print.
  public static String line(JobTable table, Job job) {
    return String.format(
        Locale.ROOT,
        "[%d]%c  %s%s",
        job.number(),
        table.mark(job),
        padded(status(job, false)),
        commands(job));
  }

  /// With process ids, one line a process (`jobs -l`).
  public static String longLines(JobTable table, Job job) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "[%d]%c ", job.number(), table.mark(job)));
    boolean first = true;
    for (Job.Member member : job.members()) {
      if (!first) {
        text.append("\n     ");
      }
      text.append(String.format(Locale.ROOT, "%5d ", member.pid()));
      String command = (first ? "" : "| ") + member.text();
      boolean same = !first && isSame(job.members().getFirst().status(), member.status());
      text.append(padded(same ? "" : status(member.status(), true)));
      text.append(command);
      first = false;
    }
    if (job.state() == Job.State.RUNNING && !job.isForeground()) {
      text.append(" &");
    }
    return text.toString();
  }

  /// ` 110 Killed sleep 100`: what a script says of a child that a signal ended.
  public static String shortNotice(Job job) {
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (Job.Member member : job.members()) {
      if (!first) {
        text.append("\n     ");
      }
      text.append(String.format(Locale.ROOT, "%5d ", member.pid()));
      boolean same = !first && isSame(job.members().getFirst().status(), member.status());
      text.append(padded(same ? "" : status(member.status(), true)));
      text.append(first ? "" : "| ").append(member.text());
      first = false;
    }
    return text.toString();
  }

  private static boolean isSame(@Nullable WaitStatus one, @Nullable WaitStatus other) {
    return one == null ? other == null : one.equals(other);
  }

  private static String padded(String status) {
    return status + " ".repeat(Math.max(1, STATUS_WIDTH - status.length()));
  }

  private static String commands(Job job) {
    return job.text() + (job.state() == Job.State.RUNNING && !job.isForeground() ? " &" : "");
  }

  private static String status(Job job, boolean detailed) {
    return switch (job.state()) {
      case RUNNING -> "Running";
      case STOPPED -> {
        for (Job.Member member : job.members()) {
          if (member.status() instanceof WaitStatus.Stopped) {
            yield status(member.status(), detailed);
          }
        }
        yield "Stopped";
      }
      case DEAD -> status(job.status(), detailed);
    };
  }

  /// @param detailed whether the signal that stopped it is named
  private static String status(@Nullable WaitStatus status, boolean detailed) {
    return switch (status) {
      case null -> "Running";
      case WaitStatus.Exited(int code) -> code == 0 ? "Done" : "Exit " + code;
      case WaitStatus.Signalled(var signal) -> signal.text();
      case WaitStatus.Stopped(var signal) -> detailed ? signal.text() : "Stopped";
      case WaitStatus.Continued c -> "Running";
    };
  }
}
