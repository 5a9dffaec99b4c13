package vethlab.userland.program;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.process.Program;

/// A program as a file that can be executed; what the real file holds is not known.
///
/// The program itself is a value without state: forks of a machine share it.
public final class ProgramFile implements Node.Openable {

  private final String path;
  private final Program program;

  /// @param path where it stands, for messages
  public ProgramFile(String path, Program program) {
    this.path = path;
    this.program = program;
  }

  @Override
  public ProgramFile fork(Fork fork) {
    ProgramFile copy = new ProgramFile(path, program);
    fork.enter(this, copy);
    return copy;
  }

  public Program program() {
    return program;
  }

  @Override
  public int mode() {
    return 0755;
  }

  @Override
  public FileDescription open(FileViewer viewer, OpenMode how) {
    if (how.write()) {
      throw new KernelError(Errno.EACCES);
    }
    throw new NotModelled("the content of " + path);
  }

  @Override
  public long length(FileViewer viewer) {
    throw new NotModelled("the size of " + path);
  }
}
