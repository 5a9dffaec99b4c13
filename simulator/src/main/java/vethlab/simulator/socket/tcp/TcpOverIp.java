package vethlab.simulator.socket.tcp;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.socket.IpLayer;
import vethlab.simulator.socket.SocketOptions;

/// Sends segments through the IP of the namespace.
final class TcpOverIp implements TcpOutput {

  private static final int SMALLEST_SEGMENT = 536;

  private final IpLayer ip;

  TcpOverIp(IpLayer ip) {
    this.ip = ip;
  }

  private TcpOverIp(TcpOverIp original, Fork fork) {
    fork.enter(original, this);
    this.ip = fork.of(original.ip);
  }

  @Override
  public TcpOverIp fork(Fork fork) {
    return new TcpOverIp(this, fork);
  }

  @Override
  public @Nullable Errno send(TcpEnds ends, TcpSegment segment, int identification) {
    IpLayer.Sending sending =
        new IpLayer.Sending(
            title(segment),
            ends.remote().address(),
            ends.local().address(),
            segment,
            options(ends.device()),
            identification,
            false);
    return ip.send(sending) instanceof IpLayer.Outcome.Refused refused ? refused.errno() : null;
  }

  @Override
  public int maximumSegmentSize(TcpEnds ends) {
    try {
      return ip.way(ends.remote().address(), ends.local().address(), options(ends.device()))
          .maximumSegmentSize();
    } catch (KernelError noWay) {
      return SMALLEST_SEGMENT;
    }
  }

  @Override
  public IpAddress source(IpAddress destination, int device) {
    return ip.way(destination, null, options(device)).source();
  }

  @Override
  public void checkLocal(IpAddress address, int device) {
    if (!ip.mayBind(address, device)) {
      throw new KernelError(Errno.EADDRNOTAVAIL);
    }
  }

  private static SocketOptions options(int device) {
    return SocketOptions.DEFAULT.withDevice(device);
  }

  private static String title(TcpSegment segment) {
    String flags =
        (segment.has(TcpSegment.SYN) ? " SYN" : "")
            + (segment.has(TcpSegment.FIN) ? " FIN" : "")
            + (segment.has(TcpSegment.RST) ? " RST" : "")
            + (segment.has(TcpSegment.ACK) ? " ACK" : "");
    int length = segment.data().length();
    return "TCP" + flags + (length > 0 ? ", " + length + " octets" : "");
  }
}
