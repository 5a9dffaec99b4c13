package vethlab.simulator.file;

import vethlab.simulator.fork.Fork;

/// A symbolic link kept in memory.
public final class MemorySymlink implements Node.Symlink {

  private final String target;

  public MemorySymlink(String target) {
    this.target = target;
  }

  @Override
  public MemorySymlink fork(Fork fork) {
    MemorySymlink copy = new MemorySymlink(target);
    fork.enter(this, copy);
    return copy;
  }

  @Override
  public int mode() {
    return 0777;
  }

  @Override
  public String target(FileViewer viewer) {
    return target;
  }
}
