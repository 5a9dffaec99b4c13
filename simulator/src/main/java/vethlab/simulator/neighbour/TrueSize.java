package vethlab.simulator.neighbour;

import vethlab.simulator.device.SocketBuffer;

/// How much memory the kernel charges for a packet (`skb->truesize`).
public final class TrueSize {

  /// `sizeof(struct sk_buff)` and `sizeof(struct skb_shared_info)`, aligned to cache lines.
  private static final int BUFFER = 256;

  private static final int SHARED_INFO = 320;

  /// Link header and alignment in front of and behind the packet.
  private static final int ROOM = 32;

  private TrueSize() {}

  /// The size of the allocation, in the steps of the kernel's allocator, and of its descriptor.
  public static int of(SocketBuffer buffer) {
    int data = align(buffer.frame().payload().length() + ROOM) + SHARED_INFO;
    int step = 512;
    while (step < data) {
      step *= 2;
    }
    return step + BUFFER;
  }

  private static int align(int size) {
    return (size + 63) / 64 * 64;
  }
}
