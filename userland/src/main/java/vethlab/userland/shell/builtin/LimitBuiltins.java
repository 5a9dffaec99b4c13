package vethlab.userland.shell.builtin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.shell.execution.Shell;

/// `umask`, `ulimit`, `times`.
final class LimitBuiltins {

  /// The limits of a Debian root shell, by option.
  private static final Map<Character, String> LIMITS =
      Map.of(
          'c',
          "0",
          'd',
          "unlimited",
          'f',
          "unlimited",
          'n',
          "1024",
          's',
          "8192",
          't',
          "unlimited",
          'u',
          "unlimited",
          'v',
          "unlimited",
          'l',
          "8192",
          'm',
          "unlimited");

  private LimitBuiltins() {}

  static int umask(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "umask", "pS", arguments);
    if (parsed.bad()) {
      return 2;
    }
    int mask = shell.process().umask();
    if (parsed.rest().isEmpty()) {
      String shown = parsed.has('S') ? symbolic(mask) : String.format(Locale.ROOT, "%04o", mask);
      String lead = parsed.has('p') ? (parsed.has('S') ? "umask -S " : "umask ") : "";
      return shell.print("umask", lead + shown + "\n");
    }
    String mode = parsed.rest().getFirst();
    if (!mode.isEmpty() && Character.isDigit(mode.charAt(0))) {
      if (!mode.matches("[0-7]{1,4}")) {
        shell.complain("umask: " + mode + ": octal number out of range");
        return 1;
      }
      shell.process().setUmask(Integer.parseInt(mode, 8));
      return 0;
    }
    throw new NotModelled("umask " + mode);
  }

  private static String symbolic(int mask) {
    StringBuilder out = new StringBuilder();
    for (int shift = 6; shift >= 0; shift -= 3) {
      int bits = ~(mask >> shift) & 7;
      out.append(out.isEmpty() ? "" : ",").append("ugo".charAt((6 - shift) / 3)).append('=');
      out.append((bits & 4) != 0 ? "r" : "").append((bits & 2) != 0 ? "w" : "");
      out.append((bits & 1) != 0 ? "x" : "");
    }
    return out.toString();
  }

  static int ulimit(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "ulimit", "HSabcdefiklmnpqrstuvxPRT", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (!parsed.rest().isEmpty() || parsed.has('a')) {
      throw new NotModelled("ulimit " + String.join(" ", arguments));
    }
    char which = 'f';
    for (Usage.Option option : parsed.options()) {
      which = option.letter() == 'H' || option.letter() == 'S' ? which : option.letter();
    }
    String limit = LIMITS.get(which);
    if (limit == null) {
      throw new NotModelled("ulimit -" + which);
    }
    return shell.print("ulimit", limit + "\n");
  }

  static int times(Shell shell) {
    return shell.print("times", "0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n");
  }
}
