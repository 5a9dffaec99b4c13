package vethlab.simulator.packet;

/// The two kinds of IP (`AF_INET`, `AF_INET6`).
public enum IpFamily {
  IPV4,
  IPV6;

  public static IpFamily of(IpAddress address) {
    return switch (address) {
      case Ipv4Address ignored -> IPV4;
      case Ipv6Address ignored -> IPV6;
    };
  }
}
