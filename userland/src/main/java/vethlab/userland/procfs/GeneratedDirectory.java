package vethlab.userland.procfs;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Node;
import vethlab.simulator.fork.Fork;

/// A directory that is made anew for each look and in which nobody can make or remove anything.
public abstract class GeneratedDirectory implements Node.Directory {

  @Override
  public GeneratedDirectory fork(Fork fork) {
    fork.enter(this, this);
    return this;
  }

  @Override
  public int mode() {
    return 0555;
  }

  @Override
  public void put(String name, Node node) {
    throw new KernelError(Errno.ENOENT);
  }

  @Override
  public void remove(String name) {
    throw new KernelError(Errno.EPERM);
  }
}
