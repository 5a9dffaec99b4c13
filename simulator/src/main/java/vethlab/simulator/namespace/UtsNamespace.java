package vethlab.simulator.namespace;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// A hostname of its own (`struct uts_namespace`).
public final class UtsNamespace implements Forkable {

  private final long inode;
  private String hostname;

  public UtsNamespace(long inode, String hostname) {
    this.inode = inode;
    this.hostname = hostname;
  }

  private UtsNamespace(UtsNamespace original, Fork fork) {
    fork.enter(original, this);
    this.inode = original.inode;
    this.hostname = original.hostname;
  }

  @Override
  public UtsNamespace fork(Fork fork) {
    return new UtsNamespace(this, fork);
  }

  public long inode() {
    return inode;
  }

  public String hostname() {
    return hostname;
  }

  public void setHostname(String hostname) {
    this.hostname = hostname;
  }
}
