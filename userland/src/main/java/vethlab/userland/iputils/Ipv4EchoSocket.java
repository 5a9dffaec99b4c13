package vethlab.userland.iputils;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.Arrived;
import vethlab.simulator.socket.DatagramSocket;
import vethlab.simulator.socket.IpLayer;
import vethlab.simulator.socket.RawSocket;
import vethlab.simulator.socket.SocketOptions;
import vethlab.userland.program.Output;
import vethlab.userland.program.Resolver;

/// Echoes over IPv4 (`ping4_run`, `ping4_parse_reply`, `ping4_receive_error_msg`).
final class Ipv4EchoSocket extends EchoSocket {

  private static final int IP_HEADER = 20;

  private boolean toMany;

  /// Whether copies of reports are still let through (`ICMP_FILTER`): until the first one was read
  /// from the error queue.
  private boolean hearsCopies = true;

  Ipv4EchoSocket(
      Process self, PingOptions options, RawSocket socket, Resolver.Found target, Output out) {
    super(self, options, socket, target.address(), out);
  }

  @Override
  boolean prepare(boolean others) {
    options.numeric |= options.isTargetNumeric();
    if (options.device != null && device() == null) {
      throw options.fail(2, "SO_BINDTODEVICE " + options.device + ": " + Errno.ENODEV.text());
    }
    SocketOptions set = commonOptions();
    if (options.source == null) {
      try {
        source = sourceByProbe(set);
        refuseBroadcast();
      } catch (KernelError error) {
        if (others && isUnreachable(error.errno())) {
          return false;
        }
        throw failure(error.errno());
      }
      warnIfSourceIsElsewhere();
    } else {
      source = options.source;
    }
    if (target.isUnspecified()) {
      target = source;
    }
    toMany = options.allowBroadcast || target.isMulticast();
    if (toMany && options.fragmentation == null) {
      set = set.withFragmentation(SocketOptions.Fragmentation.FORBIDDEN);
    }
    socket.setOptions(set.withBroadcast(options.allowBroadcast).withMulticast(0, !options.noLoop));
    if (options.ttl == 0) {
      throw options.fail(2, "cannot set unicast time-to-live: " + Errno.EINVAL.text());
    }
    if (options.strictSource) {
      bind();
    }
    printHeader();
    return true;
  }

  private static boolean isUnreachable(Errno errno) {
    return errno == Errno.EHOSTUNREACH || errno == Errno.ENETUNREACH;
  }

  /// A UDP socket may not connect to a broadcast address until it says that it means to.
  private void refuseBroadcast() {
    boolean broadcast =
        target instanceof Ipv4Address address
            && !address.isUnspecified()
            && self.network().ipv4().typeOf(address) == RouteType.BROADCAST;
    if (broadcast && !options.allowBroadcast) {
      throw new KernelError(Errno.EACCES);
    }
    if (broadcast) {
      out.flush();
      self.complain("WARNING: pinging broadcast address");
    }
  }

  private Error failure(Errno errno) {
    if (errno == Errno.EACCES && !options.allowBroadcast) {
      return options.fail(
          2, "Do you want to ping broadcast? Then -b. If not, check your local firewall rules");
    }
    if (errno == Errno.EACCES) {
      self.complain("WARNING: pinging broadcast address");
    }
    return options.fail(2, "connect: " + errno.text());
  }

  private void warnIfSourceIsElsewhere() {
    NetDevice device = device();
    if (device != null
        && self.network().ipv4().addresses(device).stream()
            .noneMatch(each -> each.local().equals(source))) {
      warnAboutSource();
    }
  }

  private void bind() {
    try {
      if (source != null) {
        socket.bind(source);
      }
    } catch (KernelError error) {
      throw options.fail(2, "bind: " + error.errno().text());
    }
  }

  private void printHeader() {
    out.print("PING " + options.target + " (" + target + ") ");
    if (options.device != null || options.strictSource) {
      out.print("from " + source + " " + (options.device == null ? "" : options.device) + ": ");
    }
    int length = options.dataLength;
    out.line(length + "(" + (length + 8 + IP_HEADER) + ") bytes of data.");
  }

  @Override
  IpLayer.Outcome send(int sequence) {
    return socket.trySend(
        "echo request",
        target,
        new IcmpMessage.Echo(true, options.identifier, sequence & 0xffff, payload()));
  }

  @Override
  Heard heard(Arrived packet) {
    Bytes octets = packet.data();
    if (octets.length() < 8) {
      return FOREIGN;
    }
    int type = octets.at(0);
    if (type == IcmpMessage.ECHO_REPLY) {
      return word(octets, 4) == options.identifier ? reply(packet, octets) : FOREIGN;
    }
    boolean redirect = type == IcmpMessage.REDIRECT || type == IcmpMessage.SOURCE_QUENCH;
    boolean failure =
        type == IcmpMessage.UNREACHABLE
            || type == IcmpMessage.TIME_EXCEEDED
            || type == IcmpMessage.PARAMETER_PROBLEM;
    Bytes quoted = octets.slice(8, octets.length());
    if ((!redirect && !(failure && hearsCopies)) || !isOurs(quoted)) {
      return FOREIGN;
    }
    int sequence = sequence(quoted);
    if (failure) {
      return new Heard.Landed(sequence);
    }
    int gateway = word(octets, 4) << 16 | word(octets, 6);
    return new Heard.Notice(
        sequence,
        show(packet.from().address(), packet.from().address().toString()),
        IcmpText.of(type, octets.at(1), gateway));
  }

  private Heard reply(Arrived packet, Bytes octets) {
    boolean other = !toMany && !packet.from().address().equals(target);
    return new Heard.Reply(
        word(octets, 6),
        octets.length(),
        packet.hops(),
        show(packet.from().address(), packet.from().address().toString()),
        other,
        sentAt(octets.slice(8, octets.length())));
  }

  @Override
  Heard heard(DatagramSocket.SocketError error) {
    if (!isOurs(error.original()) || error.offender() == null) {
      return FOREIGN;
    }
    hearsCopies = false;
    return new Heard.Failure(
        sequence(error.original()),
        show(error.offender().address(), error.offender().address().toString()),
        IcmpText.of(error.type(), error.code(), error.info()),
        true);
  }

  /// Whether a quoted packet is a request of ours to our target.
  private boolean isOurs(Bytes packet) {
    if (packet.length() < IP_HEADER) {
      return false;
    }
    int header = (packet.at(0) & 0xf) * 4;
    return packet.length() >= header + 8
        && packet.at(9) == IpProtocol.ICMP
        && new Ipv4Address(word(packet, 16) << 16 | word(packet, 18)).equals(target)
        && packet.at(header) == IcmpMessage.ECHO_REQUEST
        && word(packet, header + 4) == options.identifier;
  }

  private static int sequence(Bytes packet) {
    return word(packet, (packet.at(0) & 0xf) * 4 + 6);
  }

  @Override
  String tooLong(int mtu) {
    return "local error: message too long, mtu=" + mtu;
  }

  @Override
  boolean isToMany() {
    return toMany;
  }
}
