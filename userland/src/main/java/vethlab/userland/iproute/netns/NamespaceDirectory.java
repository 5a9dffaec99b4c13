package vethlab.userland.iproute.netns;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Namespaces;
import vethlab.userland.procfs.NamespaceFile;

/// The directory `/run/netns`: a file for each namespace with a name.
public final class NamespaceDirectory implements Node.Directory {

  /// Where it stands.
  public static final String PATH = "/run/netns";

  private final Namespaces namespaces;

  public NamespaceDirectory(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  private NamespaceDirectory(NamespaceDirectory original, Fork fork) {
    fork.enter(original, this);
    this.namespaces = fork.of(original.namespaces);
  }

  @Override
  public NamespaceDirectory fork(Fork fork) {
    return new NamespaceDirectory(this, fork);
  }

  @Override
  public int mode() {
    return 0755;
  }

  @Override
  public @Nullable Node find(FileViewer viewer, String name) {
    NetworkNamespace namespace = namespaces.named().get(name);
    return namespace == null ? null : NamespaceFile.of(namespace);
  }

  @Override
  public ImmutableList<String> names(FileViewer viewer) {
    return ImmutableList.sortedCopyOf(namespaces.named().keySet());
  }

  /// @throws KernelError EPERM: names are given by `ip netns` only
  @Override
  public void put(String name, Node node) {
    throw new KernelError(Errno.EPERM);
  }

  /// @throws KernelError EBUSY: a namespace is mounted there
  @Override
  public void remove(String name) {
    throw new KernelError(namespaces.named().containsKey(name) ? Errno.EBUSY : Errno.ENOENT);
  }
}
