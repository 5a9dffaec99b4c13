package vethlab.simulator.packet;

/// Checks that the value of a header field fits into its bits.
final class FieldRange {

  private FieldRange() {}

  static void check8(String field, int value) {
    check(field, value, 0xff);
  }

  static void check16(String field, int value) {
    check(field, value, 0xffff);
  }

  /// @throws IllegalArgumentException if `value` is not in 0 to `highest`
  static void check(String field, int value, int highest) {
    if (value < 0 || value > highest) {
      throw new IllegalArgumentException(field + " out of 0.." + highest + ": " + value);
    }
  }
}
