package vethlab.simulator.socket.tcp;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.TcpOptions;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.time.SimTime;

/// What the two ends agreed upon in their SYNs, and the options that follow from it
/// (`tcp_syn_options`, `tcp_established_options`).
final class Negotiation implements Forkable {

  private static final int WINDOW_SCALE = 7;
  private static final int TIMESTAMP_LENGTH = 12;
  private static final int DEFAULT_SEGMENT_SIZE = 536;
  private static final int LEAST_SEGMENT_SIZE = 48;

  private final int advertised;
  private final int timestampOffset;
  private int recentTimestamp;
  private boolean timestamps;
  private boolean selectiveAcknowledgements;
  private boolean scaling;

  /// @param advertised the segment size to announce
  /// @param timestampOffset where this connection's timestamps begin
  Negotiation(int advertised, int timestampOffset) {
    this.advertised = advertised;
    this.timestampOffset = timestampOffset;
  }

  private Negotiation(Negotiation original, Fork fork) {
    fork.enter(original, this);
    this.advertised = original.advertised;
    this.timestampOffset = original.timestampOffset;
    this.recentTimestamp = original.recentTimestamp;
    this.timestamps = original.timestamps;
    this.selectiveAcknowledgements = original.selectiveAcknowledgements;
    this.scaling = original.scaling;
  }

  @Override
  public Negotiation fork(Fork fork) {
    return new Negotiation(this, fork);
  }

  int advertised() {
    return advertised;
  }

  /// Octets of data in the largest segment that this end sends, options not counted.
  int ownSegmentSize() {
    return timestamps ? advertised - TIMESTAMP_LENGTH : advertised;
  }

  /// Learns from the other end's SYN.
  void learn(TcpSegment syn, SendSide sending, ReceiveSide receiving) {
    TcpOptions options = TcpOptions.parse(syn.options());
    Integer offered = options.maximumSegmentSize();
    int size = offered == null ? DEFAULT_SEGMENT_SIZE : Math.max(offered, LEAST_SEGMENT_SIZE);
    size = Math.min(size, advertised);
    TcpOptions.Timestamps theirs = options.timestamps();
    timestamps = theirs != null;
    if (theirs != null) {
      recentTimestamp = theirs.value();
      size -= TIMESTAMP_LENGTH;
    }
    sending.setSegmentSize(size);
    selectiveAcknowledgements = options.selectiveAcknowledgementPermitted();
    Integer scale = options.windowScale();
    if (scale != null) {
      scaling = true;
      sending.setScale(Math.min(scale, 14));
      receiving.setScale(WINDOW_SCALE);
    }
  }

  /// Remembers the timestamp of a segment to echo it.
  void echo(TcpSegment segment, int expected) {
    TcpOptions.Timestamps theirs =
        timestamps ? TcpOptions.parse(segment.options()).timestamps() : null;
    if (theirs != null && !Sequence.isAfter(segment.sequence(), expected)) {
      recentTimestamp = Sequence.latest(theirs.value(), recentTimestamp);
    }
  }

  /// The options of a SYN, or of the answer to one.
  Bytes forSyn(boolean answer, SimTime now) {
    boolean stamped = !answer || timestamps;
    return new TcpOptions(
            advertised,
            !answer || selectiveAcknowledgements,
            stamped ? stamp(now, answer ? recentTimestamp : 0) : null,
            !answer || scaling ? WINDOW_SCALE : null,
            ImmutableList.of())
        .toBytes();
  }

  /// The options of any other segment.
  Bytes forSegment(SimTime now) {
    TcpOptions.@Nullable Timestamps stamp = timestamps ? stamp(now, recentTimestamp) : null;
    return stamp == null ? Bytes.EMPTY : TcpOptions.of(stamp).toBytes();
  }

  /// Milliseconds since the machine started, from a start of the connection's own.
  private TcpOptions.Timestamps stamp(SimTime now, int echoed) {
    return new TcpOptions.Timestamps((int) (now.nanos() / 1_000_000) + timestampOffset, echoed);
  }
}
