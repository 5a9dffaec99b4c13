package vethlab.simulator.socket.tcp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.TcpOptions;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timer;
import vethlab.simulator.time.WaitQueue;
import vethlab.simulator.trace.DropReason;

/// One TCP connection from its first SYN to the end of TIME_WAIT (RFC 9293, with Linux's choices of
/// options, windows, timers and acknowledgements; `tcp_input.c`, `tcp_output.c`, `tcp_timer.c`).
///
/// It decides on segments and sends its own through a [TcpOutput]; who finds it, and who owns it,
/// is the business of [TcpTable] and [TcpSocket].
public final class TcpConnection implements Forkable {

  private static final Duration TIME_WAIT = Duration.ofSeconds(60);
  private static final Duration DELAYED_ACK = Duration.ofMillis(40);
  private static final int QUICK_ACKS = 16;
  private static final int INITIAL_CONGESTION_WINDOW = 10;
  private static final int SYN_RETRIES = 6;
  private static final int SYN_ACK_RETRIES = 5;
  private static final int RETRIES = 15;
  private static final int ORPHAN_RETRIES = 8;
  private static final int WINDOW_SCALE = 7;
  private static final int TIMESTAMP_LENGTH = 12;

  /// What the connection's end means to those around it.
  interface Watcher extends Forkable {

    /// The handshake of a connection that came to a listener is over.
    void established(TcpConnection connection);

    /// Nothing is left of it.
    void gone(TcpConnection connection);
  }

  private final NetCore core;
  private final TcpOutput output;
  private final Watcher watcher;
  private final TcpEnds ends;
  private final boolean passive;
  private final SendBuffer unacknowledged;
  private final ReceiveBuffer received;
  private final RoundTrip roundTrip;
  private final WaitQueue readable;
  private final WaitQueue writable;
  private final int timestampOffset;
  private TcpState state;
  private int sendUnacknowledged;
  private int sendNext;
  private int sendHighest;
  private int sendWindow;
  private int sendScale;
  private int sendMaximum;
  private int congestionWindow = INITIAL_CONGESTION_WINDOW;
  private int receiveNext;
  private int receiveWindow;
  private int receiveLimit;
  private int receiveOffered;
  private int receiveScale;
  private int advertisedMaximum;
  private int recentTimestamp;
  private boolean timestamps;
  private boolean selectiveAcknowledgements;
  private int quickAcks = QUICK_ACKS;
  private boolean interactive;
  private boolean finQueued;
  private boolean finReceived;
  private boolean orphan;
  private int identification;
  private @Nullable Errno error;
  private @Nullable SimTime timed;
  private int timedUntil;
  private @Nullable Timer retransmission;
  private @Nullable Timer acknowledgement;
  private @Nullable Timer end;

  private TcpConnection(
      NetCore core, TcpOutput output, Watcher watcher, TcpEnds ends, boolean passive) {
    this.core = core;
    this.output = output;
    this.watcher = watcher;
    this.ends = ends;
    this.passive = passive;
    this.unacknowledged = new SendBuffer();
    this.received = new ReceiveBuffer();
    this.roundTrip = new RoundTrip();
    this.readable = new WaitQueue();
    this.writable = new WaitQueue();
    this.timestampOffset = (int) core.randomness().nextLong();
    this.identification = (int) core.randomness().below(0x10000);
    int first = (int) core.randomness().nextLong();
    this.sendUnacknowledged = first;
    this.sendNext = first;
    this.sendHighest = first;
    this.advertisedMaximum = output.maximumSegmentSize(ends);
    this.sendMaximum = advertisedMaximum;
    this.state = TcpState.CLOSE;
  }

  private TcpConnection(TcpConnection original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.output = fork.of(original.output);
    this.watcher = fork.of(original.watcher);
    this.ends = original.ends;
    this.passive = original.passive;
    this.unacknowledged = fork.of(original.unacknowledged);
    this.received = fork.of(original.received);
    this.roundTrip = fork.of(original.roundTrip);
    this.readable = fork.of(original.readable);
    this.writable = fork.of(original.writable);
    this.timestampOffset = original.timestampOffset;
    this.state = original.state;
    this.sendUnacknowledged = original.sendUnacknowledged;
    this.sendNext = original.sendNext;
    this.sendHighest = original.sendHighest;
    this.sendWindow = original.sendWindow;
    this.sendScale = original.sendScale;
    this.sendMaximum = original.sendMaximum;
    this.congestionWindow = original.congestionWindow;
    this.receiveNext = original.receiveNext;
    this.receiveWindow = original.receiveWindow;
    this.receiveLimit = original.receiveLimit;
    this.receiveOffered = original.receiveOffered;
    this.receiveScale = original.receiveScale;
    this.advertisedMaximum = original.advertisedMaximum;
    this.recentTimestamp = original.recentTimestamp;
    this.timestamps = original.timestamps;
    this.selectiveAcknowledgements = original.selectiveAcknowledgements;
    this.quickAcks = original.quickAcks;
    this.interactive = original.interactive;
    this.finQueued = original.finQueued;
    this.finReceived = original.finReceived;
    this.orphan = original.orphan;
    this.identification = original.identification;
    this.error = original.error;
    this.timed = original.timed;
    this.timedUntil = original.timedUntil;
    this.retransmission = fork.ofNullable(original.retransmission);
    this.acknowledgement = fork.ofNullable(original.acknowledgement);
    this.end = fork.ofNullable(original.end);
  }

  @Override
  public TcpConnection fork(Fork fork) {
    return new TcpConnection(this, fork);
  }

  // ---- Beginning ----

  /// A connection that sends its SYN now.
  ///
  /// [#error] tells at once if there is no way to the other end.
  static TcpConnection open(NetCore core, TcpOutput output, Watcher watcher, TcpEnds ends) {
    TcpConnection made = new TcpConnection(core, output, watcher, ends, false);
    made.state = TcpState.SYN_SENT;
    made.sendNext++;
    made.sendHighest = made.sendNext;
    made.receiveLimit = initialWindow(made.advertisedMaximum);
    made.receiveWindow = made.receiveLimit;
    made.timed = core.now();
    made.timedUntil = made.sendNext;
    made.error = made.sendSyn();
    made.armRetransmission();
    return made;
  }

  /// A connection for a SYN that came to a listener; answers it now.
  static TcpConnection accept(
      NetCore core, TcpOutput output, Watcher watcher, TcpEnds ends, TcpSegment syn) {
    TcpConnection made = new TcpConnection(core, output, watcher, ends, true);
    made.state = TcpState.SYN_RECV;
    made.receiveNext = syn.sequence() + 1;
    made.learnOptions(syn);
    made.receiveLimit =
        initialWindow(made.advertisedMaximum - (made.timestamps ? TIMESTAMP_LENGTH : 0));
    made.receiveWindow = made.receiveLimit;
    made.sendWindow = syn.window();
    made.sendNext++;
    made.sendHighest = made.sendNext;
    made.timed = core.now();
    made.timedUntil = made.sendNext;
    made.sendSyn();
    made.armRetransmission();
    return made;
  }

  /// The largest multiple of the segment size in an unscaled window (`tcp_select_initial_window`).
  private static int initialWindow(int segment) {
    return segment >= 65535 ? 65535 : 65535 / segment * segment;
  }

  private void learnOptions(TcpSegment syn) {
    TcpOptions options = TcpOptions.parse(syn.options());
    Integer offered = options.maximumSegmentSize();
    sendMaximum = Math.min(offered == null ? 536 : Math.max(offered, 48), advertisedMaximum);
    timestamps = options.timestamps() != null;
    if (options.timestamps() != null) {
      recentTimestamp = options.timestamps().value();
      sendMaximum -= TIMESTAMP_LENGTH;
    }
    selectiveAcknowledgements = options.selectiveAcknowledgementPermitted();
    if (options.windowScale() != null) {
      sendScale = Math.min(options.windowScale(), 14);
      receiveScale = WINDOW_SCALE;
    }
  }

  // ---- What the owner does ----

  public TcpState state() {
    return state;
  }

  TcpEnds ends() {
    return ends;
  }

  /// Whether it came to a listener.
  boolean isPassive() {
    return passive;
  }

  /// Octets that wait to be read.
  public int unread() {
    return received.unread();
  }

  /// Octets written and not acknowledged.
  public int unacknowledged() {
    return unacknowledged.length();
  }

  WaitQueue readable() {
    return readable;
  }

  WaitQueue writable() {
    return writable;
  }

  /// Why it ended, once: reading it clears it (`SO_ERROR`).
  @Nullable Errno takeError() {
    Errno taken = error;
    error = null;
    return taken;
  }

  /// Whether an error waits.
  boolean hasError() {
    return error != null;
  }

  /// Whether nothing more will come.
  boolean isAtEnd() {
    return received.unread() == 0 && (finReceived || state == TcpState.CLOSE);
  }

  /// Takes data to be sent.
  ///
  /// @return how many octets were taken; 0 means that there is no room
  int write(Bytes data) {
    int taken = Math.min(data.length(), unacknowledged.room());
    if (taken > 0) {
      unacknowledged.add(data.slice(0, taken));
      interactive = true;
      push();
    }
    return taken;
  }

  /// Hands out received data, at most `limit` octets; empty if there is none now.
  Bytes read(int limit) {
    Bytes data = received.take(limit);
    if (!data.isEmpty() && windowToOffer() - offered() >= 2 * sendMaximum) {
      sendAcknowledgement();
    }
    return data;
  }

  /// The owner sends no more (`shutdown(SHUT_WR)`).
  void shutdown() {
    switch (state) {
      case SYN_RECV, ESTABLISHED -> {
        finQueued = true;
        state = TcpState.FIN_WAIT1;
        push();
      }
      case CLOSE_WAIT -> {
        finQueued = true;
        state = TcpState.LAST_ACK;
        push();
      }
      case SYN_SENT -> vanish();
      case CLOSE, LISTEN, FIN_WAIT1, FIN_WAIT2, CLOSING, LAST_ACK, TIME_WAIT -> {}
    }
  }

  /// The owner is gone (`tcp_close`): data that nobody read makes it a reset, else what is left is
  /// sent and acknowledged without anyone waiting for it.
  void close() {
    orphan = true;
    if (state.isSynchronised() && received.unread() > 0 && state != TcpState.TIME_WAIT) {
      reset();
      return;
    }
    shutdown();
    if (state == TcpState.FIN_WAIT2) {
      armEnd();
    }
  }

  /// Ends it at once with a reset.
  void abort() {
    orphan = true;
    if (state.isSynchronised() && state != TcpState.TIME_WAIT) {
      reset();
    } else {
      vanish();
    }
  }

  private void reset() {
    output.send(ends, segment(sendNext, TcpSegment.RST | TcpSegment.ACK, Bytes.EMPTY), 0);
    vanish();
  }

  // ---- What comes in ----

  /// Takes a segment of this connection in.
  ///
  /// @return why it was dropped, or null if it was taken
  @Nullable DropReason receive(TcpSegment segment) {
    return switch (state) {
      case SYN_SENT -> receiveInSynSent(segment);
      case TIME_WAIT -> receiveInTimeWait(segment);
      case CLOSE, LISTEN -> DropReason.TCP_CLOSE;
      case SYN_RECV, ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE_WAIT, CLOSING, LAST_ACK ->
          receiveSynchronised(segment);
    };
  }

  private @Nullable DropReason receiveInSynSent(TcpSegment segment) {
    if (segment.has(TcpSegment.ACK) && segment.acknowledgement() != sendNext) {
      return DropReason.TCP_INVALID_SEQUENCE;
    }
    if (segment.has(TcpSegment.RST)) {
      if (!segment.has(TcpSegment.ACK)) {
        return DropReason.TCP_INVALID_SEQUENCE;
      }
      fail(Errno.ECONNREFUSED);
      return null;
    }
    if (!segment.has(TcpSegment.SYN) || !segment.has(TcpSegment.ACK)) {
      return DropReason.TCP_FLAGS; // a simultaneous open is not answered
    }
    receiveNext = segment.sequence() + 1;
    learnOptions(segment);
    sendUnacknowledged = segment.acknowledgement();
    sendWindow = segment.window();
    measured(segment);
    cancel(retransmission);
    state = TcpState.ESTABLISHED;
    sendAcknowledgement();
    writable.wakeAll();
    readable.wakeAll();
    push();
    return null;
  }

  /// A repeated FIN is acknowledged again and starts the wait anew; a SYN beyond the old window is
  /// for the listener, as [TcpTable] decides.
  private @Nullable DropReason receiveInTimeWait(TcpSegment segment) {
    if (segment.has(TcpSegment.RST)) {
      vanish();
      return null;
    }
    if (segment.sequenceLength() > 0) {
      output.send(ends, segment(sendNext, TcpSegment.ACK, Bytes.EMPTY), 0);
      armEnd();
    }
    return null;
  }

  private @Nullable DropReason receiveSynchronised(TcpSegment segment) {
    TcpOptions options = TcpOptions.parse(segment.options());
    if (!isAcceptable(segment)) {
      if (!segment.has(TcpSegment.RST)) {
        if (state == TcpState.SYN_RECV) {
          sendSyn();
        } else {
          sendAcknowledgement();
        }
      }
      return Sequence.isBefore(segment.sequence(), receiveNext)
          ? DropReason.TCP_OLD_DATA
          : DropReason.TCP_OVERWINDOW;
    }
    if (segment.has(TcpSegment.RST)) {
      if (segment.sequence() != receiveNext) {
        sendAcknowledgement(); // a challenge (RFC 5961, 3.2)
        return DropReason.TCP_INVALID_SEQUENCE;
      }
      fail(state == TcpState.CLOSE_WAIT ? Errno.EPIPE : Errno.ECONNRESET);
      return null;
    }
    if (segment.has(TcpSegment.SYN)) {
      sendAcknowledgement(); // a challenge (RFC 5961, 4.2)
      return DropReason.TCP_INVALID_SEQUENCE;
    }
    if (!segment.has(TcpSegment.ACK)) {
      return DropReason.TCP_FLAGS;
    }
    if (options.timestamps() != null
        && timestamps
        && !Sequence.isAfter(segment.sequence(), receiveNext)) {
      recentTimestamp = Sequence.latest(options.timestamps().value(), recentTimestamp);
    }
    if (Sequence.isAfter(segment.acknowledgement(), sendHighest)) {
      sendAcknowledgement();
      return DropReason.TCP_INVALID_SEQUENCE;
    }
    if (state == TcpState.SYN_RECV) {
      if (segment.acknowledgement() != sendNext) {
        return DropReason.TCP_INVALID_SEQUENCE;
      }
      state = TcpState.ESTABLISHED;
      sendUnacknowledged = segment.acknowledgement();
      sendWindow = segment.window() << sendScale;
      measured(segment);
      cancel(retransmission);
      watcher.established(this);
      if (state == TcpState.CLOSE) {
        return DropReason.TCP_LISTEN_OVERFLOW;
      }
    } else {
      acknowledged(segment);
    }
    takeData(segment);
    if (state != TcpState.CLOSE) {
      push();
    }
    return null;
  }

  /// RFC 9293, 3.10.7.4, first check.
  private boolean isAcceptable(TcpSegment segment) {
    int length = segment.sequenceLength();
    int first = segment.sequence();
    int window = offered();
    if (length == 0) {
      return window == 0
          ? first == receiveNext
          : !Sequence.isBefore(first, receiveNext) && first - receiveNext < window;
    }
    return Sequence.isAfter(first + length, receiveNext)
        && Sequence.isBefore(first, receiveNext + Math.max(window, 1));
  }

  private void acknowledged(TcpSegment segment) {
    int upTo = segment.acknowledgement();
    sendWindow = segment.window() << sendScale;
    if (!Sequence.isAfter(upTo, sendUnacknowledged)) {
      return;
    }
    int count = upTo - sendUnacknowledged;
    boolean finAcknowledged = finQueued && upTo == finSequence() + 1;
    unacknowledged.drop(finAcknowledged ? count - 1 : count);
    sendUnacknowledged = upTo;
    sendNext = Sequence.latest(sendNext, upTo);
    congestionWindow += Math.max(1, count / sendMaximum);
    measured(segment);
    roundTrip.answered();
    cancel(retransmission);
    if (sendUnacknowledged != sendHighest) {
      armRetransmission();
    }
    writable.wakeAll();
    if (finAcknowledged) {
      finWasAcknowledged();
    }
  }

  private void finWasAcknowledged() {
    switch (state) {
      case FIN_WAIT1 -> {
        state = TcpState.FIN_WAIT2;
        if (orphan) {
          armEnd();
        }
      }
      case CLOSING -> enterTimeWait();
      case LAST_ACK -> vanish();
      case CLOSE, LISTEN, SYN_SENT, SYN_RECV, ESTABLISHED, FIN_WAIT2, CLOSE_WAIT, TIME_WAIT -> {}
    }
  }

  private void takeData(TcpSegment segment) {
    if (segment.data().length() > 0) {
      if (!state.mayReceive()) {
        return;
      }
      if (orphan) {
        reset();
        return;
      }
      int before = receiveNext;
      receiveNext = received.add(segment.sequence(), segment.data(), receiveNext);
      if (receiveNext == before || received.hasGap()) {
        sendAcknowledgement();
      } else {
        readable.wakeAll();
        acknowledgeSoon();
      }
    }
    int finAt = segment.sequence() + segment.data().length();
    if (segment.has(TcpSegment.FIN) && finAt == receiveNext && !finReceived) {
      takeFin();
    }
  }

  private void takeFin() {
    receiveNext++;
    finReceived = true;
    interactive = true;
    switch (state) {
      case SYN_RECV, ESTABLISHED -> {
        state = TcpState.CLOSE_WAIT;
        acknowledgeLater();
      }
      case FIN_WAIT1 -> {
        sendAcknowledgement();
        state = TcpState.CLOSING;
      }
      case FIN_WAIT2 -> {
        sendAcknowledgement();
        enterTimeWait();
      }
      case CLOSE, LISTEN, SYN_SENT, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> {}
    }
    readable.wakeAll();
  }

  /// An ICMP error about this connection came in: fatal while it is being opened (`tcp_v4_err`).
  void icmpError(Errno reported) {
    if (state == TcpState.SYN_SENT && reported != Errno.EMSGSIZE) {
      fail(reported);
    }
  }

  // ---- What goes out ----

  /// Sends what the windows allow, and the FIN behind the last data.
  private void push() {
    if (!state.isSynchronised() || state == TcpState.TIME_WAIT) {
      return;
    }
    while (true) {
      int inFlight = sendNext - sendUnacknowledged;
      int usable = Math.min(sendWindow, congestionWindow * sendMaximum) - inFlight;
      int waiting = unacknowledged.length() - inFlight;
      if (waiting <= 0) {
        break;
      }
      int length = Math.min(waiting, Math.min(usable, sendMaximum));
      boolean small = length < sendMaximum;
      if (length <= 0 || (small && inFlight > 0 && !finQueued)) { // Nagle
        break;
      }
      boolean last = length == waiting;
      boolean fin = last && finQueued;
      int flags = TcpSegment.ACK | (last ? TcpSegment.PSH : 0) | (fin ? TcpSegment.FIN : 0);
      transmit(segment(sendNext, flags, unacknowledged.peek(inFlight, length)));
      sendNext += length + (fin ? 1 : 0);
      noteSent();
    }
    if (isFinDue() && sendNext == finSequence()) {
      transmit(segment(sendNext, TcpSegment.FIN | TcpSegment.ACK, Bytes.EMPTY));
      sendNext++;
      noteSent();
    }
    if (unacknowledged.length() > 0 && sendNext == sendUnacknowledged) {
      armRetransmission(); // the window is closed: it is probed
    }
  }

  /// Whether a FIN is to be sent or waits for its acknowledgement.
  private boolean isFinDue() {
    return state == TcpState.FIN_WAIT1 || state == TcpState.CLOSING || state == TcpState.LAST_ACK;
  }

  /// The sequence number of the FIN, behind all data.
  private int finSequence() {
    return sendUnacknowledged + unacknowledged.length();
  }

  private void noteSent() {
    sendHighest = Sequence.latest(sendHighest, sendNext);
    if (timed == null) {
      timed = core.now();
      timedUntil = sendNext;
    }
    armRetransmission();
  }

  private void measured(TcpSegment segment) {
    if (timed != null && !Sequence.isBefore(segment.acknowledgement(), timedUntil)) {
      if (roundTrip.expirations() == 0) { // Karn's algorithm
        roundTrip.measured(core.now().since(timed));
      }
      timed = null;
    }
  }

  private @Nullable Errno sendSyn() {
    boolean answer = state == TcpState.SYN_RECV;
    boolean full = !answer || timestamps;
    TcpOptions options =
        new TcpOptions(
            advertisedMaximum,
            !answer || selectiveAcknowledgements,
            full ? new TcpOptions.Timestamps(timestamp(), answer ? recentTimestamp : 0) : null,
            !answer || receiveScale > 0 ? WINDOW_SCALE : null,
            TcpOptions.NONE.selectiveAcknowledgements());
    TcpSegment syn =
        new TcpSegment(
            ends.local().port(),
            ends.remote().port(),
            sendUnacknowledged,
            answer ? receiveNext : 0,
            answer ? TcpSegment.SYN | TcpSegment.ACK : TcpSegment.SYN,
            receiveWindow,
            0,
            options.toBytes(),
            Bytes.EMPTY);
    return output.send(ends, syn, answer ? 0 : nextIdentification());
  }

  private void sendAcknowledgement() {
    transmit(segment(sendNext, TcpSegment.ACK, Bytes.EMPTY));
  }

  private void acknowledgeSoon() {
    if (quickAcks > 0 && !interactive) {
      sendAcknowledgement();
      quickAcks--;
    } else if (acknowledgement != null && acknowledgement.isPending()) {
      sendAcknowledgement(); // every second segment
    } else {
      acknowledgeLater();
    }
  }

  private void acknowledgeLater() {
    if (acknowledgement == null || !acknowledgement.isPending()) {
      acknowledgement =
          core.timeline().schedule(DELAYED_ACK, new Expired(this, Expired.What.ACKNOWLEDGEMENT));
    }
  }

  private void transmit(TcpSegment segment) {
    cancel(acknowledgement);
    output.send(ends, segment, nextIdentification());
  }

  private TcpSegment segment(int sequence, int flags, Bytes data) {
    receiveWindow = Math.max(windowToOffer(), offered());
    receiveOffered = receiveNext + receiveWindow;
    Bytes options =
        timestamps
            ? TcpOptions.of(new TcpOptions.Timestamps(timestamp(), recentTimestamp)).toBytes()
            : Bytes.EMPTY;
    return new TcpSegment(
        ends.local().port(),
        ends.remote().port(),
        sequence,
        receiveNext,
        flags,
        Math.min(receiveWindow >>> receiveScale, 0xffff),
        0,
        options,
        data);
  }

  /// What there is room for now, in units of the scale, rounded up as `__tcp_select_window` does.
  private int windowToOffer() {
    int free = Math.max(0, receiveLimit - received.unread());
    int unit = 1 << receiveScale;
    return (free + unit - 1) / unit * unit;
  }

  /// What was offered last and is not used yet: it is never taken back.
  private int offered() {
    return receiveOffered == 0 ? receiveWindow : Math.max(0, receiveOffered - receiveNext);
  }

  /// Milliseconds since the machine started, from a start of the connection's own.
  private int timestamp() {
    return (int) (core.now().nanos() / 1_000_000) + timestampOffset;
  }

  private int nextIdentification() {
    int next = identification;
    identification = next + 1 & 0xffff;
    return next;
  }

  // ---- Timers and the end ----

  /// A timer of a connection has expired.
  private record Expired(TcpConnection connection, What what) implements Event {

    enum What {
      RETRANSMISSION,
      ACKNOWLEDGEMENT,
      END
    }

    @Override
    public void happen() {
      switch (what) {
        case RETRANSMISSION -> connection.retransmit();
        case ACKNOWLEDGEMENT -> connection.sendAcknowledgement();
        case END -> connection.vanish();
      }
    }

    @Override
    public Event fork(Fork fork) {
      return new Expired(fork.of(connection), what);
    }
  }

  private void armRetransmission() {
    if (retransmission == null || !retransmission.isPending()) {
      retransmission =
          core.timeline()
              .schedule(roundTrip.timeout(), new Expired(this, Expired.What.RETRANSMISSION));
    }
  }

  private void retransmit() {
    if (roundTrip.expirations() >= allowedRetries()) {
      fail(Errno.ETIMEDOUT);
      return;
    }
    roundTrip.expired();
    congestionWindow = 1;
    switch (state) {
      case SYN_SENT, SYN_RECV -> sendSyn();
      case ESTABLISHED, FIN_WAIT1, CLOSE_WAIT, CLOSING, LAST_ACK -> retransmitFirst();
      case CLOSE, LISTEN, FIN_WAIT2, TIME_WAIT -> {
        return;
      }
    }
    armRetransmission();
  }

  private int allowedRetries() {
    return switch (state) {
      case SYN_SENT -> SYN_RETRIES;
      case SYN_RECV -> SYN_ACK_RETRIES;
      case CLOSE,
          LISTEN,
          ESTABLISHED,
          FIN_WAIT1,
          FIN_WAIT2,
          CLOSE_WAIT,
          CLOSING,
          LAST_ACK,
          TIME_WAIT ->
          orphan ? ORPHAN_RETRIES : RETRIES;
    };
  }

  private void retransmitFirst() {
    if (unacknowledged.length() == 0) {
      transmit(segment(sendUnacknowledged, TcpSegment.FIN | TcpSegment.ACK, Bytes.EMPTY));
      return;
    }
    int inFlight = sendNext - sendUnacknowledged;
    int length = Math.min(Math.max(inFlight, 1), Math.min(sendMaximum, unacknowledged.length()));
    transmit(
        segment(
            sendUnacknowledged, TcpSegment.ACK | TcpSegment.PSH, unacknowledged.peek(0, length)));
    sendNext = Sequence.latest(sendNext, sendUnacknowledged + length);
    sendHighest = Sequence.latest(sendHighest, sendNext);
  }

  private void enterTimeWait() {
    state = TcpState.TIME_WAIT;
    cancel(retransmission);
    armEnd();
    readable.wakeAll();
    writable.wakeAll();
  }

  private void armEnd() {
    cancel(end);
    end = core.timeline().schedule(TIME_WAIT, new Expired(this, Expired.What.END));
  }

  private void fail(Errno why) {
    error = why;
    vanish();
  }

  private void vanish() {
    state = TcpState.CLOSE;
    cancel(retransmission);
    cancel(acknowledgement);
    cancel(end);
    watcher.gone(this);
    readable.wakeAll();
    writable.wakeAll();
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
