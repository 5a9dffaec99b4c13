package vethlab.simulator.process;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.time.WaitQueue;

/// An open file of a network namespace (`nsfs`): there is nothing to read in it, but while it is
/// open, the namespace lives.
public final class OpenNamespace extends FileDescription {

  private final Namespaces namespaces;
  private final NetworkNamespace network;
  private final WaitQueue queue;

  public OpenNamespace(Namespaces namespaces, NetworkNamespace network) {
    this.namespaces = namespaces;
    this.network = network;
    this.queue = new WaitQueue();
    namespaces.opened(network);
  }

  private OpenNamespace(OpenNamespace original, Fork fork) {
    super(original, fork);
    this.namespaces = fork.of(original.namespaces);
    this.network = fork.of(original.network);
    this.queue = fork.of(original.queue);
  }

  @Override
  public OpenNamespace fork(Fork fork) {
    return new OpenNamespace(this, fork);
  }

  public NetworkNamespace network() {
    return network;
  }

  /// @throws KernelError EINVAL always
  @Override
  public Read read(int limit) {
    throw new KernelError(Errno.EINVAL);
  }

  @Override
  public WaitQueue readable() {
    return queue;
  }

  @Override
  public WaitQueue writable() {
    return queue;
  }

  @Override
  protected void released() {
    namespaces.closed(network);
  }

  @Override
  public String describe() {
    return "net:[" + network.inode() + "]";
  }
}
