package vethlab.userland.iputils;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.simulator.socket.Arrived;
import vethlab.simulator.socket.DatagramSocket;
import vethlab.simulator.socket.IpLayer;
import vethlab.simulator.time.SimTime;
import vethlab.userland.program.Output;
import vethlab.userland.program.WallClock;

/// The main loop of `ping`: sends, listens, and decides when it is enough (`main_loop`, `pinger`,
/// `schedule_exit`).
///
/// The interval is kept by tokens of a millisecond: a request costs as many as the interval has.
final class PingLoop {

  /// The shortest wait in milliseconds (`MININTERVAL`).
  private static final int SHORTEST_WAIT = 10;

  private final Process self;
  private final PingOptions options;
  private final EchoSocket socket;
  private final Output out;
  private final PingStatistics statistics;
  private final SimTime started;
  private SimTime lastSent;
  private boolean sentAny;
  private int interval;
  private long tokens;
  private @Nullable SimTime alarm;
  private boolean lingering;
  private boolean exiting;
  private boolean statusWanted;

  PingLoop(Process self, PingOptions options, EchoSocket socket, Output out) {
    this.self = self;
    this.options = options;
    this.socket = socket;
    this.out = out;
    this.interval = options.intervalMillis;
    this.statistics = new PingStatistics(options.dataLength >= EchoSocket.TIME_LENGTH);
    this.started = self.now();
    this.lastSent = started;
  }

  int run() {
    if (options.identifier < 0) {
      options.identifier = (int) self.table().core().randomness().below(0x10000);
    }
    self.onSignal(Signal.SIGINT, signal -> exiting = true);
    self.onSignal(Signal.SIGALRM, signal -> exiting = true);
    self.onSignal(Signal.SIGQUIT, signal -> statusWanted = true);
    if (options.deadlineSeconds > 0) {
      alarm = started.plus(Duration.ofSeconds(options.deadlineSeconds));
    }
    out.flush();
    while (!isEnough()) {
      if (statusWanted) {
        statusWanted = false;
        out.flush();
        self.write(2, statistics.status());
      }
      long next;
      do {
        next = scheduleExit(sendIfDue());
      } while (next <= 0);
      listen(self.now().plus(Duration.ofMillis(next)));
    }
    return finish();
  }

  private boolean isEnough() {
    long answered = statistics.received() + statistics.errors();
    return exiting
        || (options.count > 0 && answered >= options.count)
        || (options.deadlineSeconds > 0 && statistics.errors() > 0);
  }

  private int finish() {
    boolean paced = interval == 0 || options.flood || options.adaptive;
    out.print(statistics.summary(options.target, lastSent.since(started), paced));
    boolean tooFew = options.deadlineSeconds > 0 && statistics.received() < options.count;
    return statistics.received() == 0 || tooFew ? 1 : 0;
  }

  // ---- Sending ----

  /// Sends the next request if its time has come.
  ///
  /// @return milliseconds until there is something to do again; none or less means at once
  private long sendIfDue() {
    boolean allSent = options.count > 0 && statistics.transmitted() >= options.count;
    if (exiting || (allSent && options.deadlineSeconds == 0)) {
      return 1000;
    }
    if (!sentAny) {
      sentAny = true;
      lastSent = self.now();
      tokens = (long) interval * (options.preload - 1);
    } else {
      long earned = self.now().since(lastSent).toMillis();
      if (interval == 0 && earned < SHORTEST_WAIT && statistics.inFlight() >= options.preload) {
        return SHORTEST_WAIT - earned;
      }
      earned = Math.min(earned + tokens, (long) interval * options.preload);
      if (earned < interval) {
        return interval - earned;
      }
      lastSent = self.now();
      tokens = earned - interval;
    }
    mentionOutstanding();
    statistics.preparing();
    IpLayer.Outcome outcome = socket.send(statistics.nextSequence());
    statistics.sent();
    return switch (outcome) {
      case IpLayer.Outcome.Sent sent -> {
        if (options.flood && !options.quiet) {
          out.print(".").flush();
        }
        yield interval - tokens;
      }
      case IpLayer.Outcome.Refused(Errno errno, var origin, var missing, int mtu) -> {
        if (errno == Errno.EMSGSIZE && !options.quiet) {
          statistics.failed();
          if (options.flood) {
            out.print("E").flush();
          } else {
            options.warn(out, socket.tooLong(mtu));
          }
        }
        // Other refusals leave nothing in the error queue, and then it says nothing.
        tokens = 0;
        yield Math.max(interval, SHORTEST_WAIT);
      }
    };
  }

  private void mentionOutstanding() {
    long last = statistics.transmitted();
    if (options.outstanding && last > 0 && !statistics.isAnswered(last)) {
      out.print(timestamp() + "no answer yet for icmp_seq=" + last % 0x10000 + "\n").flush();
    }
  }

  /// Once all is sent, sets the time at which it gives up.
  private long scheduleExit(long next) {
    boolean allSent = options.count > 0 && statistics.transmitted() >= options.count;
    if (!allSent || options.deadlineSeconds > 0 || lingering) {
      return next;
    }
    lingering = true;
    long wait =
        statistics.received() > 0
            ? Math.max(2 * statistics.longest(), 1000L * interval)
            : 1000L * options.lingerMillis;
    alarm = wait == 0 ? null : self.now().plus(Duration.ofNanos(wait * 1000));
    return Math.max(next, wait / 1000);
  }

  // ---- Listening ----

  private void listen(SimTime until) {
    SimTime limit = alarm != null && alarm.isBefore(until) ? alarm : until;
    if (!socket.socket.isReadable()) {
      self.await(socket.socket.readable(), limit);
    }
    if (alarm != null && !self.now().isBefore(alarm)) {
      exiting = true;
    }
    while (!exiting && socket.socket.isReadable()) {
      DatagramSocket.SocketError error = socket.socket.takeError();
      EchoSocket.Heard heard;
      if (error != null) {
        heard = socket.heard(error);
      } else {
        heard = socket.heard(Objects.requireNonNull(nextPacket()));
      }
      take(heard);
      if (!(heard instanceof EchoSocket.Heard.Foreign) && statistics.inFlight() == 0) {
        return;
      }
    }
  }

  private @Nullable Arrived nextPacket() {
    return socket.socket.receive();
  }

  private void take(EchoSocket.Heard heard) {
    switch (heard) {
      case EchoSocket.Heard.Reply reply -> take(reply);
      case EchoSocket.Heard.Failure(int sequence, String from, String text, boolean lands) -> {
        if (lands) {
          statistics.acknowledge(sequence);
        }
        statistics.failed();
        if (options.quiet) {
          return;
        }
        if (options.flood) {
          out.print("\bE").flush();
        } else {
          out.print(timestamp() + "From " + from + " icmp_seq=" + sequence + " " + text + "\n");
          out.flush();
        }
      }
      case EchoSocket.Heard.Notice(int sequence, String from, String text) -> {
        if (!options.quiet && !options.flood) {
          out.print(timestamp() + "From " + from + ": icmp_seq=" + sequence + " " + text + "\n");
        }
      }
      case EchoSocket.Heard.Landed(int sequence) -> statistics.acknowledge(sequence);
      case EchoSocket.Heard.Foreign foreign -> {}
    }
  }

  private void take(EchoSocket.Heard.Reply reply) {
    RoundTrip.pass(self);
    statistics.acknowledge(reply.sequence());
    long micros = self.now().since(reply.sent()).toNanos() / 1000;
    if (statistics.isTiming()) {
      statistics.measured(micros);
      if (options.adaptive) {
        interval = (statistics.smoothed() / 8 + 500) / 1000;
      }
    }
    boolean repeated = statistics.countReply(reply.sequence());
    if (options.quiet) {
      return;
    }
    if (options.flood) {
      out.print("\b \b").flush();
      return;
    }
    StringBuilder line = new StringBuilder(timestamp());
    line.append(reply.octets()).append(" bytes from ").append(reply.from());
    line.append(": icmp_seq=").append(reply.sequence());
    line.append(options.verbose ? " ident=" + options.identifier : "");
    line.append(" ttl=").append(reply.hops());
    line.append(statistics.isTiming() ? " time=" + PingStatistics.time(micros) : "");
    boolean shown = repeated && (!socket.isToMany() || options.verbose);
    line.append(shown ? " (DUP!)" : "");
    line.append(reply.otherSource() ? " (DIFFERENT ADDRESS!)" : "");
    line.append(options.audible ? "\u0007" : "");
    out.print(line.append('\n').toString()).flush();
  }

  private String timestamp() {
    if (!options.timestamps) {
      return "";
    }
    Instant now = WallClock.now(self);
    return String.format(Locale.ROOT, "[%d.%06d] ", now.getEpochSecond(), now.getNano() / 1000);
  }
}
