package vethlab.simulator.socket.tcp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.WaitQueue;
import vethlab.simulator.trace.DropReason;

/// One TCP connection from its first SYN to the end of TIME_WAIT (RFC 9293, with Linux's choices of
/// options, windows, timers and acknowledgements; `tcp_input.c`, `tcp_output.c`, `tcp_timer.c`).
///
/// It decides on segments and sends its own through a [TcpOutput]; who finds it, and who owns it,
/// is the business of [TcpTable] and [TcpSocket].
public final class TcpConnection implements Forkable {

  private static final int QUICK_ACKS = 16;
  private static final int SYN_RETRIES = 6;
  private static final int SYN_ACK_RETRIES = 5;
  private static final int RETRIES = 15;
  private static final int ORPHAN_RETRIES = 8;

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
  private final Negotiation negotiation;
  private final SendSide sending;
  private final ReceiveSide receiving;
  private final TcpTimers timers;
  private final WaitQueue readable;
  private final WaitQueue writable;
  private TcpState state = TcpState.CLOSE;
  private int quickAcks = QUICK_ACKS;
  private boolean interactive;
  private boolean orphan;
  private boolean mapped;
  private int identification;
  private @Nullable Errno error;

  private TcpConnection(NetCore core, TcpOutput output, Watcher watcher, TcpEnds ends) {
    this.core = core;
    this.output = output;
    this.watcher = watcher;
    this.ends = ends;
    int advertised = output.maximumSegmentSize(ends);
    this.negotiation = new Negotiation(advertised, (int) core.randomness().nextLong());
    this.identification = (int) core.randomness().below(0x10000);
    this.sending = new SendSide((int) core.randomness().nextLong(), advertised);
    this.receiving = new ReceiveSide();
    this.timers = new TcpTimers(core.timeline());
    this.readable = new WaitQueue();
    this.writable = new WaitQueue();
  }

  private TcpConnection(TcpConnection original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.output = fork.of(original.output);
    this.watcher = fork.of(original.watcher);
    this.ends = original.ends;
    this.negotiation = fork.of(original.negotiation);
    this.sending = fork.of(original.sending);
    this.receiving = fork.of(original.receiving);
    this.timers = fork.of(original.timers);
    this.readable = fork.of(original.readable);
    this.writable = fork.of(original.writable);
    this.state = original.state;
    this.quickAcks = original.quickAcks;
    this.interactive = original.interactive;
    this.orphan = original.orphan;
    this.mapped = original.mapped;
    this.identification = original.identification;
    this.error = original.error;
  }

  @Override
  public TcpConnection fork(Fork fork) {
    return new TcpConnection(this, fork);
  }

  // ---- Beginning ----

  /// A connection that sends its SYN now; an error tells at once if there is no way.
  static TcpConnection open(NetCore core, TcpOutput output, Watcher watcher, TcpEnds ends) {
    TcpConnection made = new TcpConnection(core, output, watcher, ends);
    made.state = TcpState.SYN_SENT;
    made.receiving.setLimit(made.negotiation.advertised());
    made.sending.sent(1, core.now());
    made.error = made.sendSyn();
    made.expectAnswer();
    return made;
  }

  /// A connection for a SYN that came to a listener; answers it now.
  static TcpConnection accept(
      NetCore core, TcpOutput output, Watcher watcher, TcpEnds ends, TcpSegment syn) {
    TcpConnection made = new TcpConnection(core, output, watcher, ends);
    made.state = TcpState.SYN_RECV;
    made.receiving.setNext(syn.sequence() + 1);
    made.negotiation.learn(syn, made.sending, made.receiving);
    made.receiving.setLimit(made.negotiation.ownSegmentSize());
    made.sending.setWindow(syn.window(), false);
    made.sending.sent(1, core.now());
    made.sendSyn();
    made.expectAnswer();
    return made;
  }

  // ---- What the owner does ----

  public TcpState state() {
    return state;
  }

  TcpEnds ends() {
    return ends;
  }

  /// Its end on this host.
  public Endpoint local() {
    return ends.local();
  }

  /// Its other end.
  public Endpoint remote() {
    return ends.remote();
  }

  /// The index of the device that it is bound to, 0 for any.
  public int device() {
    return ends.device();
  }

  /// Whether it is an IPv4 connection of an IPv6 socket, whose ends are `::ffff:` addresses.
  public boolean isMapped() {
    return mapped;
  }

  void setMapped(boolean mapped) {
    this.mapped = mapped;
  }

  /// When it will repeat what was not acknowledged, or be over; null if nothing is due.
  public @Nullable SimTime due() {
    return timers.due();
  }

  /// How often the oldest segment on its way was repeated.
  public int repetitions() {
    return sending.roundTrip().expirations();
  }

  /// How long it waits for an answer at present.
  public Duration timeout() {
    return sending.roundTrip().timeout();
  }

  /// How many segments may be on their way.
  public int congestionWindow() {
    return sending.congestionWindow();
  }

  /// Octets that wait to be read.
  public int unread() {
    return receiving.buffer().unread();
  }

  /// Octets written and not acknowledged.
  public int unacknowledged() {
    return sending.buffer().length();
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

  boolean hasError() {
    return error != null;
  }

  /// Whether nothing more will come.
  boolean isAtEnd() {
    return unread() == 0 && (receiving.isFinReceived() || state == TcpState.CLOSE);
  }

  /// Takes data to be sent.
  ///
  /// @return how many octets were taken; 0 means that there is no room
  int write(Bytes data) {
    int taken = Math.min(data.length(), sending.buffer().room());
    if (taken > 0) {
      sending.buffer().add(data.slice(0, taken));
      interactive = true;
      push();
    }
    return taken;
  }

  /// Hands out received data, at most `limit` octets; empty if there is none now.
  Bytes read(int limit) {
    Bytes data = receiving.buffer().take(limit);
    if (!data.isEmpty() && receiving.growth() >= 2 * sending.segmentSize()) {
      sendAcknowledgement();
    }
    return data;
  }

  /// The owner sends no more (`shutdown(SHUT_WR)`).
  void shutdown() {
    switch (state) {
      case SYN_RECV, ESTABLISHED -> {
        state = TcpState.FIN_WAIT1;
        sending.queueFin();
        push();
      }
      case CLOSE_WAIT -> {
        state = TcpState.LAST_ACK;
        sending.queueFin();
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
    if (unread() > 0 && state.isSynchronised() && state != TcpState.TIME_WAIT) {
      reset();
      return;
    }
    shutdown();
    if (state == TcpState.FIN_WAIT2) {
      timers.waitForEnd(this);
    }
  }

  /// Ends it at once, with a reset if the other end knows of it.
  void abort() {
    orphan = true;
    if (state.isSynchronised() && state != TcpState.TIME_WAIT) {
      reset();
    } else {
      vanish();
    }
  }

  private void reset() {
    TcpSegment reset = segment(sending.next(), TcpSegment.RST | TcpSegment.ACK, Bytes.EMPTY);
    output.send(ends, reset, 0);
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
    boolean acknowledges = segment.has(TcpSegment.ACK);
    if (acknowledges && segment.acknowledgement() != sending.next()) {
      return DropReason.TCP_INVALID_SEQUENCE;
    }
    if (segment.has(TcpSegment.RST)) {
      if (!acknowledges) {
        return DropReason.TCP_INVALID_SEQUENCE;
      }
      fail(Errno.ECONNREFUSED);
      return null;
    }
    if (!segment.has(TcpSegment.SYN) || !acknowledges) {
      return DropReason.TCP_FLAGS; // a simultaneous open is not answered
    }
    receiving.setNext(segment.sequence() + 1);
    negotiation.learn(segment, sending, receiving);
    sending.setWindow(segment.window(), false);
    sending.synAcknowledged(segment.acknowledgement(), core.now());
    timers.answered();
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
      output.send(ends, segment(sending.next(), TcpSegment.ACK, Bytes.EMPTY), 0);
      timers.waitForEnd(this);
    }
    return null;
  }

  private @Nullable DropReason receiveSynchronised(TcpSegment segment) {
    if (!receiving.accepts(segment)) {
      if (!segment.has(TcpSegment.RST)) {
        answerUnacceptable();
      }
      return Sequence.isBefore(segment.sequence(), receiving.next())
          ? DropReason.TCP_OLD_DATA
          : DropReason.TCP_OVERWINDOW;
    }
    if (segment.has(TcpSegment.RST)) {
      if (segment.sequence() != receiving.next()) {
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
    negotiation.echo(segment, receiving.next());
    if (Sequence.isAfter(segment.acknowledgement(), sending.highest())) {
      sendAcknowledgement();
      return DropReason.TCP_INVALID_SEQUENCE;
    }
    sending.setWindow(segment.window(), true);
    if (state == TcpState.SYN_RECV) {
      if (segment.acknowledgement() != sending.next()) {
        return DropReason.TCP_INVALID_SEQUENCE;
      }
      state = TcpState.ESTABLISHED;
      sending.synAcknowledged(segment.acknowledgement(), core.now());
      timers.answered();
      watcher.established(this);
    } else {
      takeAcknowledgement(segment);
    }
    takeData(segment);
    push();
    return null;
  }

  private void answerUnacceptable() {
    if (state == TcpState.SYN_RECV) {
      sendSyn();
    } else {
      sendAcknowledgement();
    }
  }

  private void takeAcknowledgement(TcpSegment segment) {
    SendSide.Progress progress = sending.acknowledged(segment.acknowledgement(), core.now());
    if (progress == SendSide.Progress.NONE) {
      return;
    }
    timers.answered();
    if (!sending.isAllAcknowledged()) {
      expectAnswer();
    }
    writable.wakeAll();
    if (progress == SendSide.Progress.FIN) {
      finWasAcknowledged();
    }
  }

  private void finWasAcknowledged() {
    switch (state) {
      case FIN_WAIT1 -> {
        state = TcpState.FIN_WAIT2;
        if (orphan) {
          timers.waitForEnd(this);
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
      if (receiving.take(segment.sequence(), segment.data())) {
        readable.wakeAll();
        acknowledgeSoon();
      } else {
        sendAcknowledgement();
        readable.wakeAll();
      }
    }
    if (receiving.takeFin(segment)) {
      finArrived();
    }
  }

  private void finArrived() {
    interactive = true;
    switch (state) {
      case SYN_RECV, ESTABLISHED -> {
        state = TcpState.CLOSE_WAIT;
        timers.acknowledgeLater(this);
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
    while (sending.waiting() > 0) {
      int length = sending.allowed();
      boolean small = length < sending.segmentSize();
      boolean held = small && sending.inFlight() > 0 && !sending.isFinQueued(); // Nagle
      if (length <= 0 || held) {
        break;
      }
      boolean last = length == sending.waiting();
      boolean fin = last && sending.isFinQueued();
      int flags = TcpSegment.ACK | (last ? TcpSegment.PSH : 0) | (fin ? TcpSegment.FIN : 0);
      transmit(segment(sending.next(), flags, sending.peek(length)));
      sending.sent(fin ? length + 1 : length, core.now());
      expectAnswer();
    }
    if (isFinDue() && sending.next() == sending.finSequence()) {
      transmit(segment(sending.next(), TcpSegment.FIN | TcpSegment.ACK, Bytes.EMPTY));
      sending.sent(1, core.now());
      expectAnswer();
    }
    if (sending.waiting() > 0 && sending.inFlight() == 0) {
      expectAnswer(); // the window is closed: it is probed
    }
  }

  /// Whether a FIN is to be sent or waits for its acknowledgement.
  private boolean isFinDue() {
    return state == TcpState.FIN_WAIT1 || state == TcpState.CLOSING || state == TcpState.LAST_ACK;
  }

  private @Nullable Errno sendSyn() {
    boolean answer = state == TcpState.SYN_RECV;
    TcpSegment syn =
        new TcpSegment(
            ends.local().port(),
            ends.remote().port(),
            sending.unacknowledged(),
            answer ? receiving.next() : 0,
            answer ? TcpSegment.SYN | TcpSegment.ACK : TcpSegment.SYN,
            receiving.synWindow(),
            0,
            negotiation.forSyn(answer, core.now()),
            Bytes.EMPTY);
    return output.send(ends, syn, answer ? 0 : nextIdentification());
  }

  private void sendAcknowledgement() {
    transmit(segment(sending.next(), TcpSegment.ACK, Bytes.EMPTY));
  }

  private void acknowledgeSoon() {
    if (quickAcks > 0 && !interactive) {
      quickAcks--;
      sendAcknowledgement();
    } else if (timers.owesAcknowledgement()) {
      sendAcknowledgement(); // every second segment
    } else {
      timers.acknowledgeLater(this);
    }
  }

  private void transmit(TcpSegment segment) {
    timers.acknowledged();
    output.send(ends, segment, nextIdentification());
  }

  private TcpSegment segment(int sequence, int flags, Bytes data) {
    return new TcpSegment(
        ends.local().port(),
        ends.remote().port(),
        sequence,
        receiving.next(),
        flags,
        receiving.offer(),
        0,
        negotiation.forSegment(core.now()),
        data);
  }

  private int nextIdentification() {
    int next = identification;
    identification = (next + 1) & 0xffff;
    return next;
  }

  // ---- Timers and the end ----

  void expired(TcpTimers.What what) {
    switch (what) {
      case RETRANSMISSION -> retransmit();
      case ACKNOWLEDGEMENT -> sendAcknowledgement();
      case END -> vanish();
    }
  }

  private void expectAnswer() {
    timers.expectAnswer(this, sending.roundTrip().timeout());
  }

  private void retransmit() {
    if (sending.roundTrip().expirations() >= allowedRetries()) {
      fail(Errno.ETIMEDOUT);
      return;
    }
    sending.roundTrip().expired();
    switch (state) {
      case SYN_SENT, SYN_RECV -> sendSyn();
      case ESTABLISHED, FIN_WAIT1, CLOSE_WAIT, CLOSING, LAST_ACK -> retransmitFirst();
      case CLOSE, LISTEN, FIN_WAIT2, TIME_WAIT -> {
        return;
      }
    }
    expectAnswer();
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
    int first = sending.unacknowledged();
    if (sending.buffer().length() == 0) {
      transmit(segment(first, TcpSegment.FIN | TcpSegment.ACK, Bytes.EMPTY));
    } else {
      transmit(segment(first, TcpSegment.ACK | TcpSegment.PSH, sending.again()));
    }
  }

  private void enterTimeWait() {
    state = TcpState.TIME_WAIT;
    timers.answered();
    timers.waitForEnd(this);
    readable.wakeAll();
    writable.wakeAll();
  }

  private void fail(Errno why) {
    error = why;
    vanish();
  }

  private void vanish() {
    state = TcpState.CLOSE;
    timers.cancelAll();
    watcher.gone(this);
    readable.wakeAll();
    writable.wakeAll();
  }
}
