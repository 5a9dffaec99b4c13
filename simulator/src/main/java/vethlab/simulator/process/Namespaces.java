package vethlab.simulator.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.namespace.MountNamespace;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.namespace.UtsNamespace;
import vethlab.simulator.time.Event;

/// All namespaces of a machine, what they are called, and whether anything still holds them.
public final class Namespaces implements Forkable {

  private static final long ROOT_UTS_INODE = 4026531838L;
  private static final long ROOT_NETWORK_INODE = 4026531840L;
  private static final long ROOT_MOUNT_INODE = 4026531841L;
  private static final long FIRST_INODE = 4026532200L;

  private final NetCore core;
  private final NetworkNamespace root;
  private final UtsNamespace rootUts;
  private final MountNamespace rootMounts;
  private final Map<String, NetworkNamespace> named = new LinkedHashMap<>();
  private final Set<NetworkNamespace> live = new LinkedHashSet<>();
  private final Map<NetworkNamespace, Integer> openFiles = new LinkedHashMap<>();
  private ProcessTable processes;
  private long nextInode = FIRST_INODE;

  @SuppressWarnings("NullAway.Init") // the table sets itself when it is made, right after this
  Namespaces(NetCore core, String hostname) {
    this.core = core;
    this.root = new NetworkNamespace(core, ROOT_NETWORK_INODE, "host", null);
    this.rootUts = new UtsNamespace(ROOT_UTS_INODE, hostname);
    this.rootMounts = new MountNamespace(ROOT_MOUNT_INODE, root);
    live.add(root);
  }

  private Namespaces(Namespaces original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.processes = fork.of(original.processes);
    this.root = fork.of(original.root);
    this.rootUts = fork.of(original.rootUts);
    this.rootMounts = fork.of(original.rootMounts);
    this.nextInode = original.nextInode;
    original.named.forEach((name, namespace) -> named.put(name, fork.of(namespace)));
    original.live.forEach(namespace -> live.add(fork.of(namespace)));
    original.openFiles.forEach((namespace, files) -> openFiles.put(fork.of(namespace), files));
  }

  @Override
  public Namespaces fork(Fork fork) {
    return new Namespaces(this, fork);
  }

  void setProcesses(ProcessTable processes) {
    this.processes = processes;
  }

  /// The network namespace that the machine starts with.
  public NetworkNamespace root() {
    return root;
  }

  public UtsNamespace rootUts() {
    return rootUts;
  }

  public MountNamespace rootMounts() {
    return rootMounts;
  }

  /// All network namespaces that live, the root first, then by age.
  public ImmutableList<NetworkNamespace> all() {
    return ImmutableList.copyOf(live);
  }

  /// A new network namespace; whoever asks must hold it at once.
  public NetworkNamespace createNetwork() {
    NetworkNamespace made = new NetworkNamespace(core, nextInode++, "net:new", root);
    live.add(made);
    return made;
  }

  public UtsNamespace createUts(String hostname) {
    return new UtsNamespace(nextInode++, hostname);
  }

  public MountNamespace createMounts(NetworkNamespace sysfs) {
    return new MountNamespace(nextInode++, sysfs);
  }

  /// The namespaces with a name in `/run/netns`, the oldest name first.
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
    rename();
  }

  /// Takes a name away (`ip netns del`).
  ///
  /// @throws KernelError ENOENT if there is no such name
  public void unname(String name) {
    NetworkNamespace namespace = named.remove(name);
    if (namespace == null) {
      throw new KernelError(Errno.ENOENT);
    }
    released(namespace);
    rename();
  }

  /// The processes in a namespace, by pid.
  public ImmutableList<Process> holders(NetworkNamespace namespace) {
    return processes.all().stream()
        .filter(process -> process.isAlive() && process.network() == namespace)
        .collect(ImmutableList.toImmutableList());
  }

  /// One holder of a namespace is gone: if it was the last, the namespace is destroyed a moment
  /// later (`cleanup_net` is queued).
  void released(NetworkNamespace namespace) {
    if (!isHeld(namespace) && live.contains(namespace)) {
      core.timeline().schedule(Duration.ofMillis(1), new Cleanup(this, namespace));
    }
  }

  /// A file that holds a namespace was opened.
  void opened(NetworkNamespace namespace) {
    openFiles.merge(namespace, 1, Integer::sum);
  }

  /// A file that holds a namespace was closed.
  void closed(NetworkNamespace namespace) {
    openFiles.computeIfPresent(namespace, (key, files) -> files == 1 ? null : files - 1);
    released(namespace);
  }

  private boolean isHeld(NetworkNamespace namespace) {
    return namespace == root
        || named.containsValue(namespace)
        || openFiles.containsKey(namespace)
        || !holders(namespace).isEmpty();
  }

  /// The end of a namespace.
  private record Cleanup(Namespaces namespaces, NetworkNamespace namespace) implements Event {

    @Override
    public void happen() {
      if (!namespaces.isHeld(namespace) && namespaces.live.remove(namespace)) {
        namespaces.live.forEach(other -> other.peerIds().forget(namespace.devices()));
        namespace.destroy();
      }
    }

    @Override
    public Event fork(Fork fork) {
      return new Cleanup(fork.of(namespaces), fork.of(namespace));
    }
  }

  /// Names each namespace anew: by the hostname that one of its processes has set, by its name of
  /// `ip netns`, or by the pid of its first process.
  void rename() {
    Map<NetworkNamespace, String> names = new LinkedHashMap<>();
    names.put(root, "host");
    for (Process process : processes.all()) {
      String hostname = process.uts().hostname();
      if (process.isAlive() && !hostname.equals(rootUts.hostname())) {
        names.putIfAbsent(process.network(), hostname);
      }
    }
    named.forEach((name, namespace) -> names.putIfAbsent(namespace, name));
    for (Process process : processes.all()) {
      if (process.isAlive()) {
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
}
