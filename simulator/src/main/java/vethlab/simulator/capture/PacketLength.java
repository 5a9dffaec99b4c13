package vethlab.simulator.capture;

/// What the two lengths of a packet in a capture file may be.
final class PacketLength {

  private PacketLength() {}

  /// @throws CaptureFormatException if no capture has such lengths
  static void check(CaptureInput input, int captured, int original) throws CaptureFormatException {
    if (captured < 0 || captured > CaptureInterface.LONGEST_PACKET) {
      throw input.problem(
          "packet of "
              + Integer.toUnsignedString(captured)
              + " octets, more than "
              + CaptureInterface.LONGEST_PACKET);
    }
    if (original < captured) {
      throw input.problem(
          "packet of "
              + Integer.toUnsignedString(original)
              + " octets with "
              + captured
              + " captured");
    }
  }
}
