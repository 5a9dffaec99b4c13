package vethlab.userland.procfs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;

/// Numbers as the kernel reads them from what is written to a file.
public final class Numbers {

  private static final Pattern UNSIGNED =
      Pattern.compile("\\+?(0[xX](?<hex>[0-9a-fA-F]+)|0(?<octal>[0-7]*)|(?<plain>[1-9][0-9]*))\n?");

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

  /// A whole text as a number without a sign, as `kstrtoul` reads it (base 0).
  ///
  /// @throws KernelError EINVAL if it is none, ERANGE if it does not fit 64 bits
  public static long unsigned(String text) {
    Matcher digits = UNSIGNED.matcher(text);
    if (!digits.matches()) {
      throw new KernelError(Errno.EINVAL);
    }
    String hexadecimal = digits.group("hex");
    String octal = digits.group("octal");
    try {
      if (hexadecimal != null) {
        return Long.parseUnsignedLong(hexadecimal, 16);
      }
      return octal != null
          ? Long.parseUnsignedLong("0" + octal, 8)
          : Long.parseUnsignedLong(digits.group("plain"));
    } catch (NumberFormatException large) {
      throw new KernelError(Errno.ERANGE);
    }
  }
}
