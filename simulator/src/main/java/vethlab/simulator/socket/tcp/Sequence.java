package vethlab.simulator.socket.tcp;

/// Comparison of 32-bit sequence numbers, which wrap (RFC 9293, 3.4).
final class Sequence {

  private Sequence() {}

  static boolean isBefore(int one, int other) {
    return one - other < 0;
  }

  static boolean isAfter(int one, int other) {
    return one - other > 0;
  }

  static int latest(int one, int other) {
    return isAfter(one, other) ? one : other;
  }
}
