package vethlab.userland.procfs;

import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.fork.Fork;

/// What a link in `/proc/PID/fd` leads to; opening it gives the same open file again.
///
/// For pipes and terminals that is what the kernel does; a regular file would be opened anew there,
/// at its beginning.
record OpenFile(FileDescription file) implements Node.Openable {

  @Override
  public OpenFile fork(Fork fork) {
    OpenFile copy = new OpenFile(fork.of(file));
    fork.enter(this, copy);
    return copy;
  }

  @Override
  public int mode() {
    return 0600;
  }

  @Override
  public FileDescription open(FileViewer viewer, OpenMode how) {
    return file.retain();
  }

  @Override
  public long length(FileViewer viewer) {
    return 0;
  }
}
