package vethlab.userland.shell.job;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.WaitStatus;

/// The jobs of a shell, and which of them `%+` and `%-` are (bash's `jobs.c`).
public final class JobTable {

  private final TreeMap<Integer, Job> jobs = new TreeMap<>();

  /// Statuses of background processes whose jobs are forgotten; `wait` may still ask for them.
  private final TreeMap<Integer, Integer> past = new TreeMap<>();

  private int current;
  private int previous;

  /// A new job.
  ///
  /// @param group its process group
  public Job add(int group, List<Job.Member> members, boolean foreground, String directory) {
    int number = jobs.isEmpty() ? 1 : jobs.lastKey() + 1;
    Job job = new Job(number, group, members, foreground, directory);
    jobs.put(number, job);
    if (!foreground) {
      chooseCurrent();
    }
    return job;
  }

  /// What a subshell sees of the jobs of the shell above: as they were when it began.
  public void copyFrom(JobTable other) {
    other.jobs.forEach((number, job) -> jobs.put(number, job.copy()));
    current = other.current;
    previous = other.previous;
  }

  public ImmutableList<Job> all() {
    return ImmutableList.copyOf(jobs.values());
  }

  public @Nullable Job find(int number) {
    return jobs.get(number);
  }

  /// The job that a process belongs to, or null.
  public @Nullable Job ofProcess(int pid) {
    for (Job job : jobs.descendingMap().values()) {
      if (job.members().stream().anyMatch(member -> member.pid() == pid)) {
        return job;
      }
    }
    return null;
  }

  /// The status that a background process ended with; null if it is not known.
  public @Nullable Integer pastStatus(int pid) {
    return past.get(pid);
  }

  public void forgetPast(int pid) {
    past.remove(pid);
  }

  /// Something became of a process.
  public void update(int pid, WaitStatus status) {
    Job job = ofProcess(pid);
    if (job == null || !job.update(pid, status)) {
      return;
    }
    if (status.isFinal()) {
      past.put(pid, status.shellStatus());
    }
    if (job.state() == Job.State.STOPPED) {
      makeCurrent(job.number());
    }
  }

  /// All processes of a job go on.
  public void resume(Job job) {
    job.resume();
  }

  public void remove(Job job) {
    jobs.remove(job.number());
    if (job.number() == current || job.number() == previous) {
      if (job.number() == current) {
        current = 0;
      }
      if (job.number() == previous) {
        previous = 0;
      }
      chooseCurrent();
    }
  }

  public void clear() {
    jobs.clear();
    current = 0;
    previous = 0;
  }

  /// `+` for the current job, `-` for the one before it, else a blank.
  public char mark(Job job) {
    return job.number() == current ? '+' : job.number() == previous ? '-' : ' ';
  }

  public @Nullable Job current() {
    return jobs.get(current);
  }

  public @Nullable Job previous() {
    return jobs.get(previous);
  }

  /// Makes a job the current one.
  public void makeCurrent(int number) {
    if (current != number) {
      previous = current;
      current = number;
    }
    if (previous != current && is(previous, Job.State.STOPPED)) {
      return;
    }
    int candidate = is(current, Job.State.STOPPED) ? last(Job.State.STOPPED, current) : 0;
    if (candidate == 0) {
      int below = is(current, Job.State.RUNNING) ? current : Integer.MAX_VALUE;
      candidate = last(Job.State.RUNNING, below);
    }
    previous = candidate == 0 ? current : candidate;
  }

  /// Chooses the current job anew: a stopped one before one that runs, a younger before an older.
  public void chooseCurrent() {
    int candidate = 0;
    if (is(current, Job.State.STOPPED)) {
      candidate = current;
    } else if (is(previous, Job.State.STOPPED)) {
      candidate = previous;
    }
    if (candidate == 0) {
      candidate = last(Job.State.STOPPED, Integer.MAX_VALUE);
    }
    if (candidate == 0) {
      candidate = last(Job.State.RUNNING, Integer.MAX_VALUE);
    }
    if (candidate == 0) {
      current = 0;
      previous = 0;
    } else {
      makeCurrent(candidate);
    }
  }

  private boolean is(int number, Job.State state) {
    Job job = jobs.get(number);
    return job != null && job.state() == state;
  }

  /// The highest number below a bound of a job in that state; 0 if there is none.
  private int last(Job.State state, int below) {
    for (Job job : jobs.headMap(below, false).descendingMap().values()) {
      if (job.state() == state) {
        return job.number();
      }
    }
    return 0;
  }

  /// What a job specification means: `%1`, `%%`, `%+`, `%-`, `%name`, `%?text`.
  public Specified specified(String text) {
    String rest = text.startsWith("%") ? text.substring(1) : text;
    if (rest.isEmpty() || rest.equals("%") || rest.equals("+")) {
      return found(jobs.get(current));
    }
    if (rest.equals("-")) {
      return found(jobs.get(previous));
    }
    if (rest.matches("[0-9]{1,9}")) {
      return found(jobs.get(Integer.parseInt(rest)));
    }
    List<Job> fitting = new ArrayList<>();
    for (Job job : jobs.values()) {
      boolean fits =
          rest.startsWith("?")
              ? job.text().contains(rest.substring(1))
              : job.text().startsWith(rest);
      if (fits) {
        fitting.add(job);
      }
    }
    if (fitting.size() > 1) {
      return new Specified.Ambiguous();
    }
    return found(fitting.isEmpty() ? null : fitting.getFirst());
  }

  private static Specified found(@Nullable Job job) {
    return job == null ? new Specified.None() : new Specified.One(job);
  }

  /// What a job specification means.
  public sealed interface Specified {

    /// This job.
    record One(Job job) implements Specified {}

    /// No job.
    record None() implements Specified {}

    /// More than one.
    record Ambiguous() implements Specified {}
  }
}
