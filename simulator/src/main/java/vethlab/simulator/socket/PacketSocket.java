package vethlab.simulator.socket;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.FrameTap;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.WaitQueue;

/// A packet socket on one device (`af_packet.c`): sees its frames, and sends frames as they are.
public final class PacketSocket extends FileDescription implements FrameTap {

  /// All protocols (`ETH_P_ALL`): frames that go out are seen too.
  public static final int ALL = 3;

  private static final int LIMIT = 10_000;

  private final NetDevice device;
  private final int protocol;
  private final WaitQueue readable;
  private final ArrayDeque<Seen> queue = new ArrayDeque<>();
  private long dropped;

  /// A frame that was seen.
  public record Seen(SimTime time, PacketType type, EthernetFrame frame) {}

  /// A socket that listens at once.
  ///
  /// @param protocol an EtherType, or [#ALL]
  public PacketSocket(NetDevice device, int protocol) {
    this.device = device;
    this.protocol = protocol;
    this.readable = new WaitQueue();
    device.addTap(this);
  }

  private PacketSocket(PacketSocket original, Fork fork) {
    super(original, fork);
    this.device = fork.of(original.device);
    this.protocol = original.protocol;
    this.readable = fork.of(original.readable);
    this.queue.addAll(original.queue);
    this.dropped = original.dropped;
  }

  @Override
  public PacketSocket fork(Fork fork) {
    return new PacketSocket(this, fork);
  }

  @Override
  public PacketSocket forkedInto(Fork fork) {
    return fork.of(this);
  }

  public NetDevice device() {
    return device;
  }

  /// The oldest frame seen, or null.
  public @Nullable Seen receive() {
    return queue.poll();
  }

  /// Frames that nobody read in time.
  public long dropped() {
    return dropped;
  }

  /// Sends a frame as it is.
  ///
  /// @param title what a trace calls it
  /// @throws KernelError ENETDOWN if the device is down, EMSGSIZE if the frame is too long
  public void send(String title, EthernetFrame frame) {
    if (!device.isUp()) {
      throw new KernelError(Errno.ENETDOWN);
    }
    if (frame.length() > device.mtu() + EthernetFrame.HEADER_LENGTH + 4) {
      throw new KernelError(Errno.EMSGSIZE);
    }
    device.send(new SocketBuffer(frame, device, device.core().begin(title)));
  }

  @Override
  public void captured(NetDevice where, PacketType type, EthernetFrame frame) {
    boolean wanted =
        protocol == ALL || (type != PacketType.OUTGOING && frame.etherType() == protocol);
    if (!wanted) {
      return;
    }
    if (queue.size() >= LIMIT) {
      dropped++;
      return;
    }
    queue.add(new Seen(where.core().now(), type, frame));
    readable.wakeAll();
  }

  @Override
  public WaitQueue readable() {
    return readable;
  }

  @Override
  public WaitQueue writable() {
    return readable;
  }

  @Override
  protected void released() {
    device.removeTap(this);
  }

  @Override
  public String describe() {
    return "socket:[packet]";
  }
}
