package vethlab.userland.nettools.interfaces;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.ipv6.Ipv6AddressRequest;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.nettools.NetTools;
import vethlab.userland.procfs.net.FlagBits;
import vethlab.userland.program.Resolver;

/// `ifconfig`: shows and changes interfaces (`ifconfig.c`).
public final class Ifconfig implements Program {

  private static final Set<String> UNMODELLED =
      Set.of("media", "port", "keepalive", "outfill", "mem_start", "io_addr", "irq", "tunnel");

  @Override
  public int run(Process self, List<String> arguments) {
    Deque<String> words = new ArrayDeque<>(arguments);
    boolean all = false;
    boolean shortly = false;
    while (!words.isEmpty() && words.getFirst().startsWith("-")) {
      String option = words.removeFirst();
      switch (option) {
        case "-a" -> all = true;
        case "-s" -> shortly = true;
        case "-v" -> {}
        case "-V", "-version", "--version" -> {
          self.printLine(NetTools.RELEASE);
          return 0;
        }
        case "-?", "-h", "-help", "--help" -> throw NetTools.usage("ifconfig");
        default -> {
          self.complain("ifconfig: option `" + option + "' not recognised.");
          self.complain("ifconfig: `--help' gives usage information.");
          return 1;
        }
      }
    }
    InterfaceListing listing = new InterfaceListing(self);
    if (words.isEmpty()) {
      self.write(1, shortly ? listing.shortList(all, false) : listing.longList(all));
      return 0;
    }
    String name = words.removeFirst();
    if (words.isEmpty()) {
      return showOne(self, listing, name, shortly);
    }
    return new Change(self, name, words).run();
  }

  private static int showOne(Process self, InterfaceListing listing, String name, boolean shortly) {
    String text = listing.one(name, shortly);
    if (shortly) {
      self.write(1, InterfaceListing.titles(false));
    }
    if (text == null) {
      self.complain(name + ": error fetching interface information: Device not found");
      return 1;
    }
    self.write(1, text);
    return 0;
  }

  /// One call that changes an interface word by word.
  private static final class Change {
    private final Process self;
    private final String name;
    private final Deque<String> words;
    private final InterfaceChange on;
    private boolean ipv6;
    private boolean maskGiven;
    private int status;

    Change(Process self, String name, Deque<String> words) {
      this.self = self;
      this.name = name;
      this.words = words;
      this.on = new InterfaceChange(self, name);
    }

    int run() {
      if (words.getFirst().equals("inet") || words.getFirst().equals("inet6")) {
        ipv6 = words.removeFirst().equals("inet6");
      }
      int maskLength = -1;
      while (!words.isEmpty()) {
        String word = words.removeFirst();
        if (!flag(word) && !setting(word)) {
          int length = address(word);
          maskLength = length >= 0 ? length : maskLength;
        }
      }
      if (maskLength >= 0) {
        Ipv4Address mask = InterfaceListing.mask(maskLength);
        call("SIOCSIFNETMASK", () -> on.setMask(mask));
      }
      return status & 0xff;
    }

    // ---- Flags ----

    private boolean flag(String word) {
      switch (word) {
        case "up" -> change(FlagBits.UP, true);
        case "down" -> change(FlagBits.UP, false);
        case "arp" -> change(FlagBits.NO_ARP, false);
        case "-arp" -> change(FlagBits.NO_ARP, true);
        case "trailers" -> change(FlagBits.NO_TRAILERS, false);
        case "-trailers" -> change(FlagBits.NO_TRAILERS, true);
        case "promisc" -> change(FlagBits.PROMISCUOUS, true);
        case "-promisc" -> {
          change(FlagBits.PROMISCUOUS, false);
          if (isStill(FlagBits.PROMISCUOUS)) {
            self.complain(
                "Warning: Interface "
                    + name
                    + " still in promisc mode... maybe other application is running?");
          }
        }
        case "multicast" -> change(FlagBits.MULTICAST, true);
        case "-multicast" -> clear(FlagBits.MULTICAST, "MULTICAST");
        case "allmulti" -> change(FlagBits.ALL_MULTICAST, true);
        case "-allmulti" -> clear(FlagBits.ALL_MULTICAST, "ALLMULTI");
        case "dynamic" -> change(FlagBits.DYNAMIC, true);
        case "-dynamic" -> clear(FlagBits.DYNAMIC, "DYNAMIC");
        case "-broadcast" -> clear(FlagBits.BROADCAST, "BROADCAST");
        case "-pointopoint", "-pointtopoint" -> clear(FlagBits.POINT_TO_POINT, "POINTOPOINT");
        default -> {
          return false;
        }
      }
      return true;
    }

    private void clear(int flag, String mode) {
      change(flag, false);
      if (isStill(flag)) {
        self.complain("Warning: Interface " + name + " still in " + mode + " mode.");
      }
    }

    private boolean isStill(int flag) {
      try {
        return (on.flags() & flag) != 0;
      } catch (KernelError error) {
        self.complain(name + ": ERROR while testing interface flags: " + error.errno().text());
        return false;
      }
    }

    private void change(int flag, boolean set) {
      int flags;
      try {
        flags = on.flags();
      } catch (KernelError error) {
        self.complain(name + ": ERROR while getting interface flags: " + error.errno().text());
        status = -1;
        return;
      }
      try {
        on.setFlags(set ? flags | flag : flags & ~flag);
      } catch (KernelError error) {
        self.complain("SIOCSIFFLAGS: " + error.errno().text());
        status = -1;
      }
    }

    private void call(String title, Runnable action) {
      try {
        action.run();
      } catch (KernelError error) {
        self.complain(title + ": " + error.errno().text());
        status |= 1;
      }
    }

    // ---- Words with an argument ----

    private boolean setting(String word) {
      switch (word) {
        case "mtu" -> {
          int mtu = number(argument());
          call("SIOCSIFMTU", () -> on.device().setMtu(mtu));
        }
        case "txqueuelen" -> {
          int length = number(argument());
          call("SIOCSIFTXQLEN", () -> on.device().setTxQueueLength(length));
        }
        case "name" -> {
          String renamed = argument();
          call("SIOCSIFNAME", () -> on.device().rename(renamed));
        }
        case "netmask" -> netmask();
        case "broadcast" -> broadcast();
        case "dstaddr" -> {
          Ipv4Address peer = resolve(argument());
          if (peer != null) {
            call("SIOCSIFDSTADDR", () -> on.setPeer(peer));
          }
        }
        case "pointopoint", "pointtopoint" -> pointToPoint();
        case "hw" -> hardware();
        case "add" -> add();
        case "del" -> delete();
        default -> {
          if (UNMODELLED.contains(word)) {
            throw new NotModelled("ifconfig " + word);
          }
          return false;
        }
      }
      return true;
    }

    private String argument() {
      if (words.isEmpty()) {
        throw NetTools.usage("ifconfig");
      }
      return words.removeFirst();
    }

    private static int number(String word) {
      String digits = word.replaceFirst("^([+-]?[0-9]*).*$", "$1");
      return digits.matches("[+-]?[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }

    /// The address of a name; without one it says so, which is an error.
    private @Nullable Ipv4Address resolve(String word) {
      Ipv4Address found = find(word);
      if (found == null) {
        NetTools.lookupFailed(self, word);
        status |= 1;
      }
      return found;
    }

    private @Nullable Ipv4Address find(String word) {
      if (word.equals("default")) {
        return Ipv4Address.ANY;
      }
      return new Resolver(self)
          .find(word).addresses().stream()
              .filter(each -> each.address() instanceof Ipv4Address)
              .map(each -> (Ipv4Address) each.address())
              .findFirst()
              .orElse(null);
    }

    private void netmask() {
      String word = argument();
      if (maskGiven) {
        throw NetTools.usage("ifconfig");
      }
      Ipv4Address mask = resolve(word);
      if (mask != null) {
        maskGiven = true;
        call("SIOCSIFNETMASK", () -> on.setMask(mask));
      }
    }

    private void broadcast() {
      if (!words.isEmpty()) {
        Ipv4Address address = resolve(words.removeFirst());
        if (address == null) {
          return;
        }
        call("SIOCSIFBRDADDR", () -> on.setBroadcast(address));
      }
      change(FlagBits.BROADCAST, true);
    }

    private void pointToPoint() {
      if (!words.isEmpty()) {
        Ipv4Address address = resolve(words.removeFirst());
        if (address == null) {
          return;
        }
        call("SIOCSIFDSTADDR", () -> on.setPeer(address));
      }
      change(FlagBits.POINT_TO_POINT, true);
    }

    private void hardware() {
      String kind = argument();
      if (!kind.equals("ether")) {
        throw new NotModelled("ifconfig hw " + kind);
      }
      String word = argument();
      MacAddress address;
      try {
        address = MacAddress.parse(word);
      } catch (IllegalArgumentException malformed) {
        self.complain(word + ": invalid ether address.");
        status |= 1;
        return;
      }
      try {
        on.device().setAddress(address);
      } catch (KernelError error) {
        self.complain(
            "SIOCSIFHWADDR: "
                + error.errno().text()
                + (error.errno() == Errno.EBUSY ? " - you may need to down the interface" : ""));
        status |= 1;
      }
    }

    private void add() {
      String word = argument();
      if (word.indexOf(':') >= 0) {
        Ipv6Word given = ipv6(word);
        if (given != null) {
          call(
              "SIOCSIFADDR",
              () ->
                  self.network()
                      .ipv6()
                      .addAddress(
                          on.device(), Ipv6AddressRequest.add(given.address, given.length)));
        }
        return;
      }
      Ipv4Address address = resolve(word);
      if (address != null) {
        try {
          on.addFurther(self, address);
        } catch (KernelError error) {
          if (error.errno() == Errno.ENODEV) {
            self.complain("Interface " + name + " not initialized");
            status |= 1;
          }
        }
      }
    }

    private void delete() {
      String word = argument();
      if (word.indexOf(':') < 0) {
        throw new NotModelled("ifconfig " + name + " del with an IPv4 address");
      }
      Ipv6Word given = ipv6(word);
      if (given != null) {
        call(
            "SIOCDIFADDR",
            () -> self.network().ipv6().deleteAddress(on.device(), given.address, given.length));
      }
    }

    private record Ipv6Word(Ipv6Address address, int length) {}

    private @Nullable Ipv6Word ipv6(String word) {
      int slash = word.indexOf('/');
      int length = slash < 0 ? 128 : number(word.substring(slash + 1));
      if (length < 0 || length > 128) {
        throw NetTools.usage("ifconfig");
      }
      String text = slash < 0 ? word : word.substring(0, slash);
      Ipv6Address address;
      try {
        address = Ipv6Address.parse(text);
      } catch (IllegalArgumentException malformed) {
        throw new NotModelled("a name as an IPv6 address of ifconfig");
      }
      try {
        on.device();
      } catch (KernelError error) {
        self.complain("SIOGIFINDEX: " + error.errno().text());
        status |= 1;
        return null;
      }
      return new Ipv6Word(address, length);
    }

    // ---- An address ----

    /// Sets the address.
    ///
    /// @return the prefix length behind it, -1 if there is none
    private int address(String word) {
      int slash = word.indexOf('/');
      int length = -1;
      String host = word;
      if (!ipv6 && slash >= 0) {
        if (!word.substring(slash + 1).matches("[0-9]{1,2}") || maskGiven) {
          throw NetTools.usage("ifconfig");
        }
        length = Integer.parseInt(word.substring(slash + 1));
        host = word.substring(0, slash);
      }
      if (ipv6) {
        self.complain("Don't know how to set addresses for family 10.");
        throw self.exit(1);
      }
      Ipv4Address address = find(host);
      if (address == null) {
        NetTools.lookupFailed(self, host);
        self.complain("ifconfig: `--help' gives usage information.");
        throw self.exit(1);
      }
      call("SIOCSIFADDR", () -> on.setAddress(address));
      if (!(on.isLabel() && (name.endsWith("-") || address.isUnspecified()))) {
        change(FlagBits.UP, true);
      }
      return length < 0 ? length : Ipv4Prefix.around(address, length).length();
    }
  }
}
