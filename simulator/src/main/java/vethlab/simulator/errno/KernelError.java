package vethlab.simulator.errno;

import org.jspecify.annotations.Nullable;

/// A configuration call that the kernel refused: its error, and the words that it added.
///
/// Thrown by what stands for system calls and netlink requests; a packet's fate is never one.
public final class KernelError extends RuntimeException {

  private final Errno errno;
  private final @Nullable String extendedAck;

  public KernelError(Errno errno) {
    this(errno, null);
  }

  /// @param extendedAck the netlink extended acknowledgement, which `ip` prints as `Error: ….`
  public KernelError(Errno errno, @Nullable String extendedAck) {
    super(extendedAck == null ? errno.text() : extendedAck, null, false, false);
    this.errno = errno;
    this.extendedAck = extendedAck;
  }

  public Errno errno() {
    return errno;
  }

  /// What the kernel said beside the error number, or null.
  public @Nullable String extendedAck() {
    return extendedAck;
  }
}
