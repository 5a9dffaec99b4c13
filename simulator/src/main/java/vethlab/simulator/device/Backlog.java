package vethlab.simulator.device;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.trace.DropReason;

/// Frames received and not looked at yet, first in first out (`softnet_data.input_pkt_queue`).
///
/// It belongs to the machine's one processor. Beyond [#LIMIT] frames a newcomer is dropped.
public final class Backlog implements Forkable {

  /// How many frames may wait (`net.core.netdev_max_backlog`).
  public static final int LIMIT = 1000;

  private static final int SIZE = 1024;
  private static final int MASK = SIZE - 1;

  private final @Nullable SocketBuffer[] ring = new SocketBuffer[SIZE];
  private int head;
  private int tail;

  public Backlog() {}

  private Backlog(Backlog original, Fork fork) {
    fork.enter(original, this);
    for (int i = original.head; i != original.tail; i++) {
      ring[i & MASK] = fork.of(Objects.requireNonNull(original.ring[i & MASK]));
    }
    this.head = original.head;
    this.tail = original.tail;
  }

  @Override
  public Backlog fork(Fork fork) {
    return new Backlog(this, fork);
  }

  /// Queues a frame for its device, or drops it when too many wait.
  public void enqueue(SocketBuffer buffer) {
    if (tail - head >= LIMIT) {
      buffer.drop(DropReason.CPU_BACKLOG);
      return;
    }
    ring[tail++ & MASK] = buffer;
  }

  public boolean isEmpty() {
    return head == tail;
  }

  /// Lets the device of the oldest frame receive it.
  public void receiveNext() {
    int at = head++ & MASK;
    SocketBuffer buffer = Objects.requireNonNull(ring[at]);
    ring[at] = null;
    buffer.device().receive(buffer);
  }
}
