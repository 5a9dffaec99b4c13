package vethlab.simulator.namespace;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// A view of the mounted file systems, as far as networks are concerned: whose devices `/sys`
/// shows.
///
/// `unshare --net` and `nsenter -n` keep the old view; `ip netns exec` makes a new one.
public final class MountNamespace implements Forkable {

  private final long inode;
  private final NetworkNamespace sysfs;

  /// @param sysfs the network namespace in which `/sys` was mounted
  public MountNamespace(long inode, NetworkNamespace sysfs) {
    this.inode = inode;
    this.sysfs = sysfs;
  }

  private MountNamespace(MountNamespace original, Fork fork) {
    fork.enter(original, this);
    this.inode = original.inode;
    this.sysfs = fork.of(original.sysfs);
  }

  @Override
  public MountNamespace fork(Fork fork) {
    return new MountNamespace(this, fork);
  }

  public long inode() {
    return inode;
  }

  /// The namespace whose devices `/sys/class/net` lists.
  public NetworkNamespace sysfs() {
    return sysfs;
  }
}
