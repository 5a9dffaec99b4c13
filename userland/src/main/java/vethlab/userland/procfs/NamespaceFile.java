package vethlab.userland.procfs;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.namespace.MountNamespace;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.namespace.UtsNamespace;
import vethlab.simulator.process.OpenNamespace;
import vethlab.simulator.process.Process;

/// A namespace as a file (`nsfs`): what the links in `/proc/PID/ns` lead to, and what is mounted in
/// `/run/netns`.
public final class NamespaceFile implements Node.Openable {

  private final Space space;

  NamespaceFile(Space space) {
    this.space = space;
  }

  private NamespaceFile(NamespaceFile original, Fork fork) {
    fork.enter(original, this);
    this.space =
        switch (original.space) {
          case Space.Network(NetworkNamespace namespace) -> new Space.Network(fork.of(namespace));
          case Space.Uts(UtsNamespace namespace) -> new Space.Uts(fork.of(namespace));
          case Space.Mounts(MountNamespace namespace) -> new Space.Mounts(fork.of(namespace));
          case Space.Shared shared -> shared;
        };
  }

  @Override
  public NamespaceFile fork(Fork fork) {
    return new NamespaceFile(this, fork);
  }

  /// The file of a network namespace.
  public static NamespaceFile of(NetworkNamespace namespace) {
    return new NamespaceFile(new Space.Network(namespace));
  }

  public Space space() {
    return space;
  }

  @Override
  public int mode() {
    return 0444;
  }

  @Override
  public FileDescription open(FileViewer viewer, OpenMode how) {
    if (how.write()) {
      throw new KernelError(Errno.EPERM);
    }
    return space instanceof Space.Network(NetworkNamespace network)
            && viewer instanceof Process process
        ? new OpenNamespace(process.table().namespaces(), network)
        : new Generated.Opened("");
  }

  @Override
  public long length(FileViewer viewer) {
    return 0;
  }

  /// A namespace of some kind.
  public sealed interface Space {

    record Network(NetworkNamespace namespace) implements Space {}

    record Uts(UtsNamespace namespace) implements Space {}

    record Mounts(MountNamespace namespace) implements Space {}

    /// One that all processes of a machine share, since nothing makes others of its kind.
    record Shared(NamespaceKind kind) implements Space {}

    default NamespaceKind kind() {
      return switch (this) {
        case Network n -> NamespaceKind.NET;
        case Uts u -> NamespaceKind.UTS;
        case Mounts m -> NamespaceKind.MNT;
        case Shared(NamespaceKind kind) -> kind;
      };
    }

    default long inode() {
      return switch (this) {
        case Network(NetworkNamespace namespace) -> namespace.inode();
        case Uts(UtsNamespace namespace) -> namespace.inode();
        case Mounts(MountNamespace namespace) -> namespace.inode();
        case Shared(NamespaceKind kind) -> kind.sharedInode();
      };
    }

    /// As the links in `/proc/PID/ns` say it: `net:[4026531840]`.
    default String text() {
      return kind().word() + ":[" + inode() + "]";
    }

    /// The namespace that a process is in.
    static Space of(Process process, NamespaceKind kind) {
      return switch (kind) {
        case NET -> new Network(process.network());
        case UTS -> new Uts(process.uts());
        case MNT -> new Mounts(process.mounts());
        case CGROUP, IPC, PID, TIME, USER -> new Shared(kind);
      };
    }
  }
}
