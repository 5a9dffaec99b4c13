package vethlab.simulator.device;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.trace.DropReason;

/// Frames received and not looked at yet, first in first out (`softnet_data`).
///
/// It belongs to the machine's one processor, which takes all that came in so far for one batch and
/// works through that; only what comes in meanwhile counts against the limit.
public final class Backlog implements Forkable {

  /// How many frames may wait before newcomers are dropped (`net.core.netdev_max_backlog`).
  public static final int LIMIT = 1000;

  private static final int SIZE = 2048; // a batch and what comes in meanwhile, rounded up
  private static final int MASK = SIZE - 1;

  private final @Nullable SocketBuffer[] ring = new SocketBuffer[SIZE];
  private int head;
  private int batchEnd;
  private int tail;

  public Backlog() {}

  private Backlog(Backlog original, Fork fork) {
    fork.enter(original, this);
    for (int i = original.head; i != original.tail; i++) {
      ring[i & MASK] = fork.of(Objects.requireNonNull(original.ring[i & MASK]));
    }
    this.head = original.head;
    this.batchEnd = original.batchEnd;
    this.tail = original.tail;
  }

  @Override
  public Backlog fork(Fork fork) {
    return new Backlog(this, fork);
  }

  /// Queues a frame for its device, or drops it if that is not up or too many wait
  /// (`enqueue_to_backlog`).
  ///
  /// @return whether it was queued
  boolean enqueue(SocketBuffer buffer) {
    NetDevice device = buffer.device();
    if (!device.isUp()) {
      device.statistics().receiveDropped();
      buffer.drop(DropReason.DEV_READY);
      return false;
    }
    // As the kernel compares: one more than the limit fits.
    if (tail - batchEnd > LIMIT) {
      device.statistics().receiveDropped();
      buffer.drop(DropReason.CPU_BACKLOG);
      return false;
    }
    ring[tail++ & MASK] = buffer;
    return true;
  }

  public boolean isEmpty() {
    return head == tail;
  }

  /// Lets the device of the oldest frame receive it (`process_backlog`).
  public void receiveNext() {
    if (head == batchEnd) {
      batchEnd = tail;
    }
    int at = head++ & MASK;
    SocketBuffer buffer = Objects.requireNonNull(ring[at]);
    ring[at] = null;
    NetDevice device = buffer.device();
    if (device.isRegistered()) {
      device.receive(buffer);
    } else {
      buffer.drop(DropReason.DEV_READY);
    }
  }
}
