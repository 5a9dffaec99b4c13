package vethlab.userland.iproute.link;

import com.google.common.collect.ImmutableList;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.rtnetlink.HardwareAddress;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;

/// A link address as a user writes it: octets in hexadecimal with colons, or an IPv4 address
/// (`ll_addr_a2n`).
///
/// What follows the digits of an octet does not count, and fewer octets than six are an address
/// too.
public record HardwareAddressText(HardwareAddress value) {

  private static final int MOST_OCTETS = 32;

  /// Reads it.
  ///
  /// @throws vethlab.userland.iproute.command.CommandFailure if it is none
  public static HardwareAddressText read(Tool tool, String text) {
    if (text.indexOf('.') >= 0) {
      return ofIpv4(tool, text);
    }
    ImmutableList.Builder<Integer> octets = ImmutableList.builder();
    String rest = text;
    for (int i = 0; i < MOST_OCTETS; i++) {
      int colon = rest.indexOf(':');
      String octet = colon < 0 ? rest : rest.substring(0, colon);
      Numbers.Prefix number = Numbers.prefix(octet, 16);
      if (number == null || number.value().signum() < 0 || number.value().bitLength() > 8) {
        throw invalid(tool, octet);
      }
      octets.add(number.value().intValue());
      if (colon < 0) {
        break;
      }
      rest = rest.substring(colon + 1);
    }
    return new HardwareAddressText(new HardwareAddress(octets.build()));
  }

  private static HardwareAddressText ofIpv4(Tool tool, String text) {
    InetPrefix address = InetPrefix.address(text, Family.INET);
    if (address == null || !(address.address() instanceof Ipv4Address ipv4)) {
      throw invalid(tool, text);
    }
    ImmutableList.Builder<Integer> octets = ImmutableList.builder();
    for (int shift = 24; shift >= 0; shift -= 8) {
      octets.add(ipv4.value() >>> shift & 0xff);
    }
    return new HardwareAddressText(new HardwareAddress(octets.build()));
  }

  private static RuntimeException invalid(Tool tool, String text) {
    return tool.fail(-1, "\"" + text + "\" is invalid lladdr.");
  }
}
