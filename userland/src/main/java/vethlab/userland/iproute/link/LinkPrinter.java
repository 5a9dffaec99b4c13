package vethlab.userland.iproute.link;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.LoopbackDevice;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.OperState;
import vethlab.simulator.device.TapDevice;
import vethlab.simulator.device.VethDevice;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.userland.iproute.command.Accounts;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Options;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Colour;
import vethlab.userland.iproute.print.Report;

/// One device as `ip link` and `ip address` describe it (`print_linkinfo`).
public final class LinkPrinter {

  /// The ways to make link-local addresses, by their numbers.
  static final ImmutableList<String> ADDRESS_GENERATION =
      ImmutableList.of("eui64", "none", "stable_secret", "random");

  private static final int MOST_OFFLOADED = 8 * 65535;
  private static final int USUALLY_OFFLOADED = 65536;
  private static final String BROADCAST = "ff:ff:ff:ff:ff:ff";

  private final Tool tool;
  private final Options options;
  private final Report report;
  private final Family family;
  private final boolean linkCommand;
  private final boolean ipv6Only;

  /// @param family which families the output is about
  /// @param linkCommand whether it is for `ip link`, which says more
  public LinkPrinter(Tool tool, Report report, Family family, boolean linkCommand) {
    this(tool, report, family, linkCommand, false);
  }

  private LinkPrinter(
      Tool tool, Report report, Family family, boolean linkCommand, boolean ipv6Only) {
    this.tool = tool;
    this.options = tool.options();
    this.report = report;
    this.family = family;
    this.linkCommand = linkCommand;
    this.ipv6Only = ipv6Only;
  }

  /// A printer of what IPv6 has to say about devices, which is less (`inet6_fill_ifinfo`).
  public static LinkPrinter ofIpv6(Tool tool, Report report) {
    return new LinkPrinter(tool, report, Family.INET6, false, true);
  }

  /// Prints a device, in the brief form if the options say so.
  public void print(NetDevice device) {
    Integer namespaceId = ipv6Only ? null : tool.network().peerIds().describe(device);
    if (options.brief()) {
      brief(device, namespaceId);
    } else {
      full(device, namespaceId);
    }
    report.flush();
  }

  private void brief(NetDevice device, @Nullable Integer namespaceId) {
    boolean linkIsDown = printName("%-16s ", device, namespaceId);
    printState("%-14s ", device);
    if (family == Family.LINK) {
      report.field(Colour.MAC, "address", "%s ", device.address().toString());
      LinkFlags.print(report, device, linkIsDown);
      report.text("\n");
    }
  }

  private void full(NetDevice device, @Nullable Integer namespaceId) {
    report.field("ifindex", "%s: ", device.index());
    boolean linkIsDown = printName("%s: ", device, namespaceId);
    LinkFlags.print(report, device, linkIsDown);
    report.field("mtu", "mtu %s ", device.mtu());
    if (!ipv6Only) {
      report.field("qdisc", "qdisc %s ", device.queueingDiscipline());
      NetDevice master = device.master();
      if (master != null) {
        report.field("master", "master %s ", master.name());
      }
    }
    report.text("state ");
    printState("%s ", device);
    if (linkCommand) {
      report.field("linkmode", "mode %s ", "DEFAULT");
    }
    if (!ipv6Only) {
      report.field("group", "group %s ", tool.names().group(device.group()));
    }
    if (device.txQueueLength() != 0) {
      report.field("txqlen", "qlen %s", device.txQueueLength());
    }
    if (family == Family.UNSPEC || family == Family.LINK || options.details()) {
      printAddresses(device);
    }
    if (!ipv6Only) {
      printMore(device, namespaceId);
    }
    report.text("\n");
  }

  private void printMore(NetDevice device, @Nullable Integer namespaceId) {
    if (namespaceId != null) {
      printNamespace(namespaceId);
    }
    if (options.details()) {
      printDetails(device);
    }
    if ((linkCommand || options.details()) && !device.alias().isEmpty()) {
      report.text(report.lineBreak() + "    ");
      report.field("ifalias", "alias %s", device.alias());
    }
    if (linkCommand && options.statistics() > 0) {
      report.newLine();
      StatisticsPrinter.print(report, options, device);
    }
    if (!device.names().alternatives().isEmpty()) {
      report.openList("altnames", "");
      for (String name : device.names().alternatives()) {
        report.text(report.lineBreak() + "    altname ");
        report.element("%s", name);
      }
      report.closeList("");
    }
  }

  /// Prints the name, and the name of the device that it is linked to.
  ///
  /// @return whether that one is down
  private boolean printName(String format, NetDevice device, @Nullable Integer namespaceId) {
    return printName(tool, report, format, device, namespaceId != null);
  }

  /// Prints the name of a device and of its link (`print_name_and_link`).
  ///
  /// @param elsewhere whether the link is known to be in another namespace
  /// @return whether the link is down
  public static boolean printName(
      Tool tool, Report report, String format, NetDevice device, boolean elsewhere) {
    int link = device.linkIndex();
    if (!elsewhere && link == device.index()) {
      report.field(Colour.INTERFACE_NAME, "ifname", format, device.name());
      return false;
    }
    String linkName = elsewhere ? "if" + link : tool.links().name(link);
    if (elsewhere) {
      report.json("link_index", link);
    } else {
      report.json("link", linkName);
    }
    report.field(
        Colour.INTERFACE_NAME,
        "ifname",
        format,
        report.isJson() ? device.name() : device.name() + "@" + linkName);
    NetDevice other = elsewhere ? null : tool.devices().find(link);
    return other != null && !other.isUp();
  }

  private void printState(String format, NetDevice device) {
    OperState state = device.operState();
    Colour colour =
        switch (state) {
          case UP -> Colour.OPERSTATE_UP;
          case DOWN -> Colour.OPERSTATE_DOWN;
          case UNKNOWN, NOTPRESENT, LOWERLAYERDOWN, TESTING, DORMANT -> Colour.NONE;
        };
    report.field(colour, "operstate", format, state.name());
  }

  private void printAddresses(NetDevice device) {
    report.newLine();
    boolean loopback = device instanceof LoopbackDevice;
    String type = loopback ? "loopback" : "ether";
    if (options.numeric()) {
      type = loopback ? "[772]" : "[1]";
    }
    report.field("link_type", "    link/%s ", type);
    report.field(Colour.MAC, "address", "%s", device.address().toString());
    if (!ipv6Only) {
      report.text(" brd ");
      report.field(Colour.MAC, "broadcast", "%s", loopback ? "00:00:00:00:00:00" : BROADCAST);
    }
  }

  private void printNamespace(int id) {
    report.json("link_netnsid", id);
    String name = nameOf(tool, id);
    report.text(name == null ? " link-netnsid " + id : " link-netns " + name);
  }

  /// The name in `/run/netns` of the namespace with a number here, or null (`get_name_from_nsid`).
  static @Nullable String nameOf(Tool tool, int id) {
    DeviceTable table = tool.network().peerIds().find(id);
    Map<String, NetworkNamespace> named = tool.process().table().namespaces().named();
    return named.entrySet().stream()
        .filter(entry -> Objects.equals(entry.getValue().devices(), table))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private void printDetails(NetDevice device) {
    report.field("promiscuity", " promiscuity %s ", device.receiveFilter().promiscuity());
    report.field("allmulti", " allmulti %s ", device.receiveFilter().allMulticast());
    report.field("min_mtu", "minmtu %s ", device.mtuRange().minimum());
    report.field("max_mtu", "maxmtu %s ", device.mtuRange().maximum());
    printKind(device);
    Long mode = tool.network().ipv6().addressGeneration(device);
    if (linkCommand && mode != null) {
      report.field(
          "inet6_addr_gen_mode", "addrgenmode %s ", ADDRESS_GENERATION.get(mode.intValue()));
    }
    report.field("num_tx_queues", "numtxqueues %s ", device.queues().transmit());
    report.field("num_rx_queues", "numrxqueues %s ", device.queues().receive());
    report.field("gso_max_size", "gso_max_size %s ", 65536);
    report.field("gso_max_segs", "gso_max_segs %s ", 65535);
    report.field("tso_max_size", "tso_max_size %s ", segmentationLimit(device));
    report.field("tso_max_segs", "tso_max_segs %s ", 65535);
    report.field("gro_max_size", "gro_max_size %s ", 65536);
  }

  /// The largest packet that the device cuts into segments itself; a bridge that has had a port
  /// takes what all its ports take (`br_set_gso_limits`).
  private static int segmentationLimit(NetDevice device) {
    return switch (device) {
      case LoopbackDevice loopback -> MOST_OFFLOADED;
      case VethDevice veth -> MOST_OFFLOADED;
      case Bridge bridge when bridge.hasHadPorts() ->
          bridge.ports().stream()
              .mapToInt(port -> segmentationLimit(port.device()))
              .min()
              .orElse(MOST_OFFLOADED);
      default -> USUALLY_OFFLOADED;
    };
  }

  /// What kind of device it is and, as a port, of what (`print_linktype`).
  private void printKind(NetDevice device) {
    BridgePort port = device.rxHandler() instanceof BridgePort found ? found : null;
    if (device.kind().isEmpty() && port == null) {
      return;
    }
    report.openObject("linkinfo");
    if (!device.kind().isEmpty()) {
      report.newLine();
      report.field("info_kind", "    %s ", device.kind());
      switch (device) {
        case Bridge bridge -> {
          report.openObject("info_data");
          BridgePrinter.print(report, bridge);
          report.closeObject();
        }
        case TapDevice tap -> {
          report.openObject("info_data");
          printTap(tap.settings());
          report.closeObject();
        }
        default -> {}
      }
    }
    if (port != null) {
      report.newLine();
      report.field("info_slave_kind", "    %s_slave ", "bridge");
      report.openObject("info_slave_data");
      PortPrinter.print(report, port);
      report.closeObject();
    }
    report.closeObject();
  }

  /// A tap that `ip tuntap` made (`tun_print_opt`).
  private void printTap(TapDevice.Settings settings) {
    report.field("type", "type %s ", "tap");
    report.onOff("pi", "pi %s ", settings.packetInformation());
    report.onOff("vnet_hdr", "vnet_hdr %s ", settings.vnetHeader());
    report.json("multi_queue", false);
    report.onOff("persist", "persist %s ", true);
    printAccount(Accounts.USERS, "user", settings.owner());
    printAccount(Accounts.GROUPS, "group", settings.group());
  }

  private void printAccount(Accounts accounts, String key, @Nullable Integer id) {
    if (id == null) {
      return;
    }
    long number = Integer.toUnsignedLong(id);
    String name = accounts.name(tool, number);
    if (name == null) {
      report.field(key, key + " %s ", number);
    } else {
      report.field(key, key + " %s ", name);
    }
  }
}
