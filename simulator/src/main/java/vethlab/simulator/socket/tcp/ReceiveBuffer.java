package vethlab.simulator.socket.tcp;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;

/// What a connection has received: octets in order that nobody has read yet, and pieces that came
/// early.
final class ReceiveBuffer implements Forkable {

  private static final int MOST_PIECES = 1000;

  private final ArrayDeque<Bytes> inOrder = new ArrayDeque<>();
  private final TreeMap<Integer, Bytes> early = new TreeMap<>(Integer::compare);
  private int unread;

  ReceiveBuffer() {}

  private ReceiveBuffer(ReceiveBuffer original, Fork fork) {
    fork.enter(original, this);
    inOrder.addAll(original.inOrder);
    early.putAll(original.early);
    unread = original.unread;
  }

  @Override
  public ReceiveBuffer fork(Fork fork) {
    return new ReceiveBuffer(this, fork);
  }

  /// Octets in order that nobody has read.
  int unread() {
    return unread;
  }

  /// Whether pieces wait for those before them.
  boolean hasGap() {
    return !early.isEmpty();
  }

  /// Takes data in that begins at `sequence`.
  ///
  /// @param next the first octet not received yet
  /// @return the first octet not received afterwards
  int add(int sequence, Bytes data, int next) {
    if (Sequence.isAfter(sequence, next)) {
      if (early.size() < MOST_PIECES) {
        early.merge(sequence, data, (a, b) -> a.length() >= b.length() ? a : b);
      }
      return next;
    }
    int reached = append(sequence, data, next);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Iterator<Map.Entry<Integer, Bytes>> it = early.entrySet().iterator(); it.hasNext(); ) {
        Map.Entry<Integer, Bytes> piece = it.next();
        if (!Sequence.isAfter(piece.getKey(), reached)) {
          reached = append(piece.getKey(), piece.getValue(), reached);
          it.remove();
          grown = true;
        }
      }
    }
    return reached;
  }

  /// Takes out up to `limit` octets; empty if there are none.
  Bytes take(int limit) {
    Bytes first = inOrder.poll();
    if (first == null) {
      return Bytes.EMPTY;
    }
    if (first.length() > limit) {
      inOrder.addFirst(first.slice(limit, first.length()));
      first = first.slice(0, limit);
    }
    unread -= first.length();
    return first;
  }

  private int append(int sequence, Bytes data, int next) {
    int known = next - sequence;
    if (known >= data.length()) {
      return next;
    }
    Bytes fresh = data.slice(known, data.length());
    inOrder.add(fresh);
    unread += fresh.length();
    return next + fresh.length();
  }
}
