package vethlab.simulator.file;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.time.WaitQueue;

/// `/dev/null`, `/dev/zero`, `/dev/full`: files without end or bottom (`drivers/char/mem.c`).
public final class DeviceNode implements Node.Openable {

  /// What it does.
  public enum Kind {
    /// Reads nothing, takes everything.
    NULL,
    /// Reads zeros, takes everything.
    ZERO,
    /// Reads zeros, takes nothing.
    FULL
  }

  private final Kind kind;

  public DeviceNode(Kind kind) {
    this.kind = kind;
  }

  @Override
  public DeviceNode fork(Fork fork) {
    DeviceNode copy = new DeviceNode(kind);
    fork.enter(this, copy);
    return copy;
  }

  @Override
  public int mode() {
    return 0666;
  }

  @Override
  public long length(FileViewer viewer) {
    return 0;
  }

  @Override
  public FileDescription open(FileViewer viewer, OpenMode how) {
    return new Opened(kind);
  }

  private static final class Opened extends FileDescription {
    private final Kind kind;
    private final WaitQueue queue;

    Opened(Kind kind) {
      this.kind = kind;
      this.queue = new WaitQueue();
    }

    private Opened(Opened original, Fork fork) {
      super(original, fork);
      this.kind = original.kind;
      this.queue = fork.of(original.queue);
    }

    @Override
    public Opened fork(Fork fork) {
      return new Opened(this, fork);
    }

    @Override
    public Read read(int limit) {
      return switch (kind) {
        case NULL -> END_OF_FILE;
        case ZERO, FULL -> new Read.Data(new byte[Math.min(limit, 65536)]);
      };
    }

    @Override
    public int write(byte[] octets, int offset, int length) {
      return switch (kind) {
        case NULL, ZERO -> length;
        case FULL -> throw new KernelError(Errno.ENOSPC);
      };
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
      return switch (kind) {
        case NULL -> "/dev/null";
        case ZERO -> "/dev/zero";
        case FULL -> "/dev/full";
      };
    }
  }
}
