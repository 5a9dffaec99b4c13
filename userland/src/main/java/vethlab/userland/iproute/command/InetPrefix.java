package vethlab.userland.iproute.command;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.packet.Ipv6Address;

/// An address or range as a user writes it: `10/8`, `10.0.0.1/255.0.0.0`, `default`, `any`
/// (`inet_prefix`).
///
/// @param address null for `default`, `all` and `any` without a family
/// @param length of the prefix in bits; that of the address if none was given
/// @param lengthGiven whether it was; `default` counts as given
/// @param all whether it was one of the words that mean everything
public record InetPrefix(
    Family family, @Nullable IpAddress address, int length, boolean lengthGiven, boolean all) {

  /// Reads an address without a length (`get_addr_1`), or null if it is none of the family.
  public static @Nullable InetPrefix address(String text, Family family) {
    if (text.equals("default") || text.equals("all") || text.equals("any")) {
      if (family == Family.MPLS) {
        return null;
      }
      IpAddress zero =
          switch (family) {
            case INET -> Ipv4Address.ANY;
            case INET6 -> Ipv6Address.ANY;
            case UNSPEC, LINK, MPLS, BRIDGE -> null;
          };
      return new InetPrefix(family, zero, 0, text.equals("default"), true);
    }
    IpAddress address = text.indexOf(':') >= 0 ? ipv6(text) : ipv4(text);
    if (address == null || !family.admits(Family.of(address))) {
      return null;
    }
    return new InetPrefix(Family.of(address), address, address.bits(), false, false);
  }

  /// Reads an address with or without a length (`get_prefix_1`), or null if it is none.
  public static @Nullable InetPrefix prefix(String text, Family family) {
    int slash = text.indexOf('/');
    InetPrefix address = address(slash < 0 ? text : text.substring(0, slash), family);
    if (address == null || slash < 0) {
      return address;
    }
    if (address.all) {
      return null;
    }
    Integer length = netmask(text.substring(slash + 1));
    if (length == null || length > address.family.bits()) {
      return null;
    }
    return new InetPrefix(address.family, address.address, length, true, false);
  }

  /// Whether an address lies in the range; everything lies in one that says nothing
  /// (`inet_addr_match_rta`).
  public boolean covers(IpAddress other) {
    if (address == null || length == 0) {
      return true;
    }
    return IpPrefix.around(address, length).covers(other);
  }

  /// The same as that of a family, if it had none.
  public InetPrefix in(Family wanted) {
    if (family != Family.UNSPEC) {
      return this;
    }
    IpAddress zero = wanted == Family.INET6 ? Ipv6Address.ANY : Ipv4Address.ANY;
    return new InetPrefix(wanted, zero, length, lengthGiven, all);
  }

  private static @Nullable Integer netmask(String text) {
    Long bits = Numbers.unsigned(text, 31);
    if (bits != null) {
      return bits.intValue();
    }
    Ipv4Address mask = ipv4(text);
    if (mask == null) {
      return null;
    }
    for (int length = 0; length <= 32; length++) {
      if (Ipv4Prefix.mask(length) == mask.value()) {
        return length;
      }
    }
    return null;
  }

  /// One to four numbers with dots between them; what is not given is zero (`get_addr_ipv4`).
  private static @Nullable Ipv4Address ipv4(String text) {
    String rest = text;
    int value = 0;
    for (int i = 0; i < 4; i++) {
      Numbers.Prefix number = Numbers.prefix(rest, 0);
      if (number == null || number.value().signum() < 0 || number.value().bitLength() > 8) {
        return null;
      }
      value |= number.value().intValue() << (24 - 8 * i);
      rest = rest.substring(number.end());
      if (rest.isEmpty()) {
        return new Ipv4Address(value);
      }
      if (i == 3 || rest.charAt(0) != '.') {
        return null;
      }
      rest = rest.substring(1);
    }
    return null;
  }

  private static @Nullable Ipv6Address ipv6(String text) {
    try {
      return Ipv6Address.parse(text);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
