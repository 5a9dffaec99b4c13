package vethlab.simulator.file;

import java.util.ArrayDeque;
import java.util.Arrays;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.WaitQueue;

/// A pipe of 64 KiB and its two ends (`fs/pipe.c`).
public final class Pipe implements Forkable {

  private static final int CAPACITY = 65536;

  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private final WaitQueue readable;
  private final WaitQueue writable;
  private int held;
  private boolean readerOpen = true;
  private boolean writerOpen = true;

  public Pipe() {
    this.readable = new WaitQueue();
    this.writable = new WaitQueue();
  }

  private Pipe(Pipe original, Fork fork) {
    fork.enter(original, this);
    this.readable = fork.of(original.readable);
    this.writable = fork.of(original.writable);
    this.chunks.addAll(original.chunks);
    this.held = original.held;
    this.readerOpen = original.readerOpen;
    this.writerOpen = original.writerOpen;
  }

  @Override
  public Pipe fork(Fork fork) {
    return new Pipe(this, fork);
  }

  /// Opens the end that reads; once.
  public FileDescription openReader() {
    return new Reader(this);
  }

  /// Opens the end that writes; once.
  public FileDescription openWriter() {
    return new Writer(this);
  }

  private FileDescription.Read read(int limit) {
    byte[] chunk = chunks.poll();
    if (chunk == null) {
      return writerOpen ? FileDescription.WOULD_BLOCK : FileDescription.END_OF_FILE;
    }
    if (chunk.length > limit) {
      chunks.addFirst(Arrays.copyOfRange(chunk, limit, chunk.length));
      chunk = Arrays.copyOf(chunk, limit);
    }
    held -= chunk.length;
    writable.wakeAll();
    return new FileDescription.Read.Data(chunk);
  }

  private int write(byte[] octets, int offset, int length) {
    if (!readerOpen) {
      throw new KernelError(Errno.EPIPE);
    }
    int taken = Math.min(length, CAPACITY - held);
    if (taken > 0) {
      chunks.add(Arrays.copyOfRange(octets, offset, offset + taken));
      held += taken;
      readable.wakeAll();
    }
    return taken;
  }

  private static final class Reader extends FileDescription {
    private final Pipe pipe;

    Reader(Pipe pipe) {
      this.pipe = pipe;
    }

    private Reader(Reader original, Fork fork) {
      super(original, fork);
      this.pipe = fork.of(original.pipe);
    }

    @Override
    public Reader fork(Fork fork) {
      return new Reader(this, fork);
    }

    @Override
    public Read read(int limit) {
      return pipe.read(limit);
    }

    @Override
    public WaitQueue readable() {
      return pipe.readable;
    }

    @Override
    public WaitQueue writable() {
      return pipe.writable;
    }

    @Override
    protected void released() {
      pipe.readerOpen = false;
      pipe.writable.wakeAll();
    }

    @Override
    public String describe() {
      return "pipe:[read]";
    }
  }

  private static final class Writer extends FileDescription {
    private final Pipe pipe;

    Writer(Pipe pipe) {
      this.pipe = pipe;
    }

    private Writer(Writer original, Fork fork) {
      super(original, fork);
      this.pipe = fork.of(original.pipe);
    }

    @Override
    public Writer fork(Fork fork) {
      return new Writer(this, fork);
    }

    @Override
    public int write(byte[] octets, int offset, int length) {
      return pipe.write(octets, offset, length);
    }

    @Override
    public WaitQueue readable() {
      return pipe.readable;
    }

    @Override
    public WaitQueue writable() {
      return pipe.writable;
    }

    @Override
    protected void released() {
      pipe.writerOpen = false;
      pipe.readable.wakeAll();
    }

    @Override
    public String describe() {
      return "pipe:[write]";
    }
  }
}
