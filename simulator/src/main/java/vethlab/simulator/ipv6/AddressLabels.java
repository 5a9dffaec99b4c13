package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Prefix;

/// Which kinds of addresses go together (RFC 6724, 2.1, with the kernel's own labels;
/// `net/ipv6/addrlabel.c`). The table that `ip addrlabel` changes is not modelled.
public final class AddressLabels {

  /// A range and its label.
  public record Label(Ipv6Prefix prefix, int label) {}

  /// The built-in table, narrowest range first, as `ip addrlabel` lists it.
  public static final ImmutableList<Label> BUILT_IN =
      ImmutableList.of(
          label("::1", 128, 0),
          label("::", 96, 3),
          label("::ffff:0:0", 96, 4),
          label("2001::", 32, 6),
          label("2001:10::", 28, 7),
          label("3ffe::", 16, 12),
          label("2002::", 16, 2),
          label("fec0::", 10, 11),
          label("fc00::", 7, 5),
          label("::", 0, 1));

  private AddressLabels() {}

  static int of(Ipv6Address address) {
    for (Label each : BUILT_IN) {
      if (each.prefix().contains(address)) {
        return each.label();
      }
    }
    throw new IllegalStateException("no label for " + address);
  }

  private static Label label(String address, int length, int label) {
    return new Label(new Ipv6Prefix(Ipv6Address.parse(address), length), label);
  }
}
