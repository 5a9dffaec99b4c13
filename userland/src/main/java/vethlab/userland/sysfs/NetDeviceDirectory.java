package vethlab.userland.sysfs;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.device.DeviceStatistics;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.OperState;
import vethlab.simulator.device.TapDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.rtnetlink.LinkMessage;
import vethlab.simulator.rtnetlink.LinkMessage.Flag;
import vethlab.simulator.rtnetlink.Links;
import vethlab.userland.procfs.Entries;
import vethlab.userland.procfs.Numbers;
import vethlab.userland.procfs.Unmodelled;
import vethlab.userland.procfs.net.FlagBits;

/// `/sys/class/net/DEV`: one network device (`net-sysfs.c`).
final class NetDeviceDirectory {

  private static final int LOOPBACK_TYPE = 772;

  /// The flags of a tap (`IFF_TAP`, `IFF_PERSIST`, `IFF_NO_PI`, `IFF_VNET_HDR`).
  private static final int TAP = 0x2;

  private static final int PERSISTENT = 0x800;
  private static final int NO_INFORMATION = 0x1000;
  private static final int VNET_HEADER = 0x4000;

  private NetDeviceDirectory() {}

  static Entries of(NetDevice device) {
    String path = "/sys/class/net/" + device.name();
    AttributeList list = new AttributeList(path);
    addIdentity(list, device);
    addState(list, device);
    addRelations(list, device);
    list.node("statistics", statistics(path + "/statistics", device.statistics()));
    list.node("queues", queues(path + "/queues"));
    list.node("power", power(path + "/power"));
    return list.build();
  }

  private static void addIdentity(AttributeList list, NetDevice device) {
    boolean loopback = device.flags().isLoopback();
    list.fixed("ifindex", device::index);
    list.fixed("iflink", device::linkIndex);
    list.fixed("address", device::address);
    list.fixed("broadcast", () -> loopback ? MacAddress.ZERO : MacAddress.BROADCAST);
    list.fixed("type", () -> loopback ? LOOPBACK_TYPE : 1);
    list.fixed("addr_assign_type", () -> device.isAddressSet() ? 3 : loopback ? 0 : 1);
    list.constant("addr_len", 0444, "6");
    list.constant("dev_id", 0444, "0x0");
    list.constant("dev_port link_mode", 0444, "0");
    list.constant("gro_flush_timeout napi_defer_hard_irqs threaded", 0644, "0");
    list.unreadable("phys_port_id phys_port_name phys_switch_id", 0444, Errno.EOPNOTSUPP);
    list.text(
        "ifalias",
        () -> device.alias().isEmpty() ? "" : device.alias() + "\n",
        text -> device.setAlias(text.stripTrailing()));
    String kind =
        switch (device.kind()) {
          case "bridge", "vlan", "macvlan" -> "DEVTYPE=" + device.kind() + "\n";
          default -> "";
        };
    list.shown(
        "uevent",
        0644,
        () -> kind + "INTERFACE=" + device.name() + "\nIFINDEX=" + device.index() + "\n");
    list.node("name_assign_type", new Unmodelled("/sys/class/net/DEV/name_assign_type"));
  }

  private static void addState(AttributeList list, NetDevice device) {
    list.number(
        "flags",
        () -> String.format(Locale.ROOT, "0x%x", FlagBits.kept(device)),
        flags -> changeFlags(device, flags));
    list.number("mtu", device::mtu, value -> device.setMtu(small(value)));
    list.number(
        "tx_queue_len", device::txQueueLength, value -> device.setTxQueueLength(small(value)));
    list.number("netdev_group", device::group, value -> device.setGroup(small(value)));
    list.text(
        "carrier",
        whileUp(device, each -> each.hasCarrier() ? 1 : 0),
        text -> changeCarrier(device, Numbers.unsigned(text) != 0));
    list.number("proto_down", () -> 0, NetDeviceDirectory::refuseProtocolDown);
    list.shown(
        "dormant", 0444, whileUp(device, each -> each.operState() == OperState.DORMANT ? 1 : 0));
    list.shown(
        "testing", 0444, whileUp(device, each -> each.operState() == OperState.TESTING ? 1 : 0));
    list.shown("speed", 0444, whileUp(device, NetDeviceDirectory::speed));
    list.shown("duplex", 0444, whileUp(device, NetDeviceDirectory::duplex));
    list.fixed(
        "operstate",
        () ->
            (device.isUp() ? device.operState() : OperState.DOWN).name().toLowerCase(Locale.ROOT));
    list.fixed("carrier_up_count", device::carrierUps);
    list.fixed("carrier_down_count", device::carrierDowns);
    list.fixed("carrier_changes", () -> device.carrierUps() + device.carrierDowns());
  }

  private static void changeFlags(NetDevice device, long wanted) {
    LinkMessage message = new LinkMessage();
    message.set(Flag.UP, (wanted & FlagBits.UP) != 0);
    message.set(Flag.PROMISCUOUS, (wanted & FlagBits.PROMISCUOUS) != 0);
    message.set(Flag.ALL_MULTICAST, (wanted & FlagBits.ALL_MULTICAST) != 0);
    message.set(Flag.MULTICAST, (wanted & FlagBits.MULTICAST) != 0);
    message.set(Flag.NO_ARP, (wanted & FlagBits.NO_ARP) != 0);
    message.set(Flag.DYNAMIC, (wanted & FlagBits.DYNAMIC) != 0);
    message.set(Flag.NO_TRAILERS, (wanted & FlagBits.NO_TRAILERS) != 0);
    Links.changeFlags(device, message);
  }

  private static void changeCarrier(NetDevice device, boolean on) {
    if (!device.isUp()) {
      throw new KernelError(Errno.EINVAL);
    }
    device.changeCarrier(on);
  }

  /// Only macvlan and vxlan devices can be held down.
  private static void refuseProtocolDown(long value) {
    throw new KernelError(Errno.EOPNOTSUPP);
  }

  private static int small(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new KernelError(Errno.ERANGE);
    }
    return (int) value;
  }

  /// A property that can be asked for only while the device is up.
  private static Supplier<String> whileUp(NetDevice device, Function<NetDevice, Object> property) {
    return () -> {
      if (!device.isUp()) {
        throw new KernelError(Errno.EINVAL);
      }
      return property.apply(device) + "\n";
    };
  }

  private static Object speed(NetDevice device) {
    if (device instanceof Bridge bridge) {
      return speedOfPorts(bridge);
    }
    if (device.speedMegabits() == 0) {
      throw new KernelError(Errno.EINVAL);
    }
    return device.speedMegabits();
  }

  /// The speed of the fastest port that works, -1 if none tells (`br_get_link_ksettings`).
  private static int speedOfPorts(Bridge bridge) {
    return bridge.ports().stream()
        .map(BridgePort::device)
        .filter(port -> port.isUp() && port.isOperational() && port.speedMegabits() != 0)
        .mapToInt(NetDevice::speedMegabits)
        .max()
        .orElse(-1);
  }

  private static Object duplex(NetDevice device) {
    if (device instanceof Bridge) {
      return "unknown";
    }
    if (device.speedMegabits() == 0) {
      throw new KernelError(Errno.EINVAL);
    }
    return "full";
  }

  // ---- Other devices ----

  private static void addRelations(AttributeList list, NetDevice device) {
    list.link("subsystem", "../../../../class/net");
    NetDevice master = device.master();
    if (master != null) {
      list.link("master", "../" + master.name());
    }
    for (NetDevice other : device.table().all()) {
      if (isAbove(other, device)) {
        list.link("upper_" + other.name(), "../" + other.name());
      }
      if (isAbove(device, other)) {
        list.link("lower_" + other.name(), "../" + other.name());
      }
    }
    if (device.rxHandler() instanceof BridgePort port) {
      list.node("brport", BridgeDirectories.ofPort(port));
    }
    if (device instanceof TapDevice tap) {
      addTap(list, tap.settings());
    }
    if (device instanceof Bridge bridge) {
      list.node("bridge", BridgeDirectories.of(bridge));
      list.node("brif", BridgeDirectories.ports(bridge));
      list.node("brforward", new Unmodelled("/sys/class/net/DEV/brforward"));
    }
  }

  /// What a tap tells of its program; it stays without one (`tun.c`).
  private static void addTap(AttributeList list, TapDevice.Settings settings) {
    int flags =
        TAP
            | PERSISTENT
            | (settings.packetInformation() ? 0 : NO_INFORMATION)
            | (settings.vnetHeader() ? VNET_HEADER : 0);
    list.fixed("owner", () -> account(settings.owner()));
    list.fixed("group", () -> account(settings.group()));
    list.fixed("tun_flags", () -> "0x" + Integer.toHexString(flags));
  }

  private static String account(@Nullable Integer id) {
    return id == null ? "-1" : Integer.toUnsignedString(id);
  }

  /// Whether a device is another's master, or lies upon it as a VLAN does.
  private static boolean isAbove(NetDevice upper, NetDevice lower) {
    return lower.master() == upper || (upper.link() == lower && !upper.kind().equals("veth"));
  }

  // ---- Directories ----

  private static Entries statistics(String path, DeviceStatistics counted) {
    return new AttributeList(path)
        .fixed("rx_packets", counted::rxPackets)
        .fixed("rx_bytes", counted::rxBytes)
        .fixed("rx_dropped", counted::rxDropped)
        .fixed("multicast", counted::multicast)
        .fixed("tx_packets", counted::txPackets)
        .fixed("tx_bytes", counted::txBytes)
        .fixed("tx_dropped", counted::txDropped)
        .constant("collisions rx_compressed rx_crc_errors rx_errors rx_fifo_errors", 0444, "0")
        .constant("rx_frame_errors rx_length_errors rx_missed_errors rx_nohandler", 0444, "0")
        .constant("rx_over_errors tx_aborted_errors tx_carrier_errors tx_compressed", 0444, "0")
        .constant("tx_errors tx_fifo_errors tx_heartbeat_errors tx_window_errors", 0444, "0")
        .build();
  }

  private static Entries queues(String path) {
    return new AttributeList(path)
        .node(
            "rx-0",
            new AttributeList(path + "/rx-0").constant("rps_cpus rps_flow_cnt", 0644, "0").build())
        .node(
            "tx-0",
            new AttributeList(path + "/tx-0")
                .node(
                    "byte_queue_limits",
                    new AttributeList(path + "/tx-0/byte_queue_limits")
                        .constant("hold_time", 0644, "1000")
                        .constant("inflight", 0444, "0")
                        .constant("limit limit_min", 0644, "0")
                        .constant("limit_max", 0644, "1879048192")
                        .build())
                .constant("tx_maxrate xps_rxqs", 0644, "0")
                .constant("tx_timeout", 0444, "0")
                .unreadable("traffic_class", 0444, Errno.ENOENT)
                .unreadable("xps_cpus", 0644, Errno.ENOENT)
                .build())
        .build();
  }

  private static Entries power(String path) {
    return new AttributeList(path)
        .constant("control", 0644, "auto")
        .constant("runtime_active_time runtime_suspended_time", 0444, "0")
        .constant("runtime_status", 0444, "unsupported")
        .unreadable("autosuspend_delay_ms", 0644, Errno.EIO)
        .build();
  }
}
