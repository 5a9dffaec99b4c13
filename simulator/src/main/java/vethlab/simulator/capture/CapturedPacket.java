package vethlab.simulator.capture;

import com.google.common.collect.ImmutableList;
import vethlab.simulator.packet.Bytes;

/// One packet of a capture.
///
/// @param nanos when, in nanoseconds since 1970, never negative
/// @param originalLength octets on the wire, of which `octets` are the first
/// @param comments what was remarked about it; pcapng only
public record CapturedPacket(
    CaptureInterface where,
    long nanos,
    Direction direction,
    Bytes octets,
    int originalLength,
    ImmutableList<String> comments) {

  public CapturedPacket {
    if (nanos < 0) {
      throw new IllegalArgumentException("time before 1970: " + nanos + " ns");
    }
    if (originalLength < octets.length()) {
      throw new IllegalArgumentException(
          "packet of " + originalLength + " octets with " + octets.length() + " captured");
    }
  }

  /// A packet of which all octets were captured.
  public static CapturedPacket whole(
      CaptureInterface where, long nanos, Direction direction, Bytes octets) {
    return new CapturedPacket(where, nanos, direction, octets, octets.length(), ImmutableList.of());
  }

  public CapturedPacket withComments(ImmutableList<String> others) {
    return new CapturedPacket(where, nanos, direction, octets, originalLength, others);
  }
}
