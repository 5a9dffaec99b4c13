package vethlab.simulator.machine;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileTree;
import vethlab.simulator.file.MemoryDirectory;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.namespace.MountNamespace;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.namespace.UtsNamespace;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.ProcessTable;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;

/// The simulated host: its namespaces, processes and files, and the loop that lets things happen.
///
/// A machine can be forked between two turns of its loop: the copy has the same namespaces,
/// devices, tables and sockets, and its processes hold what they held but run no code.
public final class Machine implements Forkable {

  private static final long ROOT_UTS_INODE = 4026531838L;
  private static final long ROOT_NETWORK_INODE = 4026531840L;
  private static final long ROOT_MOUNT_INODE = 4026531841L;
  private static final long FIRST_INODE = 4026532200L;
  private static final int FIRST_PID = 1000;

  private final NetCore core;
  private final HostProfile host;
  private final FileTree files;
  private final ProcessTable processes;
  private final NetworkNamespace root;
  private final UtsNamespace rootUts;
  private final MountNamespace rootMounts;
  private final NamespaceWatch watch;
  private final TreeMap<String, NetworkNamespace> named = new TreeMap<>();
  private final Set<NetworkNamespace> live = new LinkedHashSet<>();
  private Limits limits;
  private long nextInode = FIRST_INODE;
  private long events;
  private @Nullable Outcome broken;

  public Machine(
      KernelProfile kernel, HostProfile host, String hostname, long seed, Limits limits) {
    this.core = new NetCore(kernel, seed);
    this.host = host;
    this.limits = limits;
    this.files = new FileTree(new MemoryDirectory(0755));
    this.processes = new ProcessTable(core, files, FIRST_PID);
    this.root = new NetworkNamespace(core, ROOT_NETWORK_INODE, "host");
    this.rootUts = new UtsNamespace(ROOT_UTS_INODE, hostname);
    this.rootMounts = new MountNamespace(ROOT_MOUNT_INODE, root);
    this.watch = new NamespaceWatch(this);
    live.add(root);
    processes.setListener(watch);
    core.allowFrames(limits.frames());
  }

  private Machine(Machine original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.host = original.host;
    this.limits = original.limits;
    this.files = fork.of(original.files);
    this.processes = fork.of(original.processes);
    this.root = fork.of(original.root);
    this.rootUts = fork.of(original.rootUts);
    this.rootMounts = fork.of(original.rootMounts);
    this.watch = fork.of(original.watch);
    this.nextInode = original.nextInode;
    this.events = original.events;
    this.broken = original.broken;
    original.named.forEach((name, namespace) -> named.put(name, fork.of(namespace)));
    original.live.forEach(namespace -> live.add(fork.of(namespace)));
  }

  @Override
  public Machine fork(Fork fork) {
    return new Machine(this, fork);
  }

  /// A copy of the whole machine that shares nothing that can change.
  public Machine copy() {
    return Fork.copy(this);
  }

  // ---- Parts ----

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

  /// The namespace that the machine starts with.
  public NetworkNamespace root() {
    return root;
  }

  public UtsNamespace rootUts() {
    return rootUts;
  }

  public Limits limits() {
    return limits;
  }

  /// Gives what follows new limits, counted from now.
  public void setLimits(Limits limits) {
    this.limits = limits;
    this.events = 0;
    core.allowFrames(limits.frames());
  }

  // ---- Namespaces ----

  /// All network namespaces that something holds, the root first, then by age.
  public List<NetworkNamespace> namespaces() {
    return List.copyOf(live);
  }

  /// A new network namespace; whoever asks must hold it at once.
  public NetworkNamespace createNetwork() {
    NetworkNamespace made = new NetworkNamespace(core, nextInode++, "net:new");
    live.add(made);
    return made;
  }

  public UtsNamespace createUts(String hostname) {
    return new UtsNamespace(nextInode++, hostname);
  }

  public MountNamespace createMounts(NetworkNamespace sysfs) {
    return new MountNamespace(nextInode++, sysfs);
  }

  /// The namespaces with a name in `/run/netns`, by name.
  public ImmutableMap<String, NetworkNamespace> named() {
    return ImmutableMap.copyOf(named);
  }

  /// Gives a namespace a name, which holds it (`ip netns add`, `ip netns attach`).
  ///
  /// @throws KernelError EEXIST if the name is taken
  public void name(String name, NetworkNamespace namespace) {
    if (named.putIfAbsent(name, namespace) != null) {
      throw new KernelError(Errno.EEXIST);
    }
    namesChanged();
  }

  /// Takes a name away (`ip netns del`).
  ///
  /// @throws KernelError ENOENT if there is no such name
  public void unname(String name) {
    NetworkNamespace namespace = named.remove(name);
    if (namespace == null) {
      throw new KernelError(Errno.ENOENT);
    }
    release(namespace);
    namesChanged();
  }

  /// Destroys a namespace that nothing holds any more, a moment later (`cleanup_net` is queued).
  void release(NetworkNamespace namespace) {
    if (!isHeld(namespace) && live.contains(namespace)) {
      core.timeline().schedule(Duration.ofMillis(1), new Cleanup(this, namespace));
    }
  }

  private boolean isHeld(NetworkNamespace namespace) {
    return namespace == root
        || named.containsValue(namespace)
        || processes.all().stream()
            .anyMatch(process ->
                process.state() != Process.State.ZOMBIE && process.network() == namespace);
  }

  /// The end of a namespace.
  private record Cleanup(Machine machine, NetworkNamespace namespace) implements Event {

    @Override
    public void happen() {
      if (!machine.isHeld(namespace) && machine.live.remove(namespace)) {
        namespace.destroy();
      }
    }

    @Override
    public Event fork(Fork fork) {
      return new Cleanup(fork.of(machine), fork.of(namespace));
    }
  }

  /// Names each namespace anew: by the hostname that one of its processes has set, by its name of
  /// `ip netns`, or by the pid of its first process.
  void namesChanged() {
    Map<NetworkNamespace, String> names = new LinkedHashMap<>();
    names.put(root, "host");
    for (Process process : processes.all()) {
      if (process.state() != Process.State.ZOMBIE
          && process.uts() != rootUts
          && !process.uts().hostname().equals(rootUts.hostname())) {
        names.putIfAbsent(process.network(), process.uts().hostname());
      }
    }
    named.forEach((name, namespace) -> names.putIfAbsent(namespace, name));
    for (Process process : processes.all()) {
      if (process.state() != Process.State.ZOMBIE) {
        names.putIfAbsent(process.network(), "pid:" + process.pid());
      }
    }
    Set<String> used = new LinkedHashSet<>();
    names.forEach((namespace, name) -> {
      String free = name;
      for (int number = 2; !used.add(free); number++) {
        free = name + "#" + number;
      }
      if (!free.equals(namespace.name())) {
        namespace.setName(free);
      }
    });
  }

  // ---- The loop ----

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
    while (true) {
      core.receiveBacklog();
      if (goal.getAsBoolean()) {
        return new Outcome.Reached();
      }
      if (processes.scheduler().runNext()) {
        continue;
      }
      SimTime next = core.timeline().nextDue();
      if (until != null && (next == null || until.isBefore(next))) {
        core.timeline().advanceTo(until);
        return new Outcome.TimeUp();
      }
      if (next == null) {
        return new Outcome.Idle();
      }
      if (++events > limits.events()) {
        throw new LimitReached(LimitReached.Limit.EVENTS);
      }
      if (next.nanos() > limits.time().toNanos()) {
        throw new LimitReached(LimitReached.Limit.TIME);
      }
      core.timeline().step();
    }
  }

  /// Ends all programs, so that no thread is left; the machine is not to be used any more.
  public void close() {
    processes.killAll();
  }

  /// Everything that still can be wrong with the machine: what ended it, or null.
  public @Nullable Outcome broken() {
    return broken;
  }

  /// Whether anything is pending before `until`: frames, programs, events.
  public boolean isQuietUntil(SimTime until) {
    SimTime next = core.timeline().nextDue();
    return core.backlog().isEmpty()
        && processes.scheduler().isIdle()
        && (next == null || until.isBefore(next));
  }

  /// The processes that hold a namespace, by pid.
  public List<Process> holders(NetworkNamespace namespace) {
    List<Process> holders = new ArrayList<>();
    for (Process process : processes.all()) {
      if (process.state() != Process.State.ZOMBIE && process.network() == namespace) {
        holders.add(process);
      }
    }
    return holders;
  }
}
