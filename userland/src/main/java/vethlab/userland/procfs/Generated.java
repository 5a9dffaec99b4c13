package vethlab.userland.procfs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.process.Process;
import vethlab.simulator.time.WaitQueue;

/// A file whose text is made when it is opened, for the process that opens it (`seq_file`).
///
/// It is a view that is made anew for each look; nothing keeps it.
public class Generated implements Node.Openable {

  private final Function<Process, String> text;

  public Generated(Function<Process, String> text) {
    this.text = text;
  }

  @Override
  public Generated fork(Fork fork) {
    fork.enter(this, this);
    return this;
  }

  @Override
  public int mode() {
    return 0444;
  }

  @Override
  public FileDescription open(FileViewer viewer, OpenMode how) {
    if (how.write()) {
      throw new KernelError(Errno.EACCES);
    }
    return new Opened(text.apply(viewer(viewer)));
  }

  @Override
  public long length(FileViewer viewer) {
    return 0;
  }

  /// The process that looks.
  public static Process viewer(FileViewer viewer) {
    if (viewer instanceof Process process) {
      return process;
    }
    throw new KernelError(Errno.EACCES);
  }

  /// What was made when the file was opened.
  public static class Opened extends FileDescription {
    private final byte[] octets;
    private final WaitQueue queue;
    private int position;

    public Opened(String text) {
      this.octets = text.getBytes(StandardCharsets.UTF_8);
      this.queue = new WaitQueue();
    }

    Opened(Opened original, Fork fork) {
      super(original, fork);
      this.octets = original.octets;
      this.queue = fork.of(original.queue);
      this.position = original.position;
    }

    @Override
    public Opened fork(Fork fork) {
      return new Opened(this, fork);
    }

    @Override
    public Read read(int limit) {
      int count = Math.min(limit, octets.length - position);
      if (count <= 0) {
        return END_OF_FILE;
      }
      position += count;
      return new Read.Data(Arrays.copyOfRange(octets, position - count, position));
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
    public String describe() {
      return "file";
    }
  }
}
