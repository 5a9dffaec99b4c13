package vethlab.userland.procfs;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;

/// Numbers as the kernel reads them from what is written to a file.
public final class Numbers {

  private Numbers() {}

  /// The first word as a number: decimal, octal with a leading 0, hexadecimal with 0x
  /// (`proc_dointvec`).
  ///
  /// @throws KernelError EINVAL if it is none, or does not fit 32 bits
  static long ofWord(String text) {
    String[] words = text.strip().split("\\s+", 2);
    return of(words[0]);
  }

  /// A whole text as a number, as `kstrtoul` reads it (base 0).
  ///
  /// @throws KernelError EINVAL if it is none
  public static long of(String text) {
    try {
      return Integer.decode(text.strip());
    } catch (NumberFormatException malformed) {
      throw new KernelError(Errno.EINVAL);
    }
  }
}
