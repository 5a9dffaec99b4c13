package vethlab.simulator.ipv6;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.Timer;
import vethlab.simulator.trace.DropReason;

/// Puts packets together from their pieces (`net/ipv6/reassembly.c`).
///
/// Pieces that overlap make the whole packet worthless (RFC 5722). The memory that pieces take is
/// not limited.
final class Reassembly implements Forkable {

  private static final int LONGEST = 65_535;

  /// Which packet a piece belongs to.
  ///
  /// @param device the interface index if the address means nothing without it, else 0
  private record Key(
      Ipv6Address source, Ipv6Address destination, long identification, int device) {}

  /// A packet that is not complete.
  private static final class Queue implements Forkable {
    final Key key;
    final TreeMap<Integer, Bytes> pieces = new TreeMap<>();
    @Nullable SocketBuffer first;
    int length;
    int present;
    boolean lastIsThere;
    @Nullable Timer timer;

    Queue(Key key) {
      this.key = key;
    }

    private Queue(Queue original, Fork fork) {
      fork.enter(original, this);
      this.key = original.key;
      this.pieces.putAll(original.pieces);
      this.first = fork.ofNullable(original.first);
      this.length = original.length;
      this.present = original.present;
      this.lastIsThere = original.lastIsThere;
      this.timer = fork.ofNullable(original.timer);
    }

    @Override
    public Queue fork(Fork fork) {
      return new Queue(this, fork);
    }

    boolean isComplete() {
      return first != null && lastIsThere && present == length;
    }

    Bytes data() {
      return Bytes.written(
          length, octets -> pieces.forEach((offset, piece) -> piece.copyTo(octets, offset)));
    }
  }

  private record Expiry(Reassembly reassembly, Queue queue) implements Event {

    @Override
    public void happen() {
      reassembly.expired(queue);
    }

    @Override
    public Event fork(Fork fork) {
      return new Expiry(fork.of(reassembly), fork.of(queue));
    }
  }

  private final Ipv6Stack stack;
  private final Map<Key, Queue> queues = new HashMap<>();

  Reassembly(Ipv6Stack stack) {
    this.stack = stack;
  }

  private Reassembly(Reassembly original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    original.queues.forEach((key, queue) -> queues.put(key, fork.of(queue)));
  }

  @Override
  public Reassembly fork(Fork fork) {
    return new Reassembly(this, fork);
  }

  /// Takes a piece; when it is the last one missing, the whole packet goes on.
  void receive(SocketBuffer buffer, Ipv6Packet packet, Ipv6Packet.ExtensionHeader header) {
    int field = Octets.unsigned16(header.data(), 0);
    int offset = field & ~7;
    boolean more = (field & 1) != 0;
    Bytes data = ((Transport.Fragment) packet.transport()).data();
    int end = offset + data.length();
    if (end > LONGEST) {
      int pointer = packet.length() - data.length() - 6;
      stack.icmp().error(buffer, Icmpv6Message.PARAMETER_PROBLEM, 0, pointer);
      buffer.drop(DropReason.IP_INHDR, null, "pieces of at most 65535 octets in all");
      return;
    }
    if (more && (end & 7) != 0) {
      stack.icmp().error(buffer, Icmpv6Message.PARAMETER_PROBLEM, 0, 4);
      buffer.drop(DropReason.IP_INHDR, null, "pieces of a multiple of 8 octets");
      return;
    }
    Queue queue = queue(buffer, packet, Octets.unsigned32(header.data(), 2));
    if (contradicts(queue, offset, end, more)) {
      discard(queue);
      buffer.drop(DropReason.DUP_FRAG);
      return;
    }
    if (Objects.equals(data, queue.pieces.get(offset))) {
      buffer.drop(DropReason.DUP_FRAG);
      return;
    }
    if (overlaps(queue, offset, end)) {
      discard(queue);
      buffer.drop(DropReason.DUP_FRAG);
      return;
    }
    queue.length = Math.max(queue.length, end);
    queue.lastIsThere |= !more;
    queue.pieces.put(offset, data);
    queue.present += data.length();
    if (offset == 0) {
      queue.first = buffer;
    }
    if (queue.isComplete()) {
      complete(queue, buffer);
    } else if (offset != 0) {
      buffer.replaced("the packet that it is a piece of");
    }
  }

  private Queue queue(SocketBuffer buffer, Ipv6Packet packet, long identification) {
    Ipv6Address destination = packet.destination();
    boolean local = destination.isMulticast() || destination.isLinkLocal();
    Key key =
        new Key(packet.source(), destination, identification, local ? buffer.device().index() : 0);
    Queue known = queues.get(key);
    if (known != null) {
      return known;
    }
    Queue queue = new Queue(key);
    queues.put(key, queue);
    Duration patience = Duration.ofSeconds(stack.settings().number("ip6frag_time"));
    queue.timer = stack.devices().core().timeline().schedule(patience, new Expiry(this, queue));
    return queue;
  }

  /// Whether the piece does not fit with what is known about the end.
  private static boolean contradicts(Queue queue, int offset, int end, boolean more) {
    return more
        ? (queue.lastIsThere && end > queue.length) || end == offset
        : end < queue.length || (queue.lastIsThere && end != queue.length) || end == offset;
  }

  private static boolean overlaps(Queue queue, int offset, int end) {
    Map.Entry<Integer, Bytes> before = queue.pieces.floorEntry(offset);
    Integer after = queue.pieces.ceilingKey(offset);
    return (before != null && before.getKey() + before.getValue().length() > offset)
        || (after != null && after < end);
  }

  private void complete(Queue queue, SocketBuffer last) {
    discard(queue);
    SocketBuffer whole = queue.first;
    if (whole == null || !(whole.frame().payload() instanceof Ipv6Packet first)) {
      throw new IllegalStateException("complete without a first piece");
    }
    if (last != whole) {
      last.replaced("the packet that it completes");
    }
    if (Fragmentation.join(first, queue.data()) instanceof Ipv6Packet packet) {
      whole.setPayload(packet);
      whole.attach(Ipv6Input.incoming(whole).asFragmented());
      stack.input().deliverJoined(whole, packet);
    } else {
      whole.drop(DropReason.IP_INHDR, null, "a packet in its pieces");
    }
  }

  private void discard(Queue queue) {
    queues.remove(queue.key);
    if (queue.timer != null) {
      queue.timer.cancel();
    }
  }

  /// `ip6frag_expire_frag_queue`: the sender is told if the first piece came.
  private void expired(Queue queue) {
    discard(queue);
    SocketBuffer first = queue.first;
    if (first != null) {
      stack.icmp().error(first, Icmpv6Message.TIME_EXCEEDED, 1, 0);
      first.drop(DropReason.FRAG_REASM_TIMEOUT);
    }
  }
}
