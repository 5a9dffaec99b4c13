package vethlab.simulator.ipv4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.neighbour.TrueSize;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.Timer;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.wire.Wire;

/// Puts fragments together again (`ip_fragment.c`; RFC 791, 3.2, RFC 5722).
final class Reassembly implements Forkable {

  private static final int TIME_EXCEEDED_CODE = 1;

  /// `sizeof(struct ipq)`, rounded up by the allocator.
  private static final int SIZE = 256;

  private record Key(
      Ipv4Address source, Ipv4Address destination, int protocol, int identification) {}

  /// One fragment: its place, and the buffer in which it came.
  private record Piece(int from, int to, Ipv4Packet packet, SocketBuffer buffer) {}

  /// The fragments of one packet that are there.
  private static final class Queue {
    final List<Piece> pieces = new ArrayList<>();
    int end;
    boolean endKnown;
    int congestion;
    int heardFrom;
    @Nullable Timer timer;

    int memory() {
      return SIZE + pieces.stream().mapToInt(each -> TrueSize.of(each.buffer())).sum();
    }
  }

  private final Ipv4Stack stack;
  private final Map<Key, Queue> queues = new LinkedHashMap<>();

  /// How many fragments each host has sent.
  private final Map<Ipv4Address, Integer> heard = new LinkedHashMap<>();

  private long memory;

  /// The other fragments did not come in time.
  record Expiry(Reassembly reassembly, Ipv4Packet any) implements Event {

    @Override
    public void happen() {
      reassembly.expire(any);
    }

    @Override
    public Event fork(Fork fork) {
      return new Expiry(fork.of(reassembly), any);
    }
  }

  Reassembly(Ipv4Stack stack) {
    this.stack = stack;
  }

  private Reassembly(Reassembly original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    original.queues.forEach((key, queue) -> {
      Queue copy = new Queue();
      queue.pieces.forEach(each ->
          copy.pieces.add(
              new Piece(each.from(), each.to(), each.packet(), fork.of(each.buffer()))));
      copy.end = queue.end;
      copy.endKnown = queue.endKnown;
      copy.congestion = queue.congestion;
      copy.heardFrom = queue.heardFrom;
      copy.timer = fork.ofNullable(queue.timer);
      queues.put(key, copy);
    });
    heard.putAll(original.heard);
    this.memory = original.memory;
  }

  @Override
  public Reassembly fork(Fork fork) {
    return new Reassembly(this, fork);
  }

  /// Takes a fragment.
  ///
  /// @return the whole packet if it was the last one missing, in whose place `buffer` then stands;
  ///   else null, and the buffer is kept or has ended
  @Nullable Ipv4Packet add(SocketBuffer buffer, Ipv4Packet packet) {
    long limit = stack.settings().number("ipfrag_high_thresh");
    if (limit == 0 || memory > limit) {
      buffer.drop(DropReason.NOT_SPECIFIED, null, "room for fragments (ipfrag_high_thresh)");
      return null;
    }
    Key key = key(packet);
    Queue queue = queues.get(key);
    if (queue == null) {
      queue = new Queue();
      queues.put(key, queue);
      memory += queue.memory();
      startTimer(queue, packet);
    }
    if (isTooFar(queue, packet.source())) {
      queue.pieces.forEach(each -> each.buffer().drop(DropReason.FRAG_TOO_FAR));
      memory -= queue.memory() - SIZE;
      queue.pieces.clear();
      queue.end = 0;
      queue.endKnown = false;
      queue.congestion = 0;
      startTimer(queue, packet);
    }
    int from = packet.fragmentOffset() * 8;
    int to = from + packet.transport().length();
    if (packet.moreFragments()) {
      to &= ~7;
    }
    if (to == from || !fitsEnd(queue, packet, to)) {
      discard(key, queue, buffer, DropReason.NOT_SPECIFIED);
      return null;
    }
    for (Piece each : queue.pieces) {
      if (from >= each.from() && to <= each.to()) {
        buffer.drop(DropReason.DUP_FRAG);
        return null;
      }
      if (from < each.to() && to > each.from()) {
        discard(key, queue, buffer, DropReason.DUP_FRAG);
        return null;
      }
    }
    queue.pieces.add(new Piece(from, to, packet, buffer));
    memory += TrueSize.of(buffer);
    queue.congestion |= 1 << (packet.trafficClass() & 3);
    int there = queue.pieces.stream().mapToInt(each -> each.to() - each.from()).sum();
    return queue.endKnown && there == queue.end ? complete(key, queue, buffer) : null;
  }

  private void startTimer(Queue queue, Ipv4Packet any) {
    if (queue.timer != null) {
      queue.timer.cancel();
    }
    Duration patience = Duration.ofSeconds(stack.settings().number("ipfrag_time"));
    queue.timer = stack.core().timeline().schedule(patience, new Expiry(this, any));
  }

  /// Whether the host has sent so many other fragments meanwhile that its identifications may have
  /// come round (`ip_frag_too_far`).
  private boolean isTooFar(Queue queue, Ipv4Address source) {
    long most = stack.settings().number("ipfrag_max_dist");
    if (most == 0) {
      return false;
    }
    int before = queue.heardFrom;
    queue.heardFrom = heard.merge(source, 1, Integer::sum);
    return !queue.pieces.isEmpty() && queue.heardFrom - before > most;
  }

  /// Whether the end of the fragment agrees with what is known of the packet's end.
  private static boolean fitsEnd(Queue queue, Ipv4Packet packet, int to) {
    if (!packet.moreFragments()) {
      if (to < queue.end || (queue.endKnown && to != queue.end)) {
        return false;
      }
      queue.endKnown = true;
      queue.end = to;
    } else if (to > queue.end) {
      if (queue.endKnown) {
        return false;
      }
      queue.end = to;
    }
    return true;
  }

  private @Nullable Ipv4Packet complete(Key key, Queue queue, SocketBuffer last) {
    remove(key, queue);
    byte[] octets = new byte[queue.end];
    Ipv4Packet first = null;
    int largest = 0;
    int largestUncut = 0;
    for (Piece each : queue.pieces) {
      octets(each.packet()).slice(0, each.to() - each.from()).copyTo(octets, each.from());
      int length = each.packet().headerLength() + each.to() - each.from();
      largest = Math.max(largest, length);
      if (each.packet().dontFragment()) {
        largestUncut = Math.max(largestUncut, length);
      }
      if (each.from() == 0) {
        first = each.packet();
      }
      if (each.buffer() != last) {
        each.buffer().replaced("the whole packet");
      }
    }
    if (first == null || congestion(queue.congestion) < 0) {
      last.drop(DropReason.NOT_SPECIFIED);
      return null;
    }
    if (first.headerLength() + queue.end > Ipv4Routing.LONGEST) {
      last.drop(DropReason.PKT_TOO_BIG);
      return null;
    }
    Transport transport =
        Wire.decodeTransport(
            first.protocol(), Bytes.of(octets), first.source(), first.destination());
    return new Ipv4Packet(
        first.source(),
        first.destination(),
        first.trafficClass() | congestion(queue.congestion),
        first.identification(),
        largestUncut == largest,
        false,
        0,
        first.ttl(),
        first.options(),
        transport);
  }

  private static Bytes octets(Ipv4Packet packet) {
    return packet.transport() instanceof Transport.Fragment piece
        ? piece.data()
        : Wire.encodeTransport(packet.transport(), packet.source(), packet.destination());
  }

  /// The congestion bits of the whole, from the set of those of the fragments; −1 if they
  /// contradict each other (RFC 3168, 5.3; `ip_frag_ecn_table`).
  private static int congestion(int seen) {
    boolean none = (seen & 1) != 0;
    boolean experienced = (seen & 8) != 0;
    if (none && seen != 1) {
      return -1;
    }
    return experienced ? 3 : 0;
  }

  private void discard(Key key, Queue queue, SocketBuffer buffer, DropReason reason) {
    remove(key, queue);
    queue.pieces.forEach(each -> each.buffer().drop(reason));
    buffer.drop(reason);
  }

  private void remove(Key key, Queue queue) {
    if (queue.timer != null) {
      queue.timer.cancel();
    }
    queues.remove(key);
    memory -= queue.memory();
  }

  /// The rest did not come: the sender is told if the first fragment is there (`ip_expire`).
  private void expire(Ipv4Packet any) {
    Key key = key(any);
    Queue queue = queues.get(key);
    if (queue == null) {
      return;
    }
    remove(key, queue);
    for (Piece each : queue.pieces) {
      NetDevice device = each.buffer().device();
      if (each.from() == 0 && device.isRegistered()) {
        stack.icmp().sendError(each.buffer(), IcmpMessage.TIME_EXCEEDED, TIME_EXCEEDED_CODE, 0);
      }
      each.buffer().drop(DropReason.FRAG_REASM_TIMEOUT, null, "the other fragments");
    }
  }

  private static Key key(Ipv4Packet packet) {
    return new Key(
        packet.source(), packet.destination(), packet.protocol(), packet.identification());
  }
}
