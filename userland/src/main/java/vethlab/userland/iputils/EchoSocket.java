package vethlab.userland.iputils;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.Arrived;
import vethlab.simulator.socket.DatagramSocket;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.IpLayer;
import vethlab.simulator.socket.RawSocket;
import vethlab.simulator.socket.SocketOptions;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.time.SimTime;
import vethlab.userland.program.Output;
import vethlab.userland.program.Resolver;
import vethlab.userland.program.WallClock;

/// The raw socket of a `ping`, and what it sends and hears.
abstract class EchoSocket {

  /// Octets of the time that a request carries (`struct timeval`).
  static final int TIME_LENGTH = 16;

  /// Something that came in.
  sealed interface Heard {

    /// An answer to one of our requests.
    ///
    /// @param octets of the ICMP message
    /// @param from the sender as it is printed
    /// @param otherSource whether another host answered than was asked
    record Reply(int sequence, int octets, int hops, String from, boolean otherSource, SimTime sent)
        implements Heard {}

    /// A report that one of our requests came to nothing.
    ///
    /// @param text what is printed behind the sequence number
    /// @param acknowledges whether the request counts as no longer on its way
    record Failure(int sequence, String from, String text, boolean acknowledges) implements Heard {}

    /// A report that changes nothing but is printed (a redirect).
    record Notice(int sequence, String from, String text) implements Heard {}

    /// A copy of a report that says that a request is no longer on its way.
    record Landed(int sequence) implements Heard {}

    /// Nothing that concerns us.
    record Foreign() implements Heard {}
  }

  static final Heard FOREIGN = new Heard.Foreign();

  final Process self;
  final PingOptions options;
  final Resolver resolver;
  final Output out;
  final RawSocket socket;
  IpAddress target;
  @Nullable IpAddress source;

  EchoSocket(Process self, PingOptions options, RawSocket socket, IpAddress target, Output out) {
    this.self = self;
    this.options = options;
    this.resolver = new Resolver(self);
    this.out = out;
    this.target = target;
    this.socket = socket;
    socket.setHearsErrors(true);
  }

  /// Chooses the source, sets the socket up and prints the first line.
  ///
  /// @param others whether there are further addresses to try
  /// @return whether to go on with this address
  abstract boolean prepare(boolean others);

  /// Sends one request.
  abstract IpLayer.Outcome send(int sequence);

  /// What a packet means to us.
  abstract Heard heard(Arrived packet);

  /// What a report about one of our packets means to us.
  abstract Heard heard(DatagramSocket.SocketError error);

  /// What is printed for a request that is too long for the way.
  abstract String tooLong(int mtu);

  /// Whether several hosts may answer.
  abstract boolean isToMany();

  /// The source that packets to the target would have, asked for by a UDP socket as the real one
  /// does.
  ///
  /// @throws KernelError if there is no way
  final IpAddress sourceByProbe(SocketOptions probeOptions) {
    UdpSocket probe = self.network().sockets().udp().open();
    try {
      probe.setOptions(probeOptions);
      probe.connect(new Endpoint(target, 1025));
      Endpoint local = probe.local();
      if (local == null) {
        throw new KernelError(Errno.ENETUNREACH);
      }
      return local.address();
    } finally {
      probe.release();
    }
  }

  /// The device of `-I`, or null if none was given.
  final @Nullable NetDevice device() {
    return options.device == null ? null : self.network().devices().find(options.device);
  }

  final SocketOptions commonOptions() {
    SocketOptions set =
        SocketOptions.DEFAULT
            .withTrafficClass(options.trafficClass)
            .withMark(options.mark)
            .withOnlyLink(options.onlyLink);
    if (options.ttl >= 0) {
      set = set.withTtl(options.ttl);
    }
    if (options.fragmentation != null) {
      set = set.withFragmentation(options.fragmentation);
    }
    NetDevice device = device();
    return device == null ? set : set.withDevice(device.index());
  }

  /// An address as it is printed: with its name if the target was given by name.
  final String show(IpAddress address, String text) {
    String name = options.numeric ? null : resolver.nameOf(address);
    return name == null ? text : name + " (" + text + ")";
  }

  final void warnAboutSource() {
    options.warn(
        out, "Warning: source address might be selected on device other than: " + options.device);
  }

  // ---- The request's octets ----

  /// What a request carries: the time if there is room for it, then octets that count up or the
  /// pattern.
  final Bytes payload() {
    byte[] octets = new byte[options.dataLength];
    byte[] pattern = options.pattern;
    for (int i = 0; i < octets.length; i++) {
      octets[i] = pattern == null ? (byte) i : pattern[i % pattern.length];
    }
    if (octets.length >= TIME_LENGTH) {
      Instant now = WallClock.now(self);
      ByteBuffer.wrap(octets)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(now.getEpochSecond())
          .putLong(now.getNano() / 1000);
    }
    return Bytes.of(octets);
  }

  /// The moment that an echoed payload carries; the machine's start if it carries none.
  final SimTime sentAt(Bytes payload) {
    if (payload.length() < TIME_LENGTH) {
      return SimTime.ZERO;
    }
    ByteBuffer octets = ByteBuffer.wrap(payload.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    Instant sent = Instant.ofEpochSecond(octets.getLong(), octets.getLong() * 1000);
    return SimTime.ZERO.plus(java.time.Duration.between(WallClock.START, sent));
  }

  static int word(Bytes octets, int at) {
    return octets.at(at) << 8 | octets.at(at + 1);
  }
}
