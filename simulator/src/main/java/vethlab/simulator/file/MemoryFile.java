package vethlab.simulator.file;

import java.util.Arrays;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.time.WaitQueue;

/// A regular file kept in memory, of at most [#LIMIT] octets.
public final class MemoryFile implements Node.Openable {

  /// Beyond this a write fails with ENOSPC.
  public static final int LIMIT = 16 << 20;

  private final WaitQueue queue;
  private byte[] content = new byte[0];
  private int length;
  private int mode;

  public MemoryFile(int mode) {
    this.mode = mode;
    this.queue = new WaitQueue();
  }

  private MemoryFile(MemoryFile original, Fork fork) {
    fork.enter(original, this);
    this.mode = original.mode;
    this.length = original.length;
    this.content = Arrays.copyOf(original.content, original.length);
    this.queue = fork.of(original.queue);
  }

  @Override
  public MemoryFile fork(Fork fork) {
    return new MemoryFile(this, fork);
  }

  @Override
  public int mode() {
    return mode;
  }

  public void setMode(int mode) {
    this.mode = mode;
  }

  @Override
  public long length(FileViewer viewer) {
    return length;
  }

  /// A copy of what it holds.
  public byte[] content() {
    return Arrays.copyOf(content, length);
  }

  public void setContent(byte[] octets) {
    length = 0;
    write(0, octets, 0, octets.length);
  }

  @Override
  public FileDescription open(FileViewer viewer, OpenMode how) {
    if (how.truncate()) {
      length = 0;
    }
    return new Opened(this, how);
  }

  private int write(int position, byte[] octets, int offset, int count) {
    if (position + count > LIMIT) {
      throw new KernelError(Errno.ENOSPC);
    }
    int end = position + count;
    if (end > content.length) {
      content = Arrays.copyOf(content, Math.max(end, Math.min(LIMIT, 2 * content.length)));
    }
    if (position > length) {
      Arrays.fill(content, length, position, (byte) 0);
    }
    System.arraycopy(octets, offset, content, position, count);
    length = Math.max(length, end);
    return count;
  }

  private static final class Opened extends FileDescription {
    private final MemoryFile file;
    private final OpenMode how;
    private int position;

    Opened(MemoryFile file, OpenMode how) {
      this.file = file;
      this.how = how;
    }

    private Opened(Opened original, Fork fork) {
      super(original, fork);
      this.file = fork.of(original.file);
      this.how = original.how;
      this.position = original.position;
    }

    @Override
    public Opened fork(Fork fork) {
      return new Opened(this, fork);
    }

    @Override
    public Read read(int limit) {
      if (!how.read()) {
        throw new KernelError(Errno.EBADF);
      }
      int count = Math.min(limit, file.length - position);
      if (count <= 0) {
        return END_OF_FILE;
      }
      position += count;
      return new Read.Data(Arrays.copyOfRange(file.content, position - count, position));
    }

    @Override
    public int write(byte[] octets, int offset, int count) {
      if (!how.write()) {
        throw new KernelError(Errno.EBADF);
      }
      int at = how.append() ? file.length : position;
      position = at + file.write(at, octets, offset, count);
      return count;
    }

    @Override
    public WaitQueue readable() {
      return file.queue;
    }

    @Override
    public WaitQueue writable() {
      return file.queue;
    }

    @Override
    public String describe() {
      return "file";
    }
  }
}
