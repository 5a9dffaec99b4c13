package vethlab.userland.nettools.interfaces;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceStatistics;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.ipv4.InterfaceAddress;
import vethlab.simulator.ipv6.Ipv6InterfaceAddress;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.process.Process;
import vethlab.userland.nettools.NetTools;
import vethlab.userland.procfs.net.FlagBits;

/// Interfaces as `ifconfig` and `netstat -i` print them (`interface.c`): devices, and the labels of
/// addresses that are not their device's name.
public final class InterfaceListing {

  /// Flags and their names, in the order in which the long form has them.
  private static final ImmutableMap<Integer, String> NAMES =
      ImmutableMap.<Integer, String>builder()
          .put(FlagBits.UP, "UP")
          .put(FlagBits.BROADCAST, "BROADCAST")
          .put(FlagBits.LOOPBACK, "LOOPBACK")
          .put(FlagBits.POINT_TO_POINT, "POINTOPOINT")
          .put(FlagBits.NO_TRAILERS, "NOTRAILERS")
          .put(FlagBits.RUNNING, "RUNNING")
          .put(FlagBits.NO_ARP, "NOARP")
          .put(FlagBits.PROMISCUOUS, "PROMISC")
          .put(FlagBits.ALL_MULTICAST, "ALLMULTI")
          .put(FlagBits.MULTICAST, "MULTICAST")
          .put(FlagBits.DYNAMIC, "DYNAMIC")
          .buildOrThrow();

  /// Flags and their letters, in the order in which the short form has them.
  private static final ImmutableMap<Integer, String> LETTERS =
      ImmutableMap.<Integer, String>builder()
          .put(FlagBits.ALL_MULTICAST, "A")
          .put(FlagBits.BROADCAST, "B")
          .put(FlagBits.LOOPBACK, "L")
          .put(FlagBits.MULTICAST, "M")
          .put(FlagBits.DYNAMIC, "d")
          .put(FlagBits.PROMISCUOUS, "P")
          .put(FlagBits.NO_TRAILERS, "N")
          .put(FlagBits.NO_ARP, "O")
          .put(FlagBits.POINT_TO_POINT, "p")
          .put(FlagBits.RUNNING, "R")
          .put(FlagBits.UP, "U")
          .buildOrThrow();

  private static final ImmutableList<String> UNITS =
      ImmutableList.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

  private final NetworkNamespace namespace;

  public InterfaceListing(Process self) {
    this.namespace = self.network();
  }

  /// A device under its own name or that of one of its labels.
  private record Interface(String name, NetDevice device) {

    boolean isAlias() {
      return !name.equals(device.name());
    }
  }

  private List<Interface> interfaces(boolean all) {
    List<Interface> found = new ArrayList<>();
    for (NetDevice device : namespace.devices().all()) {
      if (!all && !device.isUp()) {
        continue;
      }
      found.add(new Interface(device.name(), device));
      namespace.ipv4().addresses(device).stream()
          .map(InterfaceAddress::label)
          .filter(label -> !label.equals(device.name()))
          .distinct()
          .forEach(label -> found.add(new Interface(label, device)));
    }
    found.sort((one, other) -> NetTools.NATURAL_ORDER.compare(one.name, other.name));
    return found;
  }

  private @Nullable Interface find(String name) {
    String deviceName = Splitter.on(':').splitToList(name).getFirst();
    NetDevice device = namespace.devices().find(deviceName);
    return device == null ? null : new Interface(name, device);
  }

  /// The table with one line for an interface.
  ///
  /// @param wide whether it is `netstat` that asks, whose titles stand elsewhere
  public String shortList(boolean all, boolean wide) {
    StringBuilder text = new StringBuilder(titles(wide));
    interfaces(all).forEach(each -> text.append(line(each)));
    return text.toString();
  }

  static String titles(boolean wide) {
    return (wide ? "Iface             MTU" : "Iface      MTU")
        + "    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n";
  }

  public String longList(boolean all) {
    StringBuilder text = new StringBuilder();
    interfaces(all).forEach(each -> text.append(paragraph(each)));
    return text.toString();
  }

  /// One interface, or null if there is no such device.
  @Nullable String one(String name, boolean shortly) {
    Interface found = find(name);
    if (found == null) {
      return null;
    }
    return shortly ? line(found) : paragraph(found);
  }

  private static String line(Interface shown) {
    DeviceStatistics counted = shown.device.statistics();
    String numbers =
        shown.isAlias()
            ? String.format(Locale.ROOT, "%-56s", "     - no statistics available -")
            : String.format(
                Locale.ROOT,
                "%8d %6d %6d %-6d %8d %6d %6d %6d ",
                counted.rxPackets(),
                0,
                counted.rxDropped(),
                0,
                counted.txPackets(),
                0,
                counted.txDropped(),
                0);
    StringBuilder letters = new StringBuilder();
    int flags = FlagBits.told(shown.device);
    for (Map.Entry<Integer, String> letter : LETTERS.entrySet()) {
      letters.append((flags & letter.getKey()) == 0 ? "" : letter.getValue());
    }
    String name = shown.name.length() > 15 ? shown.name.substring(0, 15) : shown.name;
    return String.format(Locale.ROOT, "%-15s %5d ", name, shown.device.mtu())
        + numbers
        + (flags == 0 ? "[NO FLAGS]" : letters)
        + "\n";
  }

  private String paragraph(Interface shown) {
    NetDevice device = shown.device;
    int flags = FlagBits.told(device);
    StringJoiner words = new StringJoiner(",", "<", ">");
    for (Map.Entry<Integer, String> name : NAMES.entrySet()) {
      if ((flags & name.getKey()) != 0) {
        words.add(name.getValue());
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(shown.name).append(": flags=").append(flags).append(words);
    text.append("  mtu ").append(device.mtu()).append('\n');
    appendIpv4(text, shown, flags);
    if (!shown.isAlias()) {
      for (Ipv6InterfaceAddress address : namespace.ipv6().addresses(device)) {
        text.append("        inet6 ").append(address.address());
        text.append("  prefixlen ").append(address.prefixLength());
        text.append("  scopeid ").append(scope(address.address())).append('\n');
      }
    }
    boolean loopback = (flags & FlagBits.LOOPBACK) != 0;
    text.append(loopback ? "        loop" : "        ether " + device.address());
    text.append("  txqueuelen ").append(device.txQueueLength());
    text.append(loopback ? "  (Local Loopback)\n" : "  (Ethernet)\n");
    if (!shown.isAlias()) {
      appendCounters(text, device.statistics());
    }
    return text.append('\n').toString();
  }

  private void appendIpv4(StringBuilder text, Interface shown, int flags) {
    InterfaceAddress address = labelled(namespace, shown.device, shown.name);
    if (address == null) {
      return;
    }
    text.append("        inet ").append(address.local());
    text.append("  netmask ").append(mask(address.prefixLength()));
    if ((flags & FlagBits.BROADCAST) != 0) {
      Ipv4Address broadcast = address.broadcast();
      text.append("  broadcast ").append(broadcast == null ? Ipv4Address.ANY : broadcast);
    }
    if ((flags & FlagBits.POINT_TO_POINT) != 0) {
      text.append("  destination ").append(address.address());
    }
    text.append('\n');
  }

  /// The first address with a label, or null.
  static @Nullable InterfaceAddress labelled(
      NetworkNamespace namespace, NetDevice device, String label) {
    return namespace.ipv4().addresses(device).stream()
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElse(null);
  }

  public static Ipv4Address mask(int prefixLength) {
    return new Ipv4Address(Ipv4Prefix.mask(prefixLength));
  }

  private static String scope(Ipv6Address address) {
    if (address.isLoopback()) {
      return "0x10<host>";
    }
    if (address.isLinkLocal()) {
      return "0x20<link>";
    }
    return address.high() >>> 54 == 0xfec0 >>> 6 ? "0x40<site>" : "0x0<global>";
  }

  private static void appendCounters(StringBuilder text, DeviceStatistics counted) {
    text.append("        RX packets ").append(counted.rxPackets());
    text.append("  bytes ").append(octets(counted.rxBytes())).append('\n');
    text.append("        RX errors 0  dropped ").append(counted.rxDropped());
    text.append("  overruns 0  frame 0\n");
    text.append("        TX packets ").append(counted.txPackets());
    text.append("  bytes ").append(octets(counted.txBytes())).append('\n');
    text.append("        TX errors 0  dropped ").append(counted.txDropped());
    text.append(" overruns 0  carrier 0  collisions 0\n");
  }

  /// A number of octets, and again in the unit that fits (`ife_unit`).
  private static String octets(long count) {
    long tenths = count * 10;
    int unit = 0;
    for (long limit = 1024; unit < UNITS.size() - 1 && count > limit; limit *= 1024) {
      unit++;
    }
    tenths >>= 10 * unit;
    return count + " (" + tenths / 10 + "." + tenths % 10 + " " + UNITS.get(unit) + ")";
  }
}
