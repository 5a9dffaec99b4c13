package vethlab.simulator.machine;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.KernelModules;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileTree;
import vethlab.simulator.file.MemoryDirectory;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.process.Namespaces;
import vethlab.simulator.process.ProcessTable;
import vethlab.simulator.process.Scheduler;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.time.SimTime;

/// The simulated host: its namespaces, processes and files, and the loop that lets things happen.
///
/// A machine can be forked between two turns of its loop: the copy has the same namespaces,
/// devices, tables and sockets, and its processes hold what they held but run no code.
public final class Machine implements Forkable {

  private static final int FIRST_PID = 1000;

  private final NetCore core;
  private final HostProfile host;
  private final FileTree files;
  private final ProcessTable processes;
  private Limits limits;
  private long events;
  private @Nullable Outcome broken;

  public Machine(
      KernelProfile kernel, HostProfile host, String hostname, long seed, Limits limits) {
    this.core = new NetCore(kernel, seed);
    this.host = host;
    this.limits = limits;
    this.files = new FileTree(new MemoryDirectory(0755));
    this.processes = new ProcessTable(core, files, hostname, FIRST_PID);
    core.allowFrames(limits.frames());
    if (host.brNetfilter()) {
      core.modules().load(KernelModules.BR_NETFILTER);
    }
    processes.allowCommands(limits.commands());
  }

  private Machine(Machine original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.host = original.host;
    this.limits = original.limits;
    this.files = fork.of(original.files);
    this.processes = fork.of(original.processes);
    this.events = original.events;
    this.broken = original.broken;
  }

  @Override
  public Machine fork(Fork fork) {
    return new Machine(this, fork);
  }

  /// A copy of the whole machine that shares nothing that can change.
  public Machine copy() {
    return Fork.copy(this);
  }

  public NetCore core() {
    return core;
  }

  public HostProfile host() {
    return host;
  }

  public FileTree files() {
    return files;
  }

  public ProcessTable processes() {
    return processes;
  }

  public Namespaces namespaces() {
    return processes.namespaces();
  }

  public Limits limits() {
    return limits;
  }

  /// Gives what follows new limits, counted from now.
  public void setLimits(Limits limits) {
    this.limits = limits;
    this.events = 0;
    core.allowFrames(limits.frames());
    processes.allowCommands(limits.commands());
  }

  /// Lets things happen until `goal` holds, at the latest until `until`.
  ///
  /// Frames waiting are received first, then programs have their turns, then the clock moves.
  public Outcome run(BooleanSupplier goal, @Nullable SimTime until) {
    if (broken != null) {
      return broken;
    }
    try {
      return loop(goal, until);
    } catch (LimitReached reached) {
      broken = new Outcome.Limited(reached.limit(), core.origin());
      return broken;
    } catch (NotModelled refused) {
      broken = new Outcome.Refused(refused.what(), core.origin());
      return broken;
    }
  }

  /// Lets things happen for a while.
  public Outcome run(Duration duration) {
    return run(() -> false, core.now().plus(duration));
  }

  private Outcome loop(BooleanSupplier goal, @Nullable SimTime until) {
    Between between = new Between(goal, until);
    processes.scheduler().run(between);
    Outcome outcome = between.outcome;
    if (outcome == null) {
      throw new IllegalStateException("the machine stopped without a reason");
    }
    return outcome;
  }

  /// What happens between two turns of programs: frames that wait are received, timers that are due
  /// go off, and when no program can run the clock moves.
  private final class Between implements Scheduler.BetweenTurns {
    private final BooleanSupplier goal;
    private final @Nullable SimTime until;
    private @Nullable Outcome outcome;

    Between(BooleanSupplier goal, @Nullable SimTime until) {
      this.goal = goal;
      this.until = until;
    }

    @Override
    public boolean before() {
      core.checkStop();
      core.receiveBacklog();
      for (SimTime due = core.timeline().nextDue();
          due != null && due.isBefore(core.now());
          due = core.timeline().nextDue()) {
        step(due);
        core.receiveBacklog();
      }
      if (goal.getAsBoolean()) {
        outcome = new Outcome.Reached();
        return false;
      }
      if (until != null && until.isBefore(core.now())) {
        outcome = new Outcome.TimeUp();
        return false;
      }
      return true;
    }

    @Override
    public boolean whenIdle() {
      SimTime next = core.timeline().nextDue();
      if (until != null && (next == null || until.isBefore(next))) {
        core.timeline().advanceTo(until);
        outcome = new Outcome.TimeUp();
        return false;
      }
      if (next == null) {
        outcome = new Outcome.Idle();
        return false;
      }
      step(next);
      return true;
    }

    private void step(SimTime due) {
      if (++events > limits.events()) {
        throw new LimitReached(LimitReached.Limit.EVENTS);
      }
      if (due.nanos() > limits.time().toNanos()) {
        throw new LimitReached(LimitReached.Limit.TIME);
      }
      core.timeline().step();
    }
  }

  /// What ended the machine's usefulness, or null while all is well.
  public @Nullable Outcome broken() {
    return broken;
  }

  /// Ends all programs, so that no thread is left; the machine is not to be used any more.
  public void close() {
    processes.killAll();
  }
}
