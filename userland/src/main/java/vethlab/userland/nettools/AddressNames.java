package vethlab.userland.nettools;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.Endpoint;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.program.Resolver;
import vethlab.userland.program.Services;

/// Addresses and ports as `netstat` and its sisters print them (`inet.c`, `inet6.c`).
public final class AddressNames {

  /// Octets that an end may take in a column (`addr_do_one`).
  private static final int END_WIDTH = 22;

  /// Octets of the address that are shown at least, less the port's.
  private static final int SHORTEST_ADDRESS = 4;

  private final boolean numericHosts;
  private final boolean numericPorts;
  private final boolean wide;
  private final Resolver resolver;
  private final Services services;

  public AddressNames(Process self, boolean numericHosts, boolean numericPorts, boolean wide) {
    this.numericHosts = numericHosts;
    this.numericPorts = numericPorts;
    this.wide = wide;
    this.resolver = new Resolver(self);
    this.services = new Services(self);
  }

  /// One end of a socket, cut to the width of its column unless wide ones are allowed.
  public String end(Endpoint end, Protocol protocol, boolean ipv6) {
    String address = address(end.address());
    if (ipv6 && end.address() instanceof Ipv4Address v4) {
      address = v4.toString();
    }
    String port = port(end.port(), protocol);
    if (wide || address.length() + port.length() <= END_WIDTH) {
      return address + ":" + port;
    }
    int portLength = Math.min(port.length(), END_WIDTH - SHORTEST_ADDRESS);
    int addressLength = Math.min(END_WIDTH - portLength, address.length());
    return address.substring(0, addressLength) + ":" + port.substring(0, portLength);
  }

  /// An address, by its name if it has one.
  public String address(IpAddress address) {
    if (numericHosts) {
      return address.toString();
    }
    if (address.isUnspecified()) {
      return address instanceof Ipv6Address ? "[::]" : address.toString();
    }
    String name = resolver.nameOf(address);
    return name == null ? address.toString() : name;
  }

  private String port(int port, Protocol protocol) {
    if (port == 0) {
      return "*";
    }
    String name = numericPorts ? null : name(port, protocol);
    return name == null ? Integer.toString(port) : name;
  }

  private @Nullable String name(int port, Protocol protocol) {
    return switch (protocol) {
      case TCP, UDP -> services.nameOf(port, protocol.word());
      case RAW ->
          switch (port) {
            case IpProtocol.ICMP -> "icmp";
            case IpProtocol.ICMPV6 -> "ipv6-icmp";
            default -> null;
          };
    };
  }
}
