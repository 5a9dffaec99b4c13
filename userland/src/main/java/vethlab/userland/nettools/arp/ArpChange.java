package vethlab.userland.nettools.arp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.ipv4.RouteDecision;
import vethlab.simulator.neighbour.NeighbourRequest;
import vethlab.simulator.neighbour.NeighbourTable;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.process.Process;
import vethlab.userland.nettools.NetTools;
import vethlab.userland.program.Resolver;

/// `arp -s` and `arp -d`: the words, and what the kernel does (`arp_set`, `arp_del`; `arp_ioctl`).
final class ArpChange {

  private static final int FAILED = 255;

  private final Process self;
  private final Deque<String> words;
  private final boolean useDevice;
  private final boolean verbose;
  private @Nullable String device;
  private boolean temporary;
  private boolean published;
  private boolean unpublished;

  /// @param words the host and what follows
  /// @param device of `-i`, or null
  /// @param useDevice whether the hardware address is that of a device (`-D`)
  ArpChange(
      Process self,
      List<String> words,
      @Nullable String device,
      boolean useDevice,
      boolean verbose) {
    this.self = self;
    this.words = new ArrayDeque<>(words);
    this.device = device;
    this.useDevice = useDevice;
    this.verbose = verbose;
  }

  /// The IPv4 address of a name, or null.
  static @Nullable Ipv4Address resolve(Process self, String name) {
    if (name.equals("default")) {
      return Ipv4Address.ANY;
    }
    for (Resolver.Found found : new Resolver(self).find(name).addresses()) {
      if (found.address() instanceof Ipv4Address address) {
        return address;
      }
    }
    return null;
  }

  /// Makes an entry.
  int set() {
    Ipv4Address address = host();
    if (address == null) {
      return FAILED;
    }
    if (words.isEmpty()) {
      self.complain("arp: need hardware address");
      return FAILED;
    }
    MacAddress mac = hardware(words.removeFirst());
    if (mac == null) {
      return FAILED;
    }
    readModifiers(false);
    verbose("arp: SIOCSARP()");
    try {
      put(address, mac);
      return 0;
    } catch (KernelError error) {
      self.complain("SIOCSARP: " + error.errno().text());
      return FAILED;
    }
  }

  /// Takes an entry away: one of its own, or else one that is published.
  int delete() {
    String name = words.peek();
    Ipv4Address address = host();
    if (address == null) {
      return FAILED;
    }
    readModifiers(true);
    boolean both = published == unpublished;
    if (both || unpublished) {
      verbose("arp: SIOCDARP(dontpub)");
      try {
        remove(address);
        return 0;
      } catch (KernelError error) {
        if (error.errno() != Errno.ENXIO) {
          self.complain("SIOCDARP(dontpub): " + error.errno().text());
          return FAILED;
        }
      }
    }
    if (both || published) {
      verbose("arp: SIOCDARP(pub)");
      try {
        table().deleteProxy(device == null ? null : device(), address);
        return 0;
      } catch (KernelError error) {
        if (error.errno() != Errno.ENOENT) {
          self.complain("SIOCDARP(pub): " + error.errno().text());
          return FAILED;
        }
      }
    }
    self.printLine("No ARP entry for " + name);
    return FAILED;
  }

  private void verbose(String line) {
    if (verbose) {
      self.complain(line);
    }
  }

  private @Nullable Ipv4Address host() {
    if (words.isEmpty()) {
      self.complain("arp: need host name");
      return null;
    }
    String name = words.removeFirst();
    Ipv4Address found = resolve(self, name);
    if (found == null) {
      NetTools.lookupFailed(self, name);
    }
    return found;
  }

  private @Nullable MacAddress hardware(String word) {
    if (useDevice) {
      NetDevice found = self.network().devices().find(word);
      if (found == null) {
        self.complain("arp: cant get HW-Address for `" + word + "': " + Errno.ENODEV.text() + ".");
        return null;
      }
      if (verbose) {
        self.complain("arp: device `" + word + "' has HW address ether `" + found.address() + "'.");
      }
      return found.address();
    }
    try {
      return MacAddress.parse(word);
    } catch (IllegalArgumentException malformed) {
      self.complain("arp: invalid hardware address");
      return null;
    }
  }

  private void readModifiers(boolean deleting) {
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      if (deleting) {
        verbose("args=" + word);
      }
      switch (word) {
        case "temp" -> temporary = true;
        case "pub" -> published = true;
        case "priv" -> {
          unpublished = true;
          published &= deleting;
        }
        case "dev" -> {
          if (words.isEmpty()) {
            throw NetTools.usage("arp");
          }
          device = words.removeFirst();
        }
        case "trail", "dontpub", "auto", "netmask" -> throw new NotModelled("arp with " + word);
        default -> throw NetTools.usage("arp");
      }
    }
  }

  // ---- The kernel's part ----

  private NeighbourTable table() {
    return self.network().ipv4().neighbours();
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

  private void put(Ipv4Address address, MacAddress mac) {
    NetDevice on = device();
    if (published) {
      NetDevice proxied = on == null ? withAddress(mac) : on;
      table()
          .set(
              new NeighbourRequest(
                  proxied,
                  address,
                  null,
                  NudState.NONE,
                  Set.of(),
                  false,
                  true,
                  0,
                  true,
                  false,
                  true));
      return;
    }
    table()
        .set(
            NeighbourRequest.replace(
                on == null ? onTheWay(address) : on,
                address,
                mac,
                temporary ? NudState.STALE : NudState.PERMANENT));
  }

  private NetDevice withAddress(MacAddress mac) {
    return self.network().devices().all().stream()
        .filter(each -> !each.flags().isLoopback() && each.address().equals(mac))
        .findFirst()
        .orElseThrow(() -> new KernelError(Errno.ENODEV));
  }

  private NetDevice onTheWay(Ipv4Address address) {
    RouteQuery query =
        RouteQuery.output(address, Ipv4Address.ANY).withMinimumScope(RouteScope.LINK);
    return switch (self.network().ipv4().route(query)) {
      case RouteDecision.Routed(var route) -> route.device();
      case RouteDecision.Refused refused -> throw new KernelError(refused.errno());
    };
  }

  private void remove(Ipv4Address address) {
    NetDevice on = device();
    NetDevice where = on == null ? onTheWay(address) : on;
    if (table().lookup(where, address) == null) {
      throw new KernelError(Errno.ENXIO);
    }
    table().delete(where, address);
  }
}
