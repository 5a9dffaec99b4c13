package vethlab.userland.shell.builtin.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Signal;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.job.Job;
import vethlab.userland.shell.job.JobTable;

/// `wait`.
public final class WaitBuiltin {

  private WaitBuiltin() {}

  public static int run(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "wait", "fnp:", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.has('n')) {
      return any(shell, parsed);
    }
    List<String> words = parsed.rest();
    List<Job> waited = new ArrayList<>();
    int status = 0;
    if (words.isEmpty()) {
      waited.addAll(shell.jobs().all());
      for (Job job : shell.jobs().all()) {
        if (job.state() == Job.State.RUNNING && shell.waiter().background(job) == null) {
          return interrupted(shell);
        }
      }
      for (Job job : shell.jobs().all()) {
        forget(shell, job);
      }
    }
    for (String word : words) {
      Job job = word.matches("[0-9]{1,9}") ? shell.jobs().ofProcess(Integer.parseInt(word)) : null;
      if (job != null) {
        waited.add(job);
      }
      Integer one = one(shell, word);
      if (one == null) {
        return interrupted(shell);
      }
      status = one;
    }
    if (!shell.settings().interactive()) {
      shell.waiter().notifyAndCleanUp();
      for (Job job : waited) {
        job.setNotified(true);
      }
    }
    return status;
  }

  private static void forget(Shell shell, Job job) {
    if (job.state() == Job.State.DEAD) {
      if (shell.settings().interactive()) {
        job.setNotified(true); // no notice of what was waited for
      }
      job.members().forEach(member -> shell.jobs().forgetPast(member.pid()));
    }
  }

  /// The status of what a word means; null if a signal with a trap came first.
  private static @Nullable Integer one(Shell shell, String word) {
    if (word.startsWith("%")) {
      if (!(shell.jobs().specified(word) instanceof JobTable.Specified.One(Job job))) {
        shell.complain("wait: " + word + ": no such job");
        return 127;
      }
      return shell.waiter().background(job);
    }
    if (!word.matches("[0-9]{1,9}")) {
      shell.complain("wait: `" + word + "': not a pid or valid job spec");
      return 1;
    }
    int pid = Integer.parseInt(word);
    Job job = shell.jobs().ofProcess(pid);
    if (job == null || job.lastPid() != pid) {
      Integer past = shell.jobs().pastStatus(pid);
      if (past != null) {
        return past;
      }
      if (job == null) {
        shell.complain("wait: pid " + pid + " is not a child of this shell");
        return 127;
      }
    }
    Integer status = shell.waiter().background(job);
    Integer own = shell.jobs().pastStatus(pid);
    return status == null || own == null ? status : own;
  }

  private static int any(Shell shell, Usage.Parsed parsed) {
    List<Job> jobs = new ArrayList<>();
    if (parsed.rest().isEmpty()) {
      for (Job job : shell.jobs().all()) {
        if (!(job.state() == Job.State.DEAD && job.isNotified())) {
          jobs.add(job);
        }
      }
    }
    for (String word : parsed.rest()) {
      Job job = JobBuiltins.find(shell, "wait", word);
      if (job != null) {
        jobs.add(job);
      }
    }
    Job ended = shell.waiter().any(jobs);
    if (ended == null) {
      return shell.hasPendingTrap() ? interrupted(shell) : 127;
    }
    String variable = parsed.argument('p');
    if (variable != null) {
      String pid = Integer.toString(ended.lastPid());
      shell.expander().assigner().assign(variable, null, pid, false);
    }
    int status = ended.status().shellStatus();
    shell.jobs().remove(ended);
    return status;
  }

  private static int interrupted(Shell shell) {
    Signal signal = shell.pendingTrap();
    return signal == null ? 130 : 128 + signal.number();
  }
}
