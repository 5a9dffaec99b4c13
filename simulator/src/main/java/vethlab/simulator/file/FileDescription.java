package vethlab.simulator.file;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.WaitQueue;

/// An open file (`struct file`): shared by all descriptors that were copied from one another.
///
/// Reading and writing never block: where they would, they say so, and the caller waits on the
/// queue and tries again.
@SuppressWarnings("this-escape") // the double must be known before its parts are copied
public abstract class FileDescription implements Forkable {

  /// What a read brought.
  public sealed interface Read {

    /// Octets, at least one.
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Data(byte[] octets) implements Read {}

    /// Nothing, for good.
    record EndOfFile() implements Read {}

    /// Nothing yet: wait on [#readable].
    record WouldBlock() implements Read {}
  }

  public static final Read END_OF_FILE = new Read.EndOfFile();
  public static final Read WOULD_BLOCK = new Read.WouldBlock();

  private int references = 1;

  protected FileDescription() {}

  protected FileDescription(FileDescription original, Fork fork) {
    fork.enter(original, this);
    this.references = original.references;
  }

  /// Reads up to `limit` octets.
  ///
  /// @throws KernelError EBADF if it is not open for reading, EISDIR, EIO
  public Read read(int limit) {
    throw new KernelError(Errno.EBADF);
  }

  /// Writes octets from `offset` on.
  ///
  /// @return how many were taken; 0 means that it would block
  /// @throws KernelError EBADF if it is not open for writing, EPIPE, ENOSPC, EFBIG
  public int write(byte[] octets, int offset, int length) {
    throw new KernelError(Errno.EBADF);
  }

  /// Woken when a read may bring something.
  public abstract WaitQueue readable();

  /// Woken when a write may be taken.
  public abstract WaitQueue writable();

  /// Called when the last descriptor is closed.
  protected void released() {}

  /// What `/proc/PID/fd/N` points to.
  public abstract String describe();

  /// One more descriptor refers to it (`dup`, `fork`).
  public final FileDescription retain() {
    references++;
    return this;
  }

  /// One descriptor less refers to it (`close`).
  public final void release() {
    if (--references == 0) {
      released();
    }
  }
}
