package vethlab.userland.iproute.link;

import java.util.Set;
import vethlab.simulator.errno.NotModelled;

/// The kinds of links that `ip` has words for and this simulator does not make.
final class ForeignKinds {

  private static final Set<String> KNOWN =
      Set.of(
          "amt",
          "bareudp",
          "bond",
          "bond_slave",
          "dsa",
          "erspan",
          "geneve",
          "gre",
          "gretap",
          "gtp",
          "hsr",
          "ip6erspan",
          "ip6gre",
          "ip6gretap",
          "ip6tnl",
          "ipip",
          "ipoib",
          "ipvlan",
          "ipvtap",
          "macsec",
          "macvlan",
          "macvtap",
          "rmnet",
          "sit",
          "team",
          "tun",
          "vlan",
          "vrf",
          "vrf_slave",
          "vti",
          "vti6",
          "vxlan",
          "wwan",
          "xfrm",
          "can",
          "prp",
          "batadv");

  private ForeignKinds() {}

  static boolean isKnown(String kind) {
    return KNOWN.contains(kind);
  }

  static NotModelled notModelled(String kind) {
    return new NotModelled("ip link … type " + kind);
  }
}
