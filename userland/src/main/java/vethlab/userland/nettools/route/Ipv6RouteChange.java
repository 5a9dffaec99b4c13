package vethlab.userland.nettools.route;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Prefix;
import vethlab.simulator.process.Process;
import vethlab.userland.nettools.NetTools;
import vethlab.userland.program.Resolver;

/// `route -6 add` and `route -6 del` (`INET6_setroute`, `rtmsg_to_fib6_config`).
final class Ipv6RouteChange {

  private final Process self;
  private final boolean adding;
  private final Deque<String> words;
  private @Nullable Ipv6Address gateway;
  private @Nullable String device;
  private int metric = 1;

  Ipv6RouteChange(Process self, boolean adding, List<String> words) {
    this.self = self;
    this.adding = adding;
    this.words = new ArrayDeque<>(words);
  }

  int run() {
    Ipv6Prefix destination = destination(words.removeFirst());
    while (!words.isEmpty()) {
      read(words.removeFirst());
    }
    int index = 0;
    if (device != null) {
      NetDevice found = self.network().devices().find(device);
      if (found == null) {
        self.complain("SIOGIFINDEX: " + Errno.ENODEV.text());
        return Ipv4RouteChange.REFUSED;
      }
      index = found.index();
    }
    try {
      change(destination, NextHop.via(gateway, index));
      return 0;
    } catch (KernelError error) {
      self.complain((adding ? "SIOCADDRT: " : "SIOCDELRT: ") + error.errno().text());
      return Ipv4RouteChange.REFUSED;
    }
  }

  private Ipv6Prefix destination(String word) {
    if (word.equals("default")) {
      return new Ipv6Prefix(Ipv6Address.ANY, 0);
    }
    int slash = word.indexOf('/');
    int length = 128;
    if (slash >= 0) {
      String digits = word.substring(slash + 1);
      length = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 0;
      if (length > 128) {
        throw NetTools.usage("route");
      }
    }
    String text = slash < 0 ? word : word.substring(0, slash);
    return Ipv6Prefix.around(resolve(text, 1), length);
  }

  private void read(String word) {
    switch (word) {
      case "metric" -> {
        String number = argument();
        if (!number.matches("[0-9]{1,9}")) {
          throw NetTools.usage("route");
        }
        metric = Integer.parseInt(number);
      }
      case "gw", "gateway" -> {
        if (gateway != null) {
          throw NetTools.usage("route");
        }
        gateway = resolve(argument(), Ipv4RouteChange.LOOKUP_FAILED);
      }
      case "mod", "dyn" -> {} // flags that the kernel does not look at
      case "device", "dev" -> device = argument();
      default -> {
        if (!words.isEmpty()) {
          throw NetTools.usage("route");
        }
        device = word;
      }
    }
  }

  private String argument() {
    if (words.isEmpty()) {
      throw NetTools.usage("route");
    }
    return words.removeFirst();
  }

  private Ipv6Address resolve(String text, int status) {
    for (Resolver.Found found : new Resolver(self).find(text).addresses()) {
      if (found.address() instanceof Ipv6Address address) {
        return address;
      }
    }
    NetTools.lookupFailed(self, text);
    throw self.exit(status);
  }

  private void change(Ipv6Prefix destination, NextHop hop) {
    if (adding) {
      self.network()
          .ipv6()
          .addRoute(
              Route.to(destination)
                  .metric(metric == 0 ? 1024 : metric)
                  .protocol(RouteProtocol.BOOT)
                  .nextHop(hop)
                  .build(),
              RouteChange.PREPEND);
      return;
    }
    self.network()
        .ipv6()
        .deleteRoute(
            new RouteSelector(
                destination,
                Route.TABLE_MAIN,
                0,
                metric,
                null,
                null,
                null,
                null,
                RouteMetrics.NONE,
                ImmutableList.of(hop)));
  }
}
