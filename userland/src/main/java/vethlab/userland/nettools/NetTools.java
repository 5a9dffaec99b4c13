package vethlab.userland.nettools;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;

/// What the programs of net-tools have in common.
public final class NetTools {

  public static final String RELEASE = "net-tools 2.10";

  private static final String FAMILIES =
      "AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE -BLUETOOTH";
  private static final String HARDWARE =
      "+ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH +SIT +FDDI +HIPPI"
          + " +HDLC/LAPB +EUI64 ";

  /// Names of devices: numbers in them count as numbers (`nstrcmp`).
  public static final Comparator<String> NATURAL_ORDER = NetTools::compare;

  private NetTools() {}

  /// The lines of `-V` behind the first.
  ///
  /// @param features what was built in, before the address families
  /// @param hardware what stands before the kinds of hardware
  public static String features(String features, String hardware) {
    return String.join("\n", ImmutableList.of(features, FAMILIES, "HW: " + hardware + HARDWARE))
        + "\n";
  }

  /// Says why the words make no sense, where the real program goes on with its usage.
  public static NotModelled usage(String program) {
    return new NotModelled("the usage text of " + program);
  }

  /// What a name that has no address is answered with (`herror`).
  public static void lookupFailed(Process self, String name) {
    self.complain(name + ": Host name lookup failure");
  }

  private static int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      if (isDigit(one.charAt(i)) && isDigit(other.charAt(j))) {
        int endOne = endOfDigits(one, i);
        int endOther = endOfDigits(other, j);
        int byNumber =
            Long.compare(
                Long.parseLong(one.substring(i, endOne)),
                Long.parseLong(other.substring(j, endOther)));
        if (byNumber != 0) {
          return byNumber;
        }
        i = endOne;
        j = endOther;
      } else {
        int byLetter = Character.compare(one.charAt(i++), other.charAt(j++));
        if (byLetter != 0) {
          return byLetter;
        }
      }
    }
    return Integer.compare(one.length() - i, other.length() - j);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
