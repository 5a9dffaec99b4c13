package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Prefix;

/// As much of `ip -6 route` as tests need: the words behind it, and what it prints but for the
/// preference.
record RouteWords(Ipv6Lab.Host host) {

  /// `ip -6 route WORDS`: what it prints.
  String run(String words) {
    Iterator<String> each = Arrays.asList(words.split(" ")).iterator();
    String command = each.next();
    try {
      switch (command) {
        case "show" -> {
          return show(each);
        }
        case "get" -> {
          return get(each);
        }
        case "del" -> host.ipv6.deleteRoute(RouteSelector.of(route(each, 0)));
        default ->
            host.ipv6.addRoute(
                route(each, 0), RouteChange.valueOf(command.toUpperCase(Locale.ROOT)));
      }
    } catch (KernelError refused) {
      return refused.extendedAck() == null
          ? "RTNETLINK answers: " + refused.errno().text()
          : "Error: " + refused.extendedAck() + (refused.extendedAck().endsWith(".") ? "" : ".");
    }
    return "";
  }

  private Route route(Iterator<String> words, int metric) {
    String word = words.next();
    RouteType type = RouteType.UNICAST;
    for (RouteType each : RouteType.values()) {
      if (each.text().equals(word)) {
        type = each;
        word = words.next();
      }
    }
    Route.Builder route =
        Route.to(prefix(word))
            .type(type)
            .metric(metric)
            .table(type == RouteType.LOCAL || type == RouteType.ANYCAST ? 255 : 254);
    List<NextHop> hops = new ArrayList<>();
    NextHop hop = NextHop.on(0);
    boolean several = false;
    while (words.hasNext()) {
      switch (words.next()) {
        case "nexthop" -> {
          if (several) {
            hops.add(hop);
          }
          several = true;
          hop = NextHop.on(0);
        }
        case "via" ->
            hop =
                NextHop.via(Ipv6Address.parse(words.next()), hop.device()).withWeight(hop.weight());
        case "dev" ->
            hop =
                NextHop.via(hop.gateway(), host.device(words.next()).index())
                    .withWeight(hop.weight());
        case "weight" -> hop = hop.withWeight(Integer.parseInt(words.next()));
        case "onlink" -> hop = hop.withOnlink(true);
        case "metric" -> route.metric(Integer.parseInt(words.next()));
        case "table" -> route.table(Integer.parseInt(words.next()));
        case "src" -> route.preferredSource(Ipv6Address.parse(words.next()));
        default -> throw new IllegalArgumentException("unknown word");
      }
    }
    if (several || hop.device() != 0 || hop.gateway() != null) {
      hops.add(hop);
    }
    return route.nextHops(ImmutableList.copyOf(hops)).build();
  }

  private static Ipv6Prefix prefix(String text) {
    return text.equals("default")
        ? Ipv6Prefix.ALL
        : text.contains("/")
            ? Ipv6Lab.Host.prefix(text)
            : new Ipv6Prefix(Ipv6Address.parse(text), 128);
  }

  private String show(Iterator<String> words) {
    List<String> lines = new ArrayList<>();
    String only = "";
    int table = Route.TABLE_MAIN;
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("table")) {
        table = Integer.parseInt(words.next());
      } else {
        only = word;
      }
    }
    for (Route route : host.ipv6.fib().table(table).all()) {
      if (only.isEmpty() || route.destination().toString().equals(only)) {
        lines.add(text(route));
      }
    }
    return String.join("\n", lines);
  }

  private String text(Route route) {
    String destination =
        route.destination().length() == 0
            ? "default"
            : route.destination().toString().replaceAll("/128$", "");
    StringBuilder text = new StringBuilder();
    text.append(route.type() == RouteType.UNICAST ? "" : route.type().text() + " ");
    text.append(destination);
    if (route.nextHops().size() == 1) {
      text.append(hop(route.nextHops().getFirst(), false));
    }
    text.append(route.protocol().equals(RouteProtocol.KERNEL) ? " proto kernel" : "");
    text.append(route.preferredSource() == null ? "" : " src " + route.preferredSource());
    text.append(" metric ").append(route.metric());
    if (route.nextHops().size() == 1) {
      text.append(flags(route.nextHops().getFirst()));
    } else {
      route
          .nextHops()
          .forEach(hop -> text.append("\n\tnexthop").append(hop(hop, true)).append(flags(hop)));
    }
    int mtu = route.metrics().get(RouteMetric.MTU);
    return text + (mtu == 0 ? "" : " mtu " + mtu);
  }

  private String hop(NextHop hop, boolean weight) {
    NetDevice device = host.devices.find(hop.device());
    return (hop.gateway() == null ? "" : " via " + hop.gateway())
        + " dev "
        + (device == null ? "?" : device.name())
        + (weight ? " weight " + hop.weight() : "");
  }

  private static String flags(NextHop hop) {
    return (hop.onlink() ? " onlink" : "")
        + (hop.dead() ? " dead" : "")
        + (hop.linkdown() ? " linkdown" : "");
  }

  /// The next hop, the device and the source address.
  private String get(Iterator<String> words) {
    Ipv6Address destination = Ipv6Address.parse(words.next());
    NetDevice device = null;
    while (words.hasNext()) {
      if (words.next().equals("oif")) {
        device = host.device(words.next());
      }
    }
    Ipv6Request request =
        Ipv6Request.of(
                new vethlab.simulator.packet.Transport.Raw(0, vethlab.simulator.packet.Bytes.EMPTY),
                destination,
                "question")
            .withDevice(device, false);
    return switch (host.ipv6.route(request)) {
      case Ipv6Sent.Routed(Ipv6Way.Found way, Ipv6Address source) -> {
        Ipv6Address hop = way.nextHop(destination);
        yield (hop.equals(destination) ? "" : "via " + hop + " ")
            + "dev "
            + way.output().name()
            + " src "
            + source;
      }
      case Ipv6Sent.Failed failed -> "RTNETLINK answers: " + failed.errno().text();
      case Ipv6Sent.TooLong ignored -> throw new IllegalStateException("nothing was sent");
    };
  }
}
