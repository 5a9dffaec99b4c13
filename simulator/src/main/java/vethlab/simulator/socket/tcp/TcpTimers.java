package vethlab.simulator.socket.tcp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timeline;
import vethlab.simulator.time.Timer;

/// The three timers of a connection (`tcp_timer.c`).
final class TcpTimers implements Forkable {

  private static final Duration DELAYED_ACK = Duration.ofMillis(40);
  private static final Duration LAST_WAIT = Duration.ofSeconds(60);

  private final Timeline timeline;
  private @Nullable Timer retransmission;
  private @Nullable Timer acknowledgement;
  private @Nullable Timer end;

  /// What a timer is for.
  enum What {
    /// Nothing was acknowledged in time.
    RETRANSMISSION,
    /// An acknowledgement was put off long enough.
    ACKNOWLEDGEMENT,
    /// TIME_WAIT, or FIN_WAIT2 without an owner, is over.
    END
  }

  /// A timer has expired.
  record Expired(TcpConnection connection, What what) implements Event {

    @Override
    public void happen() {
      connection.expired(what);
    }

    @Override
    public Event fork(Fork fork) {
      return new Expired(fork.of(connection), what);
    }
  }

  TcpTimers(Timeline timeline) {
    this.timeline = timeline;
  }

  private TcpTimers(TcpTimers original, Fork fork) {
    fork.enter(original, this);
    this.timeline = fork.of(original.timeline);
    this.retransmission = fork.ofNullable(original.retransmission);
    this.acknowledgement = fork.ofNullable(original.acknowledgement);
    this.end = fork.ofNullable(original.end);
  }

  @Override
  public TcpTimers fork(Fork fork) {
    return new TcpTimers(this, fork);
  }

  /// Starts to wait for an acknowledgement, unless that is done already.
  void expectAnswer(TcpConnection connection, Duration timeout) {
    if (!isPending(retransmission)) {
      retransmission = timeline.schedule(timeout, new Expired(connection, What.RETRANSMISSION));
    }
  }

  void answered() {
    cancel(retransmission);
  }

  boolean owesAcknowledgement() {
    return isPending(acknowledgement);
  }

  /// Puts an acknowledgement off, unless one is put off already.
  void acknowledgeLater(TcpConnection connection) {
    if (!isPending(acknowledgement)) {
      acknowledgement =
          timeline.schedule(DELAYED_ACK, new Expired(connection, What.ACKNOWLEDGEMENT));
    }
  }

  void acknowledged() {
    cancel(acknowledgement);
  }

  /// Starts the last wait anew.
  void waitForEnd(TcpConnection connection) {
    cancel(end);
    end = timeline.schedule(LAST_WAIT, new Expired(connection, What.END));
  }

  /// When nothing acknowledged is repeated, or the last wait is over; null if neither is waited
  /// for.
  @Nullable SimTime due() {
    for (Timer timer : new Timer[] {retransmission, end}) {
      if (timer != null && timer.isPending()) {
        return timer.due();
      }
    }
    return null;
  }

  void cancelAll() {
    cancel(retransmission);
    cancel(acknowledgement);
    cancel(end);
  }

  private static boolean isPending(@Nullable Timer timer) {
    return timer != null && timer.isPending();
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
