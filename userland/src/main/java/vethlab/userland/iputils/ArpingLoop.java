package vethlab.userland.iputils;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.packet.ArpPacket;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.simulator.socket.PacketSocket;
import vethlab.simulator.time.SimTime;
import vethlab.userland.program.Output;

/// The main loop of `arping`: sends, listens, and decides when it is enough (`event_loop`).
final class ArpingLoop {

  private final Process self;
  private final Arping.Wanted wanted;
  private final PacketSocket socket;
  private final Output out;
  private final MacAddress own;
  private MacAddress destination = MacAddress.BROADCAST;
  private boolean unicasting;
  private boolean ended;
  private SimTime last = SimTime.ZERO;
  private int sent;
  private int broadcastsSent;
  private int received;
  private int broadcastsReceived;
  private int requestsReceived;

  ArpingLoop(Process self, Arping.Wanted wanted, PacketSocket socket, Output out) {
    this.self = self;
    this.wanted = wanted;
    this.socket = socket;
    this.out = out;
    this.own = socket.device().address();
  }

  int run() {
    for (Signal signal : List.of(Signal.SIGINT, Signal.SIGQUIT, Signal.SIGTERM)) {
      self.onSignal(signal, caught -> ended = true);
    }
    SimTime end =
        wanted.timeoutSeconds() == 0
            ? null
            : self.now().plus(Duration.ofSeconds(wanted.timeoutSeconds()));
    SimTime next = wanted.intervalSeconds() == 0 ? null : afterInterval(self.now());
    int turns = 1;
    send();
    while (!ended) {
      PacketSocket.Seen seen = socket.receive();
      if (seen != null) {
        ended = isLast(seen);
        continue;
      }
      self.await(List.of(socket.readable()), earlier(next, end));
      if (next != null && !self.now().isBefore(next)) {
        next = afterInterval(next);
        turns++;
        if (wanted.count() > 0 && wanted.count() < turns) {
          break;
        }
        send();
      }
      if (end != null && !self.now().isBefore(end)) {
        break;
      }
    }
    return finish();
  }

  private SimTime afterInterval(SimTime start) {
    return start.plus(Duration.ofSeconds(wanted.intervalSeconds()));
  }

  private static @Nullable SimTime earlier(@Nullable SimTime one, @Nullable SimTime other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private void send() {
    ArpPacket packet =
        new ArpPacket(
            wanted.advertising() ? ArpPacket.REPLY : ArpPacket.REQUEST,
            own,
            wanted.source(),
            wanted.advertising() ? own : destination,
            wanted.target());
    out.flush();
    last = self.now();
    socket.send(
        wanted.advertising() ? "ARP announcement" : "ARP request",
        EthernetFrame.of(destination, own, packet));
    sent++;
    broadcastsSent += unicasting ? 0 : 1;
    self.table().core().receiveBacklog();
  }

  // ---- Answers ----

  /// Takes a frame in.
  ///
  /// @return whether it was the last that is waited for
  private boolean isLast(PacketSocket.Seen seen) {
    boolean toMany = seen.type() == PacketType.BROADCAST || seen.type() == PacketType.MULTICAST;
    if (!(seen.frame().payload() instanceof ArpPacket packet)
        || !(toMany || seen.type() == PacketType.HOST)
        || !isAnswer(packet)) {
      return false;
    }
    RoundTrip.pass(self);
    if (!wanted.quiet()) {
      print(packet, toMany);
    }
    received++;
    if (wanted.timeoutSeconds() > 0 && received == wanted.count()) {
      return true;
    }
    broadcastsReceived += toMany ? 1 : 0;
    requestsReceived += packet.operation() == ArpPacket.REQUEST ? 1 : 0;
    if (wanted.quitOnReply()) {
      return true;
    }
    if (!wanted.broadcastOnly()) {
      destination = packet.senderMac();
      unicasting = true;
    }
    return false;
  }

  private boolean isAnswer(ArpPacket packet) {
    if (packet.operation() != ArpPacket.REQUEST && packet.operation() != ArpPacket.REPLY) {
      return false;
    }
    if (!packet.senderAddress().equals(wanted.target())) {
      return false;
    }
    if (wanted.detecting()) {
      return !packet.senderMac().equals(own)
          && (wanted.source().isUnspecified() || wanted.source().equals(packet.targetAddress()));
    }
    return packet.targetAddress().equals(wanted.source()) && packet.targetMac().equals(own);
  }

  private void print(ArpPacket packet, boolean toMany) {
    StringBuilder text = new StringBuilder();
    text.append(toMany ? "Broadcast " : "Unicast ");
    text.append(packet.operation() == ArpPacket.REPLY ? "reply" : "request");
    text.append(" from ").append(packet.senderAddress());
    text.append(" [").append(shown(packet.senderMac())).append("] ");
    boolean elsewhere = !packet.targetAddress().equals(wanted.source());
    if (elsewhere) {
      text.append("for ").append(packet.targetAddress()).append(' ');
    }
    if (!packet.targetMac().equals(own)) {
      text.append(elsewhere ? "" : "for ").append('[').append(shown(packet.targetMac()));
      text.append(']');
    }
    // The program rounds to milliseconds first and leaves half of one too much in the rest.
    long micros = (self.now().since(last).toNanos() + 500) / 1000;
    long millis = (micros + 500) / 1000;
    text.append(String.format(Locale.ROOT, " %d.%03dms", millis, micros - millis * 1000 + 500));
    out.line(text.toString());
    out.flush();
  }

  private static String shown(MacAddress address) {
    return address.toString().toUpperCase(Locale.ROOT);
  }

  // ---- The end ----

  private int finish() {
    if (!wanted.quiet()) {
      out.line("Sent " + sent + " probes (" + broadcastsSent + " broadcast(s))");
      StringBuilder text = new StringBuilder("Received " + received + " response(s)");
      if (broadcastsReceived > 0 || requestsReceived > 0) {
        text.append(" (");
        text.append(requestsReceived > 0 ? requestsReceived + " request(s)" : "");
        text.append(requestsReceived > 0 && broadcastsReceived > 0 ? ", " : "");
        text.append(broadcastsReceived > 0 ? broadcastsReceived + " broadcast(s)" : "");
        text.append(')');
      }
      out.line(text.toString());
    }
    if (wanted.unsolicited() && !wanted.detecting()) {
      return 0;
    }
    boolean failed = wanted.detecting() ? received > 0 : received == 0;
    if (wanted.detecting()) {
      failed |= broadcastsSent == received;
    } else if (wanted.timeoutSeconds() > 0 && wanted.count() <= 0) {
      failed |= received == 0;
    } else {
      failed |= sent != received;
    }
    return failed ? 1 : 0;
  }
}
