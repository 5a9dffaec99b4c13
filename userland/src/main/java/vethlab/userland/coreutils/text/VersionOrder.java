package vethlab.userland.coreutils.text;

/// The order of version numbers: digits compare as numbers, the rest as text.
public final class VersionOrder {

  private VersionOrder() {}

  public static int compare(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() || j < right.length()) {
      int endLeft = i;
      int endRight = j;
      while (endLeft < left.length() && !Character.isDigit(left.charAt(endLeft))) {
        endLeft++;
      }
      while (endRight < right.length() && !Character.isDigit(right.charAt(endRight))) {
        endRight++;
      }
      int order = left.substring(i, endLeft).compareTo(right.substring(j, endRight));
      if (order != 0) {
        return order;
      }
      i = endLeft;
      j = endRight;
      while (endLeft < left.length() && Character.isDigit(left.charAt(endLeft))) {
        endLeft++;
      }
      while (endRight < right.length() && Character.isDigit(right.charAt(endRight))) {
        endRight++;
      }
      order = number(left.substring(i, endLeft)).compareTo(number(right.substring(j, endRight)));
      if (order != 0) {
        return order;
      }
      i = endLeft;
      j = endRight;
    }
    return 0;
  }

  private static java.math.BigInteger number(String digits) {
    return digits.isEmpty() ? java.math.BigInteger.valueOf(-1) : new java.math.BigInteger(digits);
  }
}
