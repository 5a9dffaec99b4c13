package vethlab.userland.iproute;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.maddress.MulticastCommand;
import vethlab.userland.iproute.neighbour.NeighbourCommand;
import vethlab.userland.iproute.netns.NamespaceCommand;
import vethlab.userland.iproute.rule.RuleCommand;
import vethlab.userland.iproute.tuntap.TapCommand;

/// The objects that `ip` works on.
final class IpObjects {

  /// In the order in which their names are tried: `ip a` is `ip address`, `ip r` is `ip route`.
  private static final Subcommand[] OBJECTS = {
    Subcommand.of("address", new AddressCommand()),
    refused("addrlabel"),
    Subcommand.of("maddress", new MulticastCommand()),
    Subcommand.of("route", new RouteCommand()),
    Subcommand.of("rule", new RuleCommand()),
    Subcommand.of("neighbor", new NeighbourCommand()),
    Subcommand.of("neighbour", new NeighbourCommand()),
    refused("ntable"),
    refused("ntbl"),
    Subcommand.of("link", new LinkCommand()),
    refused("l2tp"),
    refused("fou"),
    refused("ila"),
    refused("macsec"),
    refused("tunnel"),
    refused("tunl"),
    Subcommand.of("tuntap", new TapCommand()),
    Subcommand.of("tap", new TapCommand()),
    refused("token"),
    refused("tcpmetrics"),
    refused("tcp_metrics"),
    refused("monitor"),
    refused("xfrm"),
    refused("mroute"),
    refused("mrule"),
    Subcommand.of("netns", new NamespaceCommand()),
    refused("netconf"),
    refused("vrf"),
    refused("sr"),
    refused("nexthop"),
    refused("mptcp"),
    refused("ioam"),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("ip");
        }),
    refused("stats"),
  };

  private IpObjects() {}

  /// The object of a name, which may be shortened, or null.
  static @Nullable Subcommand find(String name) {
    return Keyword.find(OBJECTS, name);
  }

  /// An object that is not modelled.
  private static Subcommand refused(String object) {
    return Subcommand.of(
        object,
        (tool, arguments) -> {
          throw new NotModelled(
              "ip "
                  + object
                  + (arguments.isEmpty() ? "" : " " + String.join(" ", arguments.rest())));
        });
  }
}
