package vethlab.simulator.socket.tcp;

import java.util.ArrayDeque;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;

/// What a program has written and the other side has not acknowledged, oldest first.
final class SendBuffer implements Forkable {

  /// Octets that it holds at the most (the first size of `net.ipv4.tcp_wmem` that grows by itself).
  static final int CAPACITY = 87040;

  private final ArrayDeque<Bytes> chunks = new ArrayDeque<>();
  private int length;

  SendBuffer() {}

  private SendBuffer(SendBuffer original, Fork fork) {
    fork.enter(original, this);
    chunks.addAll(original.chunks);
    length = original.length;
  }

  @Override
  public SendBuffer fork(Fork fork) {
    return new SendBuffer(this, fork);
  }

  int length() {
    return length;
  }

  int room() {
    return CAPACITY - length;
  }

  void add(Bytes data) {
    if (!data.isEmpty()) {
      chunks.add(data);
      length += data.length();
    }
  }

  /// The octets from `from` on, at most `limit`.
  Bytes peek(int from, int limit) {
    int skip = from;
    Bytes found = Bytes.EMPTY;
    for (Bytes chunk : chunks) {
      if (skip >= chunk.length()) {
        skip -= chunk.length();
        continue;
      }
      int end = Math.min(chunk.length(), skip + limit - found.length());
      found = found.plus(chunk.slice(skip, end));
      skip = 0;
      if (found.length() == limit) {
        break;
      }
    }
    return found;
  }

  /// Forgets the first `count` octets: they have arrived.
  void drop(int count) {
    int left = Math.min(count, length);
    length -= left;
    while (left > 0) {
      Bytes first = chunks.remove();
      if (first.length() > left) {
        chunks.addFirst(first.slice(left, first.length()));
        return;
      }
      left -= first.length();
    }
  }
}
