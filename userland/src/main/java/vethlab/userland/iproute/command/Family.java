package vethlab.userland.iproute.command;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;

/// A protocol family, as `-family` names it (`AF_*`).
public enum Family {
  UNSPEC("any valid", 0),
  INET("inet", 32),
  INET6("inet6", 128),
  LINK("link", 0),
  MPLS("mpls", 20),
  BRIDGE("bridge", 0);

  private final String text;
  private final int bits;

  Family(String text, int bits) {
    this.text = text;
    this.bits = bits;
  }

  /// The name in messages and output.
  public String text() {
    return text;
  }

  /// The length of an address.
  public int bits() {
    return bits;
  }

  /// The family of a name, or null (`read_family`).
  public static @Nullable Family ofName(String name) {
    for (Family family : values()) {
      if (family != UNSPEC && family.text.equals(name)) {
        return family;
      }
    }
    return null;
  }

  public static Family of(IpAddress address) {
    return switch (address) {
      case Ipv4Address a -> INET;
      case Ipv6Address a -> INET6;
    };
  }

  /// Whether this family, as a filter, lets `other` pass.
  public boolean admits(Family other) {
    return this == UNSPEC || this == other;
  }
}
