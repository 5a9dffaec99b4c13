package vethlab.simulator.process;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.file.FileTree;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// All processes of a machine by pid, their ends and their beginnings.
public final class ProcessTable implements Forkable {

  /// How many may exist at once.
  public static final int LIMIT = 1000;

  /// The pid of the process that was there first, and to which orphans go.
  public static final int INIT = 1;

  private final NetCore core;
  private final FileTree files;
  private final Namespaces namespaces;
  private final Scheduler scheduler = new Scheduler();
  private final TreeMap<Integer, Process> processes = new TreeMap<>();
  private int lastPid;
  private long commandsLeft = Long.MAX_VALUE;

  /// A table with the process `/sbin/init`, which runs nothing.
  ///
  /// @param hostname of the machine
  /// @param firstPid the pid that the first process after it gets
  public ProcessTable(NetCore core, FileTree files, String hostname, int firstPid) {
    this.core = core;
    this.files = files;
    this.namespaces = new Namespaces(core, hostname);
    namespaces.setProcesses(this);
    this.lastPid = firstPid - 1;
    Process init = new Process(this, INIT, null);
    init.setArguments(List.of("/sbin/init"));
    init.setAsleep();
    processes.put(INIT, init);
  }

  private ProcessTable(ProcessTable original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.files = fork.of(original.files);
    this.namespaces = fork.of(original.namespaces);
    this.lastPid = original.lastPid;
    this.commandsLeft = original.commandsLeft;
    fork.later(() -> {
      original.processes.forEach((pid, process) -> processes.put(pid, fork.of(process)));
    });
  }

  @Override
  public ProcessTable fork(Fork fork) {
    return new ProcessTable(this, fork);
  }

  public NetCore core() {
    return core;
  }

  /// The machine's files.
  public FileTree files() {
    return files;
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  public Namespaces namespaces() {
    return namespaces;
  }

  /// All processes by pid, ended ones that nobody waited for included.
  public ImmutableList<Process> all() {
    return ImmutableList.copyOf(processes.values());
  }

  public @Nullable Process find(int pid) {
    return processes.get(pid);
  }

  /// A process that init has started, in a session of its own, which runs nothing yet.
  public Process createFirst() {
    Process first = new Process(this, ++lastPid, null);
    first.setParent(INIT);
    processes.put(first.pid(), first);
    return first;
  }

  /// Starts a program in a process that runs nothing yet.
  public void start(Process process, Program program, List<String> words) {
    process.setArguments(words);
    process.start(program, words.subList(1, words.size()));
  }

  /// Sends a signal to all processes of a group.
  ///
  /// @return whether there was one
  public boolean signalGroup(int group, Signal signal) {
    boolean any = false;
    for (Process process : all()) {
      if (process.group() == group && process.state() != Process.State.ZOMBIE) {
        process.signal(signal);
        any = true;
      }
    }
    return any;
  }

  /// Kills every process, so that no thread is left; the machine is not to be used any more.
  public void killAll() {
    for (Process process : all()) {
      process.signal(Signal.SIGKILL);
    }
    while (!scheduler.isIdle()) {
      try {
        scheduler.runNext();
      } catch (LimitReached again) {
        // the thread has ended all the same, and that is what matters here
      }
    }
  }

  Process create(Process creator) {
    if (processes.size() >= LIMIT) {
      throw new LimitReached(LimitReached.Limit.PROCESSES);
    }
    Process child = new Process(this, ++lastPid, creator);
    processes.put(child.pid(), child);
    return child;
  }

  /// Allows so many more commands to be executed by shells.
  public void allowCommands(long count) {
    commandsLeft = count;
  }

  /// Counts commands that a shell executes.
  ///
  /// @throws LimitReached if there have been too many, or if the run is to end
  public void countCommands(int count) {
    commandsLeft -= count;
    if (commandsLeft < 0) {
      throw new LimitReached(LimitReached.Limit.COMMANDS);
    }
    core.checkStop();
  }

  ImmutableList<Process> childrenOf(Process parent) {
    return processes.values().stream()
        .filter(process -> process.parent() == parent.pid())
        .collect(ImmutableList.toImmutableList());
  }

  /// Something became of `child`: its parent may be waiting.
  void changed(Process child) {
    Process parent = processes.get(child.parent());
    if (parent == null || parent.pid() == INIT) {
      if (child.state() == Process.State.ZOMBIE) {
        reap(child);
      }
      return;
    }
    parent.childChanges().wakeAll();
    parent.signal(Signal.SIGCHLD);
  }

  void ended(Process process) {
    for (Process child : childrenOf(process)) {
      child.setParent(INIT);
      if (child.state() == Process.State.ZOMBIE) {
        reap(child);
      }
    }
    namespaces.released(process.network());
    namespaces.rename();
  }

  void reap(Process child) {
    processes.remove(child.pid());
  }
}
