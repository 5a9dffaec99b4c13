package vethlab.userland.nettools.route;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.process.Process;
import vethlab.userland.nettools.NetTools;
import vethlab.userland.nettools.interfaces.InterfaceListing;
import vethlab.userland.program.Resolver;

/// `route add` and `route del` for IPv4: the words, and what the kernel makes of them
/// (`INET_setroute`, `rtentry_to_fib_config`).
final class Ipv4RouteChange {

  static final int LOOKUP_FAILED = 6;
  static final int REFUSED = 7;

  private final Process self;
  private final boolean adding;
  private final Deque<String> words;
  private Ipv4Address target = Ipv4Address.ANY;
  private boolean host;
  private @Nullable Ipv4Address mask;
  private String maskText = "default";
  private @Nullable Ipv4Address gateway;
  private @Nullable String device;
  private boolean reject;
  private int metric;
  private RouteMetrics metrics = RouteMetrics.NONE;

  Ipv4RouteChange(Process self, boolean adding, List<String> words) {
    this.self = self;
    this.adding = adding;
    this.words = new ArrayDeque<>(words);
  }

  int run() {
    readTarget();
    while (!words.isEmpty()) {
      read(words.removeFirst());
    }
    if (reject && device == null) {
      device = "lo";
    }
    check();
    try {
      change();
      return 0;
    } catch (KernelError error) {
      self.complain((adding ? "SIOCADDRT: " : "SIOCDELRT: ") + error.errno().text());
      return REFUSED;
    }
  }

  // ---- Words ----

  private void readTarget() {
    String first = words.removeFirst();
    boolean asNet = first.equals("#net");
    boolean asHost = first.equals("#host");
    String text = asNet || asHost ? argument() : first;
    int slash = text.indexOf('/');
    if (slash >= 0) {
      String length = text.substring(slash + 1);
      if (!length.matches("[0-9]{1,3}")) {
        throw NetTools.usage("route");
      }
      mask = InterfaceListing.mask(Math.min(Integer.parseInt(length), 32));
      maskText = "/" + length;
      text = text.substring(0, slash);
    }
    target = resolve(text);
    host = asHost || (!asNet && !text.equals("default"));
  }

  private void read(String word) {
    switch (word) {
      case "metric" -> {
        String number = argument();
        if (!number.matches("[0-9].*")) {
          throw NetTools.usage("route");
        }
        metric = number(number);
      }
      case "netmask" -> {
        if (mask != null || words.isEmpty()) {
          throw NetTools.usage("route");
        }
        maskText = argument();
        mask = resolve(maskText);
      }
      case "gw", "gateway" -> readGateway();
      case "mss", "mtu" -> {
        int octets = number(argument());
        if (octets < 64 || octets > 65536) {
          self.complain("route: Invalid MSS/MTU.");
          throw NetTools.usage("route");
        }
        metrics = metrics.with(RouteMetric.ADVMSS, octets - 40);
      }
      case "window" -> {
        int octets = number(argument());
        if (octets < 128) {
          self.complain("route: Invalid window.");
          throw NetTools.usage("route");
        }
        metrics = metrics.with(RouteMetric.WINDOW, octets);
      }
      case "irtt" -> metrics = metrics.with(RouteMetric.RTT, number(argument()) << 3);
      case "reject" -> reject = true;
      case "mod", "dyn", "reinstate" -> {} // flags that the kernel does not look at
      case "device", "dev" -> {
        if (device != null) {
          throw NetTools.usage("route");
        }
        device = argument();
      }
      default -> {
        if (device != null || !words.isEmpty()) {
          throw NetTools.usage("route");
        }
        device = word;
      }
    }
  }

  private void readGateway() {
    String text = argument();
    if (gateway != null) {
      throw NetTools.usage("route");
    }
    gateway = resolve(text);
    if (text.equals("default")) {
      self.complain("route: " + text + ": cannot use a NETWORK as gateway!");
      throw NetTools.usage("route");
    }
  }

  private String argument() {
    if (words.isEmpty()) {
      throw NetTools.usage("route");
    }
    return words.removeFirst();
  }

  private static int number(String word) {
    String digits = word.replaceFirst("[^0-9].*$", "");
    return digits.isEmpty() ? 0 : (int) Math.min(Long.parseLong(digits), Integer.MAX_VALUE);
  }

  private Ipv4Address resolve(String text) {
    if (text.equals("default")) {
      return Ipv4Address.ANY;
    }
    for (Resolver.Found found : new Resolver(self).find(text).addresses()) {
      if (found.address() instanceof Ipv4Address address) {
        return address;
      }
    }
    NetTools.lookupFailed(self, text);
    throw self.exit(LOOKUP_FAILED);
  }

  private void check() {
    if (mask == null || mask.isUnspecified()) {
      return;
    }
    int hostBits = ~mask.value();
    if (host) {
      self.complain(
          String.format(
              Locale.ROOT, "route: netmask %08x doesn't make sense with host route", hostBits));
      throw NetTools.usage("route");
    }
    if ((hostBits & (hostBits + 1)) != 0) {
      self.complain("route: bogus netmask " + maskText);
      throw NetTools.usage("route");
    }
    if ((target.value() & hostBits) != 0) {
      self.complain("route: netmask doesn't match route address");
      throw NetTools.usage("route");
    }
  }

  // ---- The kernel's part ----

  private void change() {
    Ipv4Prefix destination = destination();
    if (reject) {
      applyReject(destination);
      return;
    }
    NetDevice on = device();
    Ipv4Address router = gateway == null || gateway.isUnspecified() ? null : gateway;
    boolean away = router != null && self.network().ipv4().typeOf(router) == RouteType.UNICAST;
    NextHop hop = NextHop.via(router, on == null ? 0 : on.index());
    if (!adding) {
      self.network()
          .ipv4()
          .deleteRoute(
              new RouteSelector(
                  destination,
                  Route.TABLE_MAIN,
                  0,
                  metric,
                  RouteType.UNICAST,
                  away ? RouteScope.UNIVERSE : null,
                  null,
                  null,
                  RouteMetrics.NONE,
                  ImmutableList.of(hop)));
      return;
    }
    if (gateway != null && router == null) {
      throw new KernelError(Errno.EINVAL);
    }
    self.network()
        .ipv4()
        .addRoute(
            Route.to(destination)
                .metric(metric)
                .scope(away ? RouteScope.UNIVERSE : RouteScope.LINK)
                .protocol(RouteProtocol.BOOT)
                .metrics(metrics)
                .nextHop(hop)
                .build(),
            RouteChange.PREPEND);
  }

  private void applyReject(Ipv4Prefix destination) {
    if (adding) {
      self.network()
          .ipv4()
          .addRoute(
              Route.to(destination)
                  .type(RouteType.UNREACHABLE)
                  .scope(RouteScope.HOST)
                  .protocol(RouteProtocol.BOOT)
                  .build(),
              RouteChange.PREPEND);
    } else {
      RouteSelector any = RouteSelector.to(destination);
      self.network()
          .ipv4()
          .deleteRoute(
              new RouteSelector(
                  destination,
                  any.table(),
                  0,
                  0,
                  RouteType.UNREACHABLE,
                  RouteScope.HOST,
                  null,
                  null,
                  RouteMetrics.NONE,
                  any.nextHops()));
    }
  }

  private Ipv4Prefix destination() {
    if (host) {
      return new Ipv4Prefix(target, 32);
    }
    int bits = mask == null ? 0 : mask.value();
    if ((target.value() & ~bits) != 0) {
      throw new KernelError(Errno.EINVAL);
    }
    return new Ipv4Prefix(target, Integer.bitCount(bits));
  }

  private @Nullable NetDevice device() {
    if (device == null) {
      return null;
    }
    NetDevice found = self.network().devices().find(device);
    if (found == null) {
      throw new KernelError(Errno.ENODEV);
    }
    return found;
  }
}
