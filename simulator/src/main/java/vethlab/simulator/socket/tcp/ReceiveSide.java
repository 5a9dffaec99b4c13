package vethlab.simulator.socket.tcp;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.TcpSegment;

/// What one end has received and is ready to receive: the next sequence number, the window, the
/// data that nobody has read.
final class ReceiveSide implements Forkable {

  private final ReceiveBuffer buffer;
  private int next;
  private int limit;
  private int scale;
  private int offeredUntil;
  private boolean offered;
  private boolean finReceived;

  ReceiveSide() {
    this.buffer = new ReceiveBuffer();
  }

  private ReceiveSide(ReceiveSide original, Fork fork) {
    fork.enter(original, this);
    this.buffer = fork.of(original.buffer);
    this.next = original.next;
    this.limit = original.limit;
    this.scale = original.scale;
    this.offeredUntil = original.offeredUntil;
    this.offered = original.offered;
    this.finReceived = original.finReceived;
  }

  @Override
  public ReceiveSide fork(Fork fork) {
    return new ReceiveSide(this, fork);
  }

  ReceiveBuffer buffer() {
    return buffer;
  }

  /// The sequence number expected next (RCV.NXT).
  int next() {
    return next;
  }

  void setNext(int sequence) {
    next = sequence;
  }

  void setScale(int shift) {
    scale = shift;
  }

  int scale() {
    return scale;
  }

  /// Sets the largest window: the largest multiple of the segment size that fits in 16 bits
  /// (`tcp_select_initial_window`).
  void setLimit(int segmentSize) {
    limit = segmentSize >= 65535 ? 65535 : 65535 / segmentSize * segmentSize;
  }

  /// The window of a SYN, which is not scaled.
  int synWindow() {
    return limit;
  }

  /// The window field of the next segment; what was offered once is not taken back.
  int offer() {
    int window = Math.max(free(), stillOffered());
    offeredUntil = next + window;
    offered = true;
    return Math.min(window >>> scale, 0xffff);
  }

  /// Octets that could be offered beyond what is offered now.
  int growth() {
    return free() - stillOffered();
  }

  /// What there is room for, in units of the scale, rounded up as `__tcp_select_window` does.
  private int free() {
    int room = Math.max(0, limit - buffer.unread());
    int unit = 1 << scale;
    return (room + unit - 1) / unit * unit;
  }

  private int stillOffered() {
    return offered ? Math.max(0, offeredUntil - next) : limit;
  }

  /// Whether any of a segment lies in the window (RFC 9293, 3.10.7.4, first check).
  boolean accepts(TcpSegment segment) {
    int length = segment.sequenceLength();
    int first = segment.sequence();
    int window = stillOffered();
    if (length == 0) {
      return window == 0 ? first == next : !Sequence.isBefore(first, next) && first - next < window;
    }
    return Sequence.isAfter(first + length, next)
        && Sequence.isBefore(first, next + Math.max(window, 1));
  }

  /// Takes data in.
  ///
  /// @return whether it continued what was there, without a gap behind it
  boolean take(int sequence, Bytes data) {
    int before = next;
    next = buffer.add(sequence, data, next);
    return next != before && !buffer.hasGap();
  }

  /// Takes the FIN in, if all before it is there.
  ///
  /// @return whether it was
  boolean takeFin(TcpSegment segment) {
    int at = segment.sequence() + segment.data().length();
    if (!segment.has(TcpSegment.FIN) || at != next || finReceived) {
      return false;
    }
    next++;
    finReceived = true;
    return true;
  }

  boolean isFinReceived() {
    return finReceived;
  }
}
