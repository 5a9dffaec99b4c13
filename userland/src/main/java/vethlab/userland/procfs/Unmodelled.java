package vethlab.userland.procfs;

import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.fork.Fork;

/// A file that the real kernel has and whose content is not known here: looking into it is refused.
public record Unmodelled(String path) implements Node.Openable {

  @Override
  public Unmodelled fork(Fork fork) {
    fork.enter(this, this);
    return this;
  }

  @Override
  public int mode() {
    return 0444;
  }

  @Override
  public FileDescription open(FileViewer viewer, OpenMode how) {
    throw new NotModelled("the file " + path);
  }

  @Override
  public long length(FileViewer viewer) {
    return 0;
  }
}
