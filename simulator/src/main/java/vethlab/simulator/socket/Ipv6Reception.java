package vethlab.simulator.socket;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.ipv6.Ipv6RawReceiver;
import vethlab.simulator.ipv6.Ipv6Stack;
import vethlab.simulator.ipv6.Ipv6TransportHandler;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;
import vethlab.simulator.socket.tcp.TcpTable;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.wire.Wire;

/// What IPv6 hands to the sockets: UDP datagrams, TCP segments, copies for raw sockets, errors.
final class Ipv6Reception {

  private Ipv6Reception() {}

  /// Connects the sockets of a namespace with its IPv6.
  static void install(Ipv6Stack stack, UdpTable udp, TcpTable tcp, RawTable raw) {
    stack.registerTransport(IpProtocol.UDP, new Udp(stack, udp));
    stack.registerTransport(IpProtocol.TCP, new Tcp(tcp));
    stack.registerRawReceiver(new Raw(raw));
  }

  private static Arrived arrived(Ipv6Packet packet, int sourcePort, Bytes data, NetDevice device) {
    return new Arrived(
        data,
        packet,
        new Endpoint(packet.source(), sourcePort),
        packet.destination(),
        device.index(),
        packet.hopLimit(),
        device.core().now());
  }

  private static int @Nullable [] ports(Transport transport) {
    Bytes octets = transport instanceof Transport.Raw raw ? raw.data() : Bytes.EMPTY;
    return octets.length() < 4
        ? null
        : new int[] {octets.at(0) << 8 | octets.at(1), octets.at(2) << 8 | octets.at(3)};
  }

  private static DatagramSocket.SocketError socketError(
      IcmpErrors.Meaning meaning,
      Icmpv6Message.Error error,
      Ipv6Packet quoted,
      Ipv6Packet reporter) {
    return new DatagramSocket.SocketError(
        meaning.errno(),
        new Endpoint(reporter.source(), 0),
        error.type(),
        error.code(),
        error.rest(),
        Wire.encode(quoted));
  }

  /// UDP over IPv6 (`udpv6_rcv`, `udpv6_err`).
  private static final class Udp implements Ipv6TransportHandler {
    private final Ipv6Stack stack;
    private final UdpTable table;

    Udp(Ipv6Stack stack, UdpTable table) {
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
    public void receive(SocketBuffer buffer, Ipv6Packet packet, NetDevice device) {
      if (!(packet.transport() instanceof UdpDatagram datagram)) {
        buffer.drop(
            packet.transport() instanceof Transport.BadChecksum
                ? DropReason.UDP_CSUM
                : DropReason.PKT_TOO_SMALL);
        return;
      }
      boolean toMany = packet.destination().isMulticast();
      Arrived arrived = arrived(packet, datagram.sourcePort(), datagram.data(), device);
      if (table.isForNobody(arrived, datagram, toMany)) {
        stack
            .devices()
            .core()
            .because(
                buffer.branch(),
                () ->
                    stack.sendError(
                        buffer, Icmpv6Message.UNREACHABLE, Icmpv6Message.Error.PORT, 0));
      }
      table.receive(buffer, arrived, datagram, toMany);
    }

    @Override
    public void failed(
        Ipv6Packet quoted, Icmpv6Message.Error error, Ipv6Packet reporter, NetDevice device) {
      int[] ports = ports(quoted.transport());
      IcmpErrors.Meaning meaning = IcmpErrors.of(error);
      if (ports == null || meaning == null) {
        return;
      }
      table.icmpError(
          new Endpoint(quoted.source(), ports[0]),
          new Endpoint(quoted.destination(), ports[1]),
          socketError(meaning, error, quoted, reporter),
          meaning.hard());
    }
  }

  /// TCP over IPv6 (`tcp_v6_rcv`, `tcp_v6_err`).
  private static final class Tcp implements Ipv6TransportHandler {
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
    public void receive(SocketBuffer buffer, Ipv6Packet packet, NetDevice device) {
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
    public void failed(
        Ipv6Packet quoted, Icmpv6Message.Error error, Ipv6Packet reporter, NetDevice device) {
      int[] ports = ports(quoted.transport());
      IcmpErrors.Meaning meaning = IcmpErrors.of(error);
      if (ports != null && meaning != null) {
        table.icmpError(
            new Endpoint(quoted.source(), ports[0]),
            new Endpoint(quoted.destination(), ports[1]),
            meaning.errno());
      }
    }
  }

  /// Raw sockets over IPv6 (`ipv6_raw_deliver`, `raw6_icmp_error`).
  private static final class Raw implements Ipv6RawReceiver {
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
    public boolean receive(SocketBuffer buffer, Ipv6Packet packet, NetDevice device) {
      if (table.isEmpty()) {
        return false;
      }
      Bytes data = Wire.encodeTransport(packet.transport(), packet.source(), packet.destination());
      Arrived arrived = arrived(packet, 0, data, device);
      return table.deliver(RawSocket.Family.IPV6, packet.protocol(), arrived);
    }

    @Override
    public void failed(
        Ipv6Packet quoted, Icmpv6Message.Error error, Ipv6Packet reporter, NetDevice device) {
      IcmpErrors.Meaning meaning = IcmpErrors.of(error);
      if (meaning != null) {
        table.icmpError(
            RawSocket.Family.IPV6,
            quoted.protocol(),
            quoted.source(),
            quoted.destination(),
            socketError(meaning, error, quoted, reporter),
            meaning.hard(),
            device.index());
      }
    }
  }
}
