package vethlab.simulator.machine;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.ProcessTable;

/// Tells the machine when a process may have been the last holder of a namespace, or changed its
/// name.
final class NamespaceWatch implements ProcessTable.NamespaceListener {

  private final Machine machine;

  NamespaceWatch(Machine machine) {
    this.machine = machine;
  }

  private NamespaceWatch(NamespaceWatch original, Fork fork) {
    fork.enter(original, this);
    this.machine = fork.of(original.machine);
  }

  @Override
  public NamespaceWatch fork(Fork fork) {
    return new NamespaceWatch(this, fork);
  }

  @Override
  public void namespaceLeft(NetworkNamespace namespace) {
    machine.release(namespace);
  }

  @Override
  public void namesChanged() {
    machine.namesChanged();
  }
}
