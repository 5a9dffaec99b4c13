package vethlab.simulator.socket;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.ipv4.Ipv4Stack;
import vethlab.simulator.ipv4.PacketRoute;
import vethlab.simulator.ipv4.RawHandler;
import vethlab.simulator.ipv4.TransportHandler;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;
import vethlab.simulator.socket.tcp.TcpTable;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.wire.Wire;

/// What IPv4 hands to the sockets: UDP datagrams, TCP segments, copies for raw sockets, errors.
final class Ipv4Reception {

  private Ipv4Reception() {}

  /// Connects the sockets of a namespace with its IPv4.
  static void install(Ipv4Stack stack, UdpTable udp, TcpTable tcp, RawTable raw) {
    stack.registerTransport(IpProtocol.UDP, new Udp(stack, udp));
    stack.registerTransport(IpProtocol.TCP, new Tcp(tcp));
    stack.setRawHandler(new Raw(raw));
  }

  private static Arrived arrived(Ipv4Packet packet, int sourcePort, Bytes data, SocketBuffer from) {
    PacketRoute route = from.attachment(PacketRoute.class);
    int device = route == null || route.incoming() == 0 ? from.device().index() : route.incoming();
    return new Arrived(
        data,
        packet,
        new Endpoint(packet.source(), sourcePort),
        packet.destination(),
        device,
        packet.ttl(),
        from.device().core().now());
  }

  /// The ports at the beginning of a quoted transport header, or null if they are not there.
  private static int @Nullable [] ports(Transport transport) {
    Bytes octets =
        switch (transport) {
          case Transport.Raw raw -> raw.data();
          case Transport.Fragment fragment -> fragment.data();
          default -> Bytes.EMPTY;
        };
    return octets.length() < 4
        ? null
        : new int[] {octets.at(0) << 8 | octets.at(1), octets.at(2) << 8 | octets.at(3)};
  }

  private static DatagramSocket.SocketError socketError(
      IcmpErrors.Meaning meaning, IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet outer) {
    return new DatagramSocket.SocketError(
        meaning.errno(),
        new Endpoint(outer.source(), 0),
        error.type(),
        error.code(),
        error.rest(),
        Wire.encode(quoted));
  }

  /// UDP over IPv4 (`udp_rcv`, `udp_err`).
  private static final class Udp implements TransportHandler {
    private final Ipv4Stack stack;
    private final UdpTable table;

    Udp(Ipv4Stack stack, UdpTable table) {
      this.stack = stack;
      this.table = table;
    }

    private Udp(Udp original, Fork fork) {
      fork.enter(original, this);
      this.stack = fork.of(original.stack);
      this.table = fork.of(original.table);
    }

    @Override
    public Udp fork(Fork fork) {
      return new Udp(this, fork);
    }

    @Override
    public void receive(Ipv4Packet packet, SocketBuffer buffer) {
      if (!(packet.transport() instanceof UdpDatagram datagram)) {
        buffer.drop(
            packet.transport() instanceof Transport.BadChecksum
                ? DropReason.UDP_CSUM
                : DropReason.PKT_TOO_SMALL);
        return;
      }
      PacketRoute route = buffer.attachment(PacketRoute.class);
      boolean toMany =
          packet.destination().isMulticast()
              || (route != null && route.type() == RouteType.BROADCAST);
      Arrived arrived = arrived(packet, datagram.sourcePort(), datagram.data(), buffer);
      if (table.isForNobody(arrived, datagram, toMany)) {
        stack
            .core()
            .because(
                buffer.branch(),
                () -> stack.sendError(buffer, IcmpMessage.UNREACHABLE, IcmpMessage.Error.PORT, 0));
      }
      table.receive(buffer, arrived, datagram, toMany);
    }

    @Override
    public boolean error(
        IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet outer, SocketBuffer buffer) {
      int[] ports = ports(quoted.transport());
      IcmpErrors.Meaning meaning = IcmpErrors.of(error);
      if (ports == null || meaning == null) {
        return false;
      }
      return table.icmpError(
          new Endpoint(quoted.source(), ports[0]),
          new Endpoint(quoted.destination(), ports[1]),
          socketError(meaning, error, quoted, outer),
          meaning.hard());
    }
  }

  /// TCP over IPv4 (`tcp_v4_rcv`, `tcp_v4_err`).
  private static final class Tcp implements TransportHandler {
    private final TcpTable table;

    Tcp(TcpTable table) {
      this.table = table;
    }

    private Tcp(Tcp original, Fork fork) {
      fork.enter(original, this);
      this.table = fork.of(original.table);
    }

    @Override
    public Tcp fork(Fork fork) {
      return new Tcp(this, fork);
    }

    @Override
    public void receive(Ipv4Packet packet, SocketBuffer buffer) {
      if (!(packet.transport() instanceof TcpSegment segment)) {
        buffer.drop(
            packet.transport() instanceof Transport.BadChecksum
                ? DropReason.TCP_CSUM
                : DropReason.PKT_TOO_SMALL);
        return;
      }
      table.receive(
          buffer,
          new Endpoint(packet.destination(), segment.destinationPort()),
          new Endpoint(packet.source(), segment.sourcePort()),
          segment);
    }

    @Override
    public boolean error(
        IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet outer, SocketBuffer buffer) {
      int[] ports = ports(quoted.transport());
      IcmpErrors.Meaning meaning = IcmpErrors.of(error);
      return ports != null
          && meaning != null
          && table.icmpError(
              new Endpoint(quoted.source(), ports[0]),
              new Endpoint(quoted.destination(), ports[1]),
              meaning.errno());
    }
  }

  /// Raw sockets over IPv4 (`raw_v4_input`, `raw_icmp_error`).
  private static final class Raw implements RawHandler {
    private final RawTable table;

    Raw(RawTable table) {
      this.table = table;
    }

    private Raw(Raw original, Fork fork) {
      fork.enter(original, this);
      this.table = fork.of(original.table);
    }

    @Override
    public Raw fork(Fork fork) {
      return new Raw(this, fork);
    }

    @Override
    public boolean deliver(Ipv4Packet packet, SocketBuffer buffer) {
      if (table.isEmpty()) {
        return false;
      }
      Bytes data = Wire.encodeTransport(packet.transport(), packet.source(), packet.destination());
      Arrived arrived = arrived(packet, 0, data, buffer);
      return table.deliver(RawSocket.Family.IPV4, packet.protocol(), arrived);
    }

    @Override
    public boolean error(
        IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet outer, SocketBuffer buffer) {
      IcmpErrors.Meaning meaning = IcmpErrors.of(error);
      return meaning != null
          && table.icmpError(
              RawSocket.Family.IPV4,
              quoted.protocol(),
              quoted.source(),
              quoted.destination(),
              socketError(meaning, error, quoted, outer),
              meaning.hard(),
              buffer.device().index());
    }

    /// There are no ping sockets: `net.ipv4.ping_group_range` lets nobody have one in a new
    /// namespace.
    @Override
    public boolean deliverEchoReply(Ipv4Packet packet, SocketBuffer buffer) {
      return false;
    }
  }
}
