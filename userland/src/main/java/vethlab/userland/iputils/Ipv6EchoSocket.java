package vethlab.userland.iputils;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.Arrived;
import vethlab.simulator.socket.DatagramSocket;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.IpLayer;
import vethlab.simulator.socket.RawSocket;
import vethlab.simulator.socket.SocketOptions;
import vethlab.userland.program.Output;
import vethlab.userland.program.Resolver;

/// Echoes over IPv6 (`ping6_run`, `ping6_parse_reply`, `ping6_receive_error_msg`).
final class Ipv6EchoSocket extends EchoSocket {

  private static final int IP_HEADER = 40;
  private static final int FRAGMENT_HEADER = 44;
  private static final int FRAGMENT_HEADER_LENGTH = 8;

  private final int scope;

  Ipv6EchoSocket(
      Process self, PingOptions options, RawSocket socket, Resolver.Found target, Output out) {
    super(self, options, socket, target.address(), out);
    this.scope = target.scope();
  }

  private Ipv6Address to() {
    return (Ipv6Address) target;
  }

  private boolean isLinkLocal() {
    return to().isLinkLocal() || to().isLinkLocalMulticast();
  }

  @Override
  boolean prepare(boolean others) {
    options.numeric |= options.target.contains(":");
    NetDevice device = device();
    if (options.device != null && device == null) {
      throw options.fail(2, "unknown iface: " + options.device);
    }
    SocketOptions set = commonOptions().withMulticast(scope, !options.noLoop);
    if (options.source == null) {
      try {
        source = sourceByProbe(set);
      } catch (KernelError error) {
        boolean unreachable =
            error.errno() == Errno.EHOSTUNREACH || error.errno() == Errno.ENETUNREACH;
        if (others && unreachable) {
          return false;
        }
        throw options.fail(2, "connect: " + error.errno().text());
      }
      warnIfSourceIsElsewhere(device);
    } else {
      source = options.source;
    }
    if (options.fragmentation == null && to().isMulticast()) {
      set = set.withFragmentation(SocketOptions.Fragmentation.FORBIDDEN);
    }
    socket.setOptions(set);
    if (options.strictSource) {
      bind();
    }
    printHeader();
    return true;
  }

  /// To link-local addresses over a given device the probe leaves its source open.
  private void warnIfSourceIsElsewhere(@Nullable NetDevice device) {
    if (device == null) {
      return;
    }
    if (isLinkLocal()) {
      source = Ipv6Address.ANY;
      warnAboutSource();
      return;
    }
    IpAddress chosen = source;
    if (self.network().ipv6().addresses(device).stream()
        .noneMatch(each -> each.address().equals(chosen))) {
      warnAboutSource();
    }
  }

  private void bind() {
    try {
      socket.bind(Objects.requireNonNull(source));
    } catch (KernelError error) {
      throw options.fail(2, "bind icmp socket: " + error.errno().text());
    }
  }

  private void printHeader() {
    out.print("PING " + options.target + "(" + show(new Endpoint(target, 0), scope) + ") ");
    if (options.device != null || options.strictSource) {
      out.print("from " + source + " " + (options.device == null ? "" : options.device) + ": ");
    }
    out.line(options.dataLength + " data bytes");
  }

  /// An address as it is printed: one that is only valid on a link with the link's name.
  private String show(Endpoint from, int device) {
    Ipv6Address address = (Ipv6Address) from.address();
    NetDevice link = device == 0 ? null : self.network().devices().find(device);
    boolean scoped = address.isLinkLocal() || address.isLinkLocalMulticast();
    String text = address + (scoped && link != null ? "%" + link.name() : "");
    return show(address, text);
  }

  @Override
  IpLayer.Outcome send(int sequence) {
    return socket.trySend(
        "echo request",
        target,
        new Icmpv6Message.Echo(true, options.identifier, sequence & 0xffff, payload()));
  }

  @Override
  Heard heard(Arrived packet) {
    Bytes octets = packet.data();
    if (octets.length() < 8
        || octets.at(0) != Icmpv6Message.ECHO_REPLY
        || word(octets, 4) != options.identifier) {
      return FOREIGN;
    }
    boolean other = !to().isMulticast() && !packet.from().address().equals(target);
    return new Heard.Reply(
        word(octets, 6),
        octets.length(),
        packet.hops(),
        show(packet.from(), packet.device()),
        other,
        sentAt(octets.slice(8, octets.length())));
  }

  @Override
  Heard heard(DatagramSocket.SocketError error) {
    Bytes packet = error.original();
    if (packet.length() < IP_HEADER + 8 || error.offender() == null) {
      return FOREIGN;
    }
    int header = packet.at(6) == FRAGMENT_HEADER ? IP_HEADER + FRAGMENT_HEADER_LENGTH : IP_HEADER;
    if (packet.length() < header + 8
        || packet.at(header) != Icmpv6Message.ECHO_REQUEST
        || word(packet, header + 4) != options.identifier) {
      return FOREIGN;
    }
    return new Heard.Failure(
        word(packet, header + 6),
        show(error.offender(), deviceOf(error.offender().address())),
        IcmpText.of6(error.type(), error.code(), error.info()),
        false);
  }

  /// The device that one of this host's own link-local addresses is on, else that of the route.
  private int deviceOf(IpAddress address) {
    for (NetDevice device : self.network().devices().all()) {
      boolean own =
          self.network().ipv6().addresses(device).stream()
              .anyMatch(each -> each.address().equals(address));
      if (own) {
        return device.index();
      }
    }
    NetDevice given = device();
    return given == null ? scope : given.index();
  }

  @Override
  String tooLong(int mtu) {
    return "local error: message too long, mtu: " + mtu;
  }

  @Override
  boolean isToMany() {
    return to().isMulticast();
  }
}
