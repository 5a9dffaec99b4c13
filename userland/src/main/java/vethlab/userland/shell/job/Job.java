package vethlab.userland.shell.job;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.WaitStatus;

/// A pipeline that a shell started: one process for each member.
public final class Job {

  /// One process.
  public static final class Member {
    private final int pid;
    private final String text;
    private @Nullable WaitStatus status;

    public Member(int pid, String text) {
      this.pid = pid;
      this.text = text;
    }

    public int pid() {
      return pid;
    }

    public String text() {
      return text;
    }

    /// What became of it; null while it runs.
    public @Nullable WaitStatus status() {
      return status;
    }

    private boolean isRunning() {
      return status == null || status instanceof WaitStatus.Continued;
    }
  }

  /// What a job does.
  public enum State {
    RUNNING,
    STOPPED,
    DEAD
  }

  private final int number;
  private final int group;
  private final List<Member> members;
  private final String directory;
  private boolean foreground;
  private boolean notified;
  private boolean disowned;

  Job(int number, int group, List<Member> members, boolean foreground, String directory) {
    this.number = number;
    this.group = group;
    this.members = new ArrayList<>(members);
    this.foreground = foreground;
    this.directory = directory;
  }

  Job copy() {
    List<Member> same = new ArrayList<>();
    for (Member member : members) {
      Member made = new Member(member.pid, member.text);
      made.status = member.status;
      same.add(made);
    }
    Job copy = new Job(number, group, same, foreground, directory);
    copy.notified = notified;
    return copy;
  }

  /// The number in brackets.
  public int number() {
    return number;
  }

  /// The process group, or that of the shell without job control.
  public int group() {
    return group;
  }

  public ImmutableList<Member> members() {
    return ImmutableList.copyOf(members);
  }

  /// The pid of its last process, which is `$!`.
  public int lastPid() {
    return members.getLast().pid;
  }

  /// The working directory when it was started.
  public String directory() {
    return directory;
  }

  public boolean isForeground() {
    return foreground;
  }

  public void setForeground(boolean foreground) {
    this.foreground = foreground;
  }

  /// Whether the user has been told of its present state.
  public boolean isNotified() {
    return notified;
  }

  public void setNotified(boolean notified) {
    this.notified = notified;
  }

  /// Whether it is not to be told of the shell's end (`disown -h`).
  public boolean isDisowned() {
    return disowned;
  }

  public void disown() {
    disowned = true;
  }

  public State state() {
    boolean stopped = false;
    for (Member member : members) {
      if (member.isRunning()) {
        return State.RUNNING;
      }
      stopped |= member.status instanceof WaitStatus.Stopped;
    }
    return stopped ? State.STOPPED : State.DEAD;
  }

  /// What became of its last process.
  public WaitStatus status() {
    WaitStatus status = members.getLast().status;
    return status == null ? new WaitStatus.Continued() : status;
  }

  /// The status of the last process that failed, else 0 (`set -o pipefail`).
  public int worstStatus() {
    int worst = 0;
    for (Member member : members) {
      int status = member.status == null ? 0 : member.status.shellStatus();
      worst = status != 0 ? status : worst;
    }
    return worst;
  }

  /// The pipeline as it was written.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Member member : members) {
      text.append(text.isEmpty() ? "" : " | ").append(member.text);
    }
    return text.toString();
  }

  /// Records what became of a process.
  ///
  /// @return whether it is one of this job
  boolean update(int pid, WaitStatus status) {
    for (Member member : members) {
      if (member.pid == pid && (member.status == null || !member.status.isFinal())) {
        State before = state();
        member.status = status;
        if (state() != before) {
          notified = false;
        }
        return true;
      }
    }
    return false;
  }

  /// All its processes go on.
  void resume() {
    for (Member member : members) {
      if (member.status instanceof WaitStatus.Stopped) {
        member.status = null;
      }
    }
    notified = false;
  }
}
