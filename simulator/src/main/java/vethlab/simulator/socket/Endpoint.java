package vethlab.simulator.socket;

import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv6Address;

/// An address and a port, 0 to 65535.
public record Endpoint(IpAddress address, int port) {

  public Endpoint {
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException("port out of 0..65535: " + port);
    }
  }

  /// Whether it stands for any address.
  public boolean isWildcard() {
    return address.isUnspecified();
  }

  /// `192.168.5.1:80` or `[fe80::1]:80`.
  @Override
  public String toString() {
    return address instanceof Ipv6Address ? "[" + address + "]:" + port : address + ":" + port;
  }
}
