package vethlab.simulator.process;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.file.Descriptors;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.namespace.MountNamespace;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.namespace.UtsNamespace;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timer;
import vethlab.simulator.time.WaitQueue;
import vethlab.simulator.trace.Origin;

/// One process (`task_struct`): who it is, what it holds, and the calls that its program can make.
///
/// In a fork of the machine its double holds the same namespaces, files and sockets, but runs no
/// code.
@SuppressWarnings("AvoidCommonTypeNames") // the kernel's noun, and the shell's
public final class Process implements Forkable, FileViewer {

  /// What it is doing, as the letter that `ps` shows.
  public enum State {
    RUNNING('R'),
    SLEEPING('S'),
    STOPPED('T'),
    ZOMBIE('Z');

    private final char letter;

    State(char letter) {
      this.letter = letter;
    }

    public char letter() {
      return letter;
    }
  }

  /// What a process does about a signal other than the default.
  public interface SignalHandler {

    /// Called at the next point where the program makes a call.
    void handle(Signal signal);
  }

  /// How a wait ended.
  public enum Woken {
    /// Something changed: look again.
    CHANGED,
    /// The deadline came.
    TIMEOUT,
    /// A handled signal came; its handler has run.
    INTERRUPTED
  }

  /// The handler of those who ignore a signal.
  public static final SignalHandler IGNORE = signal -> {};

  private final ProcessTable table;
  private final int pid;
  private final Descriptors files;
  private final Map<String, String> environment;
  private final WaitQueue changes;
  private final Set<Signal> pending = EnumSet.noneOf(Signal.class);
  private final Map<Signal, SignalHandler> handlers = new EnumMap<>(Signal.class);
  private final ArrayDeque<WaitStatus> unreported = new ArrayDeque<>();
  private final SimTime started;
  private int parent;
  private int group;
  private int session;
  private ImmutableList<String> arguments;
  private @Nullable Terminal terminal;
  private NetworkNamespace network;
  private UtsNamespace uts;
  private MountNamespace mounts;
  private String directory;
  private int umask = 022;
  private Origin origin;
  private State state = State.RUNNING;
  private @Nullable WaitStatus end;
  private @Nullable SimTime deadline;
  private int awaited;
  private int continuations;
  private @Nullable Task task;

  /// A child of `creator`, or the first process if there is none.
  Process(ProcessTable table, int pid, @Nullable Process creator) {
    this.table = table;
    this.pid = pid;
    this.changes = new WaitQueue();
    this.started = table.core().now();
    if (creator == null) {
      this.files = new Descriptors();
      this.environment = new LinkedHashMap<>();
      this.group = pid;
      this.session = pid;
      this.arguments = ImmutableList.of();
      this.network = table.namespaces().root();
      this.uts = table.namespaces().rootUts();
      this.mounts = table.namespaces().rootMounts();
      this.directory = "/root";
      this.origin = Origin.KERNEL;
    } else {
      this.files = creator.files.inherited();
      this.environment = new LinkedHashMap<>(creator.environment);
      this.parent = creator.pid;
      this.group = creator.group;
      this.session = creator.session;
      this.arguments = creator.arguments;
      this.terminal = creator.terminal;
      this.network = creator.network;
      this.uts = creator.uts;
      this.mounts = creator.mounts;
      this.directory = creator.directory;
      this.umask = creator.umask;
      this.origin = creator.origin;
      creator.handlers.forEach((signal, handler) -> {
        if (handler.equals(IGNORE)) {
          handlers.put(signal, IGNORE);
        }
      });
    }
  }

  private Process(Process original, Fork fork) {
    fork.enter(original, this);
    this.table = fork.of(original.table);
    this.pid = original.pid;
    this.files = fork.of(original.files);
    this.environment = new LinkedHashMap<>(original.environment);
    this.changes = fork.of(original.changes);
    this.pending.addAll(original.pending);
    this.unreported.addAll(original.unreported);
    this.started = original.started;
    this.parent = original.parent;
    this.group = original.group;
    this.session = original.session;
    this.arguments = original.arguments;
    this.terminal = fork.ofNullable(original.terminal);
    this.network = fork.of(original.network);
    this.uts = fork.of(original.uts);
    this.mounts = fork.of(original.mounts);
    this.continuations = original.continuations;
    this.directory = original.directory;
    this.umask = original.umask;
    this.origin = original.origin;
    this.state = original.state;
    this.end = original.end;
  }

  @Override
  public Process fork(Fork fork) {
    return new Process(this, fork);
  }

  // ---- Who it is ----

  public int pid() {
    return pid;
  }

  public int parent() {
    return parent;
  }

  void setParent(int parent) {
    this.parent = parent;
  }

  public int group() {
    return group;
  }

  /// Moves it to a process group of its session (`setpgid`).
  public void setGroup(int group) {
    this.group = group;
  }

  public int session() {
    return session;
  }

  /// Starts a session without a terminal (`setsid`).
  public void startSession() {
    session = pid;
    group = pid;
    terminal = null;
  }

  /// The program's name and arguments, as `ps` shows them.
  public ImmutableList<String> arguments() {
    return arguments;
  }

  public void setArguments(List<String> words) {
    arguments = ImmutableList.copyOf(words);
  }

  /// The last part of the program's path, at most 15 characters (`/proc/PID/comm`).
  public String command() {
    if (arguments.isEmpty()) {
      return "";
    }
    String path = arguments.getFirst();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.length() > 15 ? name.substring(0, 15) : name;
  }

  public State state() {
    return state;
  }

  /// It runs no code, and waits for ever.
  void setAsleep() {
    state = State.SLEEPING;
  }

  /// Whether it is more than a status that nobody has asked for.
  public boolean isAlive() {
    return state != State.ZOMBIE;
  }

  public SimTime started() {
    return started;
  }

  /// How it ended; null while it has not.
  public @Nullable WaitStatus end() {
    return end;
  }

  // ---- What it holds ----

  /// The machine's processes.
  public ProcessTable table() {
    return table;
  }

  public NetworkNamespace network() {
    return network;
  }

  /// Enters another network namespace (`setns`, `unshare`).
  public void setNetwork(NetworkNamespace other) {
    NetworkNamespace before = network;
    network = other;
    table.namespaces().released(before);
    table.namespaces().rename();
  }

  public UtsNamespace uts() {
    return uts;
  }

  /// Changes the hostname of its UTS namespace (`sethostname`).
  public void setHostname(String hostname) {
    uts.setHostname(hostname);
    table.namespaces().rename();
  }

  public void setUts(UtsNamespace other) {
    uts = other;
    table.namespaces().rename();
  }

  public MountNamespace mounts() {
    return mounts;
  }

  public void setMounts(MountNamespace other) {
    mounts = other;
  }

  public Descriptors files() {
    return files;
  }

  /// The variables that its children inherit.
  public Map<String, String> environment() {
    return environment;
  }

  /// The absolute path of its working directory.
  public String directory() {
    return directory;
  }

  public void setDirectory(String path) {
    directory = path;
  }

  /// The permission bits that new files do not get.
  public int umask() {
    return umask;
  }

  public void setUmask(int umask) {
    this.umask = umask & 0777;
  }

  /// The terminal that controls its session, or null.
  public @Nullable Terminal terminal() {
    return terminal;
  }

  public void setTerminal(@Nullable Terminal terminal) {
    this.terminal = terminal;
  }

  /// The script line that it works for.
  public Origin origin() {
    return origin;
  }

  public void setOrigin(Origin origin) {
    this.origin = origin;
    table.core().setOrigin(origin);
  }

  // ---- Time and waiting ----

  public SimTime now() {
    return table.core().now();
  }

  /// Lets others run until `queue` is woken, the deadline comes, or a handled signal does.
  public Woken await(WaitQueue queue, @Nullable SimTime deadline) {
    return await(List.of(queue), deadline);
  }

  /// As [#await(WaitQueue, SimTime)], for several queues (`poll`).
  public Woken await(List<WaitQueue> queues, @Nullable SimTime deadline) {
    Task running = running();
    if (deliverSignals()) {
      return Woken.INTERRUPTED;
    }
    Timer timer = null;
    if (deadline != null) {
      timer = table.core().timeline().schedule(deadline.since(now()), new WakeUp(this));
    }
    boolean[] woken = new boolean[1];
    WaitQueue.Waiter waiter =
        () -> {
          woken[0] = true;
          running.wake();
        };
    queues.forEach(queue -> queue.add(waiter));
    this.deadline = deadline;
    state = State.SLEEPING;
    try {
      running.pause();
      resumed();
      if (deliverSignals()) {
        return Woken.INTERRUPTED;
      }
    } finally {
      this.deadline = null;
      queues.forEach(queue -> queue.remove(waiter));
      if (timer != null) {
        timer.cancel();
      }
    }
    return woken[0] || deadline == null || now().isBefore(deadline) ? Woken.CHANGED : Woken.TIMEOUT;
  }

  /// Lets time pass; a handled signal ends the sleep early.
  public void sleep(Duration duration) {
    SimTime end = now().plus(duration);
    WaitQueue nothing = new WaitQueue();
    while (now().isBefore(end)) {
      if (await(nothing, end) == Woken.INTERRUPTED) {
        return;
      }
    }
  }

  /// Uses the processor for a while: others run, time passes, nothing interrupts.
  public void spend(Duration duration) {
    SimTime end = now().plus(duration);
    WaitQueue nothing = new WaitQueue();
    while (now().isBefore(end)) {
      await(nothing, end);
    }
  }

  /// Lets signals that came be felt, and ends the run if that was asked for; a program that
  /// computes for long calls it now and then.
  public void checkpoint() {
    table.core().checkStop();
    deliverSignals();
  }

  /// Gives others a turn, and lets signals that came be felt.
  public void giveWay() {
    Task running = running();
    running.wake();
    running.pause();
    resumed();
    deliverSignals();
  }

  /// Takes its part of the machine up again after others ran.
  private void resumed() {
    state = State.RUNNING;
    table.core().setOrigin(origin);
  }

  /// Wakes a process at its deadline.
  private record WakeUp(Process process) implements Event {

    @Override
    public void happen() {
      if (process.task != null) {
        process.task.wake();
      }
    }

    @Override
    public Event fork(Fork fork) {
      return new WakeUp(fork.of(process));
    }
  }

  // ---- Signals ----

  /// Says what this process does about a signal; null for the default.
  public void onSignal(Signal signal, @Nullable SignalHandler handler) {
    if (handler == null) {
      handlers.remove(signal);
    } else {
      handlers.put(signal, handler);
    }
  }

  /// What it does about a signal; null for the default.
  public @Nullable SignalHandler handler(Signal signal) {
    return handlers.get(signal);
  }

  /// How often it went on after a stop.
  public int continuations() {
    return continuations;
  }

  /// Sends it a signal (`kill`).
  public void signal(Signal signal) {
    if (state == State.ZOMBIE || pid == ProcessTable.INIT) {
      return;
    }
    if (signal == Signal.SIGCONT && state == State.STOPPED) {
      state = State.SLEEPING;
      continuations++;
      report(new WaitStatus.Continued());
      wakeTask();
      return;
    }
    boolean blockable = signal != Signal.SIGKILL && signal != Signal.SIGSTOP;
    SignalHandler handler = blockable ? handlers.get(signal) : null;
    if (IGNORE.equals(handler)
        || (handler == null && signal.byDefault() == Signal.Default.IGNORE)) {
      return;
    }
    if (handler == null && signal.byDefault() == Signal.Default.STOP && task == null) {
      stop(signal);
      return;
    }
    if (task == null) {
      if (handler == null && signal.byDefault() == Signal.Default.TERMINATE) {
        finish(new WaitStatus.Signalled(signal));
      }
      return;
    }
    pending.add(signal);
    if (state != State.STOPPED || signal == Signal.SIGKILL) {
      wakeTask();
    }
  }

  /// Lets pending signals take effect.
  ///
  /// @return whether a handler ran
  private boolean deliverSignals() {
    boolean handled = false;
    while (!pending.isEmpty()) {
      Signal signal = pending.contains(Signal.SIGKILL) ? Signal.SIGKILL : pending.iterator().next();
      pending.remove(signal);
      SignalHandler handler = signal == Signal.SIGKILL ? null : handlers.get(signal);
      if (handler != null) {
        handler.handle(signal);
        handled = true;
        continue;
      }
      switch (signal.byDefault()) {
        case TERMINATE -> throw new ProcessExit(new WaitStatus.Signalled(signal));
        case STOP -> {
          stop(signal);
          while (state == State.STOPPED && !pending.contains(Signal.SIGKILL)) {
            running().pause();
          }
          resumed();
        }
        case IGNORE, CONTINUE -> {}
      }
    }
    return handled;
  }

  private void stop(Signal signal) {
    state = State.STOPPED;
    report(new WaitStatus.Stopped(signal));
  }

  private void wakeTask() {
    if (task != null) {
      task.wake();
    }
  }

  // ---- Children ----

  /// Starts a child with the same files, namespaces and environment, which runs `program`.
  ///
  /// @param words the program's name and its arguments
  /// @throws KernelError EAGAIN if there are too many processes
  public Process spawn(Program program, List<String> words) {
    return spawn(program, words, child -> {});
  }

  /// As [#spawn(Program, List)]; `prepare` sees the child before it runs (between `fork` and
  /// `exec`).
  public Process spawn(
      Program program, List<String> words, java.util.function.Consumer<Process> prepare) {
    Process child = table.create(this);
    child.setArguments(words);
    prepare.accept(child);
    child.start(program, words.isEmpty() ? words : words.subList(1, words.size()));
    return child;
  }

  /// Replaces its program (`execve`): runs `program` to its end and ends with its status.
  public Error exec(Program program, List<String> words) {
    setArguments(words);
    handlers.values().removeIf(handler -> !handler.equals(IGNORE));
    return exit(program.run(this, words.subList(1, words.size())));
  }

  void start(Program program, List<String> words) {
    List<String> given = List.copyOf(words);
    Task made =
        new Task(
            table.scheduler(),
            () -> {
              WaitStatus how;
              try {
                resumed();
                deliverSignals();
                how = new WaitStatus.Exited(program.run(this, given) & 0xff);
              } catch (ProcessExit exit) {
                how = exit.status();
              } catch (StackOverflowError deep) {
                throw new LimitReached(LimitReached.Limit.NESTING);
              }
              finish(how);
            });
    task = made;
    made.wake();
  }

  /// The end of this process: `throw self.exit(1)`.
  public Error exit(int status) {
    return new ProcessExit(new WaitStatus.Exited(status & 0xff));
  }

  /// The next thing that became of a child, or null if nothing did (`waitpid`, WNOHANG).
  ///
  /// @param pid the child, or -1 for any
  /// @param jobs whether stops and continuations count (WUNTRACED, WCONTINUED)
  /// @throws KernelError ECHILD if there is no such child
  public @Nullable ChildChange poll(int pid, boolean jobs) {
    boolean any = false;
    for (Process child : table.childrenOf(this)) {
      if (pid != -1 && child.pid != pid) {
        continue;
      }
      any = true;
      while (true) {
        WaitStatus status = child.unreported.poll();
        if (status == null) {
          break;
        }
        if (status.isFinal()) {
          table.reap(child);
          return new ChildChange(child.pid, status);
        }
        if (jobs) {
          return new ChildChange(child.pid, status);
        }
      }
    }
    if (!any) {
      throw new KernelError(Errno.ECHILD);
    }
    return null;
  }

  /// What became of which child.
  public record ChildChange(int pid, WaitStatus status) {}

  /// Waits until something becomes of a child (`waitpid`).
  ///
  /// @return null if a handled signal came first
  /// @throws KernelError ECHILD if there is no such child
  public @Nullable ChildChange waitFor(int pid, boolean jobs) {
    awaited = pid;
    try {
      while (true) {
        ChildChange change = poll(pid, jobs);
        if (change != null) {
          return change;
        }
        if (await(changes, null) == Woken.INTERRUPTED) {
          return poll(pid, jobs);
        }
      }
    } finally {
      awaited = 0;
    }
  }

  /// Whether its parent does nothing but wait for it.
  public boolean isAwaited() {
    Process waiting = table.find(parent);
    return waiting != null
        && waiting.isAlive()
        && (waiting.awaited == pid || waiting.awaited == -1);
  }

  /// Until when it waits at the latest; null if it does not wait, or for ever.
  public @Nullable SimTime deadline() {
    return deadline;
  }

  /// Woken when something becomes of a child.
  public WaitQueue childChanges() {
    return changes;
  }

  private void report(WaitStatus status) {
    unreported.add(status);
    table.changed(this);
  }

  /// The process is over: its files close, its children get another parent, its parent is told.
  private void finish(WaitStatus how) {
    if (state == State.ZOMBIE) {
      return;
    }
    end = how;
    task = null;
    state = State.ZOMBIE;
    files.closeAll();
    table.ended(this);
    report(how);
  }

  private Task running() {
    if (task == null) {
      throw new IllegalStateException("process " + pid + " runs no code");
    }
    return task;
  }

  // ---- Files ----

  /// Reads from a descriptor, waiting for data; null at the end of the file.
  ///
  /// A process in the background that reads its terminal is stopped (SIGTTIN).
  ///
  /// @throws KernelError EBADF, EIO, EINTR if a handled signal came
  public byte @Nullable [] read(int descriptor, int limit) {
    FileDescription file = files.get(descriptor);
    while (true) {
      if (file instanceof Terminal.Opened opened && isInBackgroundOf(opened.terminal())) {
        if (IGNORE.equals(handlers.get(Signal.SIGTTIN))) {
          throw new KernelError(Errno.EIO);
        }
        table.signalGroup(group, Signal.SIGTTIN);
        giveWay();
        continue;
      }
      switch (file.read(limit)) {
        case FileDescription.Read.Data(byte[] octets) -> {
          return octets;
        }
        case FileDescription.Read.EndOfFile e -> {
          return null;
        }
        case FileDescription.Read.WouldBlock w -> {
          if (await(file.readable(), null) == Woken.INTERRUPTED) {
            throw new KernelError(Errno.EINTR);
          }
        }
      }
    }
  }

  /// Whether it must not read this terminal now.
  public boolean isInBackgroundOf(Terminal other) {
    return other == terminal && other.foregroundGroup() != group;
  }

  /// Writes all octets to a descriptor, waiting for room.
  ///
  /// @throws KernelError EBADF, ENOSPC; EPIPE only if SIGPIPE is ignored or handled
  public void write(int descriptor, byte[] octets) {
    FileDescription file = files.get(descriptor);
    int done = 0;
    while (done < octets.length) {
      int taken;
      try {
        taken = file.write(octets, done, octets.length - done);
      } catch (KernelError error) {
        if (error.errno() == Errno.EPIPE) {
          signal(Signal.SIGPIPE);
          deliverSignals();
        }
        throw error;
      }
      done += taken;
      if (taken == 0) {
        await(file.writable(), null);
      }
    }
  }

  /// Writes text as UTF-8.
  public void write(int descriptor, String text) {
    write(descriptor, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes a line to standard output.
  public void printLine(String line) {
    write(1, line + "\n");
  }

  /// Writes a line to standard error.
  public void complain(String line) {
    write(2, line + "\n");
  }

  @Override
  public String toString() {
    return pid + " " + String.join(" ", arguments);
  }
}
