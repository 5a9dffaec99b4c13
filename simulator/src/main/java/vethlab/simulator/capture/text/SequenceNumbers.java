package vethlab.simulator.capture.text;

import java.util.HashMap;
import java.util.Map;
import vethlab.simulator.packet.IpAddress;

/// Where the sequence numbers of the TCP connections seen so far begin, in both directions.
final class SequenceNumbers {

  /// Sender and receiver of a segment.
  record Ends(IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {

    private Ends reversed() {
      return new Ends(destination, destinationPort, source, sourcePort);
    }
  }

  /// What a segment's numbers are to be counted from.
  ///
  /// @param sequence its own
  /// @param acknowledgement that of what it acknowledges
  /// @param selective those of its selective acknowledgements
  record Origin(int sequence, int acknowledgement, int selective) {

    static final Origin ZERO = new Origin(0, 0, 0);
  }

  private record Beginning(int sender, int receiver) {}

  private final Map<Ends, Beginning> beginnings = new HashMap<>();

  /// The origin for a segment that acknowledges something. The first one of a connection, and any
  /// that opens one anew, is where it begins and is itself shown with the numbers as they are.
  Origin of(Ends ends, boolean opens, int sequence, int acknowledgement) {
    Beginning known = beginnings.get(ends);
    if (known != null && !opens) {
      return new Origin(known.sender, known.receiver, known.receiver);
    }
    int receiver = acknowledgement - 1;
    beginnings.put(ends.reversed(), new Beginning(receiver, sequence));
    beginnings.put(ends, new Beginning(sequence, receiver));
    return new Origin(0, 0, receiver);
  }
}
