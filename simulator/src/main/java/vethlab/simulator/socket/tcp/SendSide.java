package vethlab.simulator.socket.tcp;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.time.SimTime;

/// What one end has sent and may still send: sequence numbers, windows, and the data between (RFC
/// 9293, 3.3.1; congestion window of RFC 5681 with ten segments at the start).
final class SendSide implements Forkable {

  private static final int INITIAL_CONGESTION_WINDOW = 10;

  private final SendBuffer buffer;
  private final RoundTrip roundTrip;
  private int unacknowledged;
  private int next;
  private int highest;
  private int window;
  private int scale;
  private int segmentSize;
  private int congestionWindow = INITIAL_CONGESTION_WINDOW;
  private boolean finQueued;
  private @Nullable SimTime timed;
  private int timedUntil;

  /// @param first the initial sequence number
  /// @param segmentSize octets that a segment carries at the most, options not counted
  SendSide(int first, int segmentSize) {
    this.buffer = new SendBuffer();
    this.roundTrip = new RoundTrip();
    this.unacknowledged = first;
    this.next = first;
    this.highest = first;
    this.segmentSize = segmentSize;
  }

  private SendSide(SendSide original, Fork fork) {
    fork.enter(original, this);
    this.buffer = fork.of(original.buffer);
    this.roundTrip = fork.of(original.roundTrip);
    this.unacknowledged = original.unacknowledged;
    this.next = original.next;
    this.highest = original.highest;
    this.window = original.window;
    this.scale = original.scale;
    this.segmentSize = original.segmentSize;
    this.congestionWindow = original.congestionWindow;
    this.finQueued = original.finQueued;
    this.timed = original.timed;
    this.timedUntil = original.timedUntil;
  }

  @Override
  public SendSide fork(Fork fork) {
    return new SendSide(this, fork);
  }

  SendBuffer buffer() {
    return buffer;
  }

  RoundTrip roundTrip() {
    return roundTrip;
  }

  /// The oldest sequence number that was not acknowledged (SND.UNA).
  int unacknowledged() {
    return unacknowledged;
  }

  /// The sequence number to be sent next (SND.NXT).
  int next() {
    return next;
  }

  /// The end of what was ever sent.
  int highest() {
    return highest;
  }

  int segmentSize() {
    return segmentSize;
  }

  void setSegmentSize(int octets) {
    segmentSize = octets;
  }

  void setScale(int shift) {
    scale = shift;
  }

  /// Takes over the window of a segment; that of a SYN is not scaled.
  void setWindow(int field, boolean scaled) {
    window = scaled ? field << scale : field;
  }

  boolean isAllAcknowledged() {
    return unacknowledged == highest;
  }

  /// Octets of data written and not yet sent for the first time.
  int waiting() {
    return buffer.length() - inFlight();
  }

  int congestionWindow() {
    return congestionWindow;
  }

  int inFlight() {
    return next - unacknowledged;
  }

  /// Octets of data that the windows allow now, at most a segment's.
  int allowed() {
    int usable = Math.min(window, congestionWindow * segmentSize) - inFlight();
    return Math.min(waiting(), Math.min(usable, segmentSize));
  }

  /// The next `length` octets of data.
  Bytes peek(int length) {
    return buffer.peek(inFlight(), length);
  }

  /// Notes that so much sequence space was sent.
  void sent(int length, SimTime now) {
    next += length;
    highest = Sequence.latest(highest, next);
    if (timed == null) {
      timed = now;
      timedUntil = next;
    }
  }

  /// Goes back to the oldest octet after a timeout: at least one octet is sent again.
  ///
  /// @return the data to send again
  Bytes again() {
    congestionWindow = 1;
    int length = Math.min(Math.max(inFlight(), 1), Math.min(segmentSize, buffer.length()));
    next = Sequence.latest(next, unacknowledged + length);
    highest = Sequence.latest(highest, next);
    return buffer.peek(0, length);
  }

  void queueFin() {
    finQueued = true;
  }

  boolean isFinQueued() {
    return finQueued;
  }

  /// The sequence number of the FIN, behind all data.
  int finSequence() {
    return unacknowledged + buffer.length();
  }

  /// What an acknowledgement did.
  enum Progress {
    NONE,
    DATA,
    FIN
  }

  /// Takes an acknowledgement in.
  Progress acknowledged(int upTo, SimTime now) {
    if (!Sequence.isAfter(upTo, unacknowledged)) {
      return Progress.NONE;
    }
    int count = upTo - unacknowledged;
    boolean fin = finQueued && upTo == finSequence() + 1;
    buffer.drop(fin ? count - 1 : count);
    unacknowledged = upTo;
    next = Sequence.latest(next, upTo);
    congestionWindow += Math.max(1, count / segmentSize);
    measure(upTo, now);
    roundTrip.answered();
    return fin ? Progress.FIN : Progress.DATA;
  }

  /// The SYN was acknowledged.
  void synAcknowledged(int upTo, SimTime now) {
    unacknowledged = upTo;
    measure(upTo, now);
    roundTrip.answered();
  }

  private void measure(int upTo, SimTime now) {
    if (timed != null && !Sequence.isBefore(upTo, timedUntil)) {
      if (roundTrip.expirations() == 0) { // Karn's algorithm
        roundTrip.measured(now.since(timed));
      }
      timed = null;
    }
  }
}
