package vethlab.simulator.socket;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.WaitQueue;

/// Packets that a socket has received and nobody has read, up to `net.core.rmem_default` octets of
/// buffers (`sk_receive_queue`).
final class ReceiveQueue implements Forkable {

  /// Octets, buffers' overhead included (`SK_RMEM_MAX`).
  private static final int LIMIT = 212992;

  /// What a small packet's buffer takes beside its data, rounded (`SKB_TRUESIZE`).
  private static final int OVERHEAD = 704;

  private final ArrayDeque<Arrived> packets = new ArrayDeque<>();
  private final WaitQueue readable;
  private int held;

  ReceiveQueue() {
    this.readable = new WaitQueue();
  }

  private ReceiveQueue(ReceiveQueue original, Fork fork) {
    fork.enter(original, this);
    packets.addAll(original.packets);
    readable = fork.of(original.readable);
    held = original.held;
  }

  @Override
  public ReceiveQueue fork(Fork fork) {
    return new ReceiveQueue(this, fork);
  }

  WaitQueue readable() {
    return readable;
  }

  /// Octets held, as `netstat` shows in Recv-Q.
  int held() {
    return held;
  }

  /// Takes a packet in.
  ///
  /// @return whether there was room
  boolean offer(Arrived packet) {
    int size = size(packet);
    if (held + size > LIMIT) {
      return false;
    }
    packets.add(packet);
    held += size;
    readable.wakeAll();
    return true;
  }

  /// The oldest packet, or null.
  @Nullable Arrived poll() {
    Arrived first = packets.poll();
    if (first != null) {
      held -= size(first);
    }
    return first;
  }

  private static int size(Arrived packet) {
    return packet.packet().length() + OVERHEAD;
  }
}
