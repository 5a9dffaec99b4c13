package vethlab.userland.sysfs;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgeOption;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.MulticastParameter;
import vethlab.simulator.bridge.MulticastSnooping;
import vethlab.simulator.bridge.PortFlag;
import vethlab.simulator.bridge.SpanningTree;
import vethlab.simulator.bridge.StpPort;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.BridgeId;
import vethlab.simulator.packet.MacAddress;
import vethlab.userland.procfs.Entries;

/// `bridge`, `brif` and `brport` in `/sys/class/net/DEV` (`br_sysfs_br.c`, `br_sysfs_if.c`); times
/// are in hundredths of a second.
final class BridgeDirectories {

  private static final ImmutableMap<String, MulticastParameter> PARAMETERS =
      ImmutableMap.<String, MulticastParameter>builder()
          .put("hash_elasticity", MulticastParameter.HASH_ELASTICITY)
          .put("hash_max", MulticastParameter.HASH_MAX)
          .put("multicast_igmp_version", MulticastParameter.IGMP_VERSION)
          .put("multicast_last_member_count", MulticastParameter.LAST_MEMBER_COUNT)
          .put("multicast_last_member_interval", MulticastParameter.LAST_MEMBER_INTERVAL)
          .put("multicast_membership_interval", MulticastParameter.MEMBERSHIP_INTERVAL)
          .put("multicast_mld_version", MulticastParameter.MLD_VERSION)
          .put("multicast_querier", MulticastParameter.QUERIER)
          .put("multicast_querier_interval", MulticastParameter.QUERIER_INTERVAL)
          .put("multicast_query_interval", MulticastParameter.QUERY_INTERVAL)
          .put("multicast_query_response_interval", MulticastParameter.QUERY_RESPONSE_INTERVAL)
          .put("multicast_query_use_ifaddr", MulticastParameter.QUERY_USE_IFADDR)
          .put("multicast_router", MulticastParameter.ROUTER)
          .put("multicast_startup_query_count", MulticastParameter.STARTUP_QUERY_COUNT)
          .put("multicast_startup_query_interval", MulticastParameter.STARTUP_QUERY_INTERVAL)
          .put("multicast_stats_enabled", MulticastParameter.STATS_ENABLED)
          .buildOrThrow();

  private static final ImmutableMap<String, BridgeOption> OPTIONS =
      ImmutableMap.of(
          "nf_call_arptables", BridgeOption.CALL_ARPTABLES,
          "nf_call_ip6tables", BridgeOption.CALL_IP6TABLES,
          "nf_call_iptables", BridgeOption.CALL_IPTABLES,
          "no_linklocal_learn", BridgeOption.NO_LINK_LOCAL_LEARNING,
          "vlan_stats_enabled", BridgeOption.VLAN_STATISTICS,
          "vlan_stats_per_port", BridgeOption.VLAN_STATISTICS_PER_PORT);

  private static final ImmutableMap<String, PortFlag> FLAGS =
      ImmutableMap.<String, PortFlag>builder()
          .put("bpdu_guard", PortFlag.BPDU_GUARD)
          .put("broadcast_flood", PortFlag.BCAST_FLOOD)
          .put("hairpin_mode", PortFlag.HAIRPIN)
          .put("isolated", PortFlag.ISOLATED)
          .put("learning", PortFlag.LEARNING)
          .put("multicast_fast_leave", PortFlag.MULTICAST_FAST_LEAVE)
          .put("multicast_flood", PortFlag.MCAST_FLOOD)
          .put("multicast_to_unicast", PortFlag.MULTICAST_TO_UNICAST)
          .put("neigh_suppress", PortFlag.NEIGH_SUPPRESS)
          .put("proxyarp", PortFlag.PROXY_ARP)
          .put("proxyarp_wifi", PortFlag.PROXY_ARP_WIFI)
          .put("root_block", PortFlag.ROOT_BLOCK)
          .put("unicast_flood", PortFlag.FLOOD)
          .buildOrThrow();

  private BridgeDirectories() {}

  /// The directory `bridge` of a bridge.
  static Entries of(Bridge bridge) {
    String path = "/sys/class/net/" + bridge.name() + "/bridge";
    AttributeList list = new AttributeList(path);
    SpanningTree tree = bridge.spanningTree();
    list.fixed("bridge_id", () -> text(tree.bridgeId()));
    list.fixed("root_id", () -> text(tree.root()));
    list.fixed("root_path_cost", tree::rootPathCost);
    list.fixed("root_port", tree::rootPort);
    list.fixed("topology_change", () -> tree.protocol().isTopologyChange() ? 1 : 0);
    list.fixed(
        "topology_change_detected", () -> tree.protocol().isTopologyChangeDetected() ? 1 : 0);
    list.fixed("hello_timer", () -> hundredths(tree.protocol().helloTimer().remaining()));
    list.fixed("tcn_timer", () -> hundredths(tree.protocol().notificationTimer().remaining()));
    list.fixed(
        "topology_change_timer",
        () -> hundredths(tree.protocol().topologyChangeTimer().remaining()));
    list.fixed("gc_timer", () -> hundredths(bridge.forwardingDatabase().collector().remaining()));
    list.flag("stp_state", tree::isEnabled, tree::setEnabled);
    list.number(
        "priority", () -> tree.bridgeId().priority(), value -> tree.setPriority(value.intValue()));
    list.number(
        "forward_delay",
        () -> hundredths(tree.times().forwardDelay()),
        value -> tree.setForwardDelay(ofHundredths(value)));
    list.number(
        "hello_time",
        () -> hundredths(tree.times().helloTime()),
        value -> tree.setHelloTime(ofHundredths(value)));
    list.number(
        "max_age",
        () -> hundredths(tree.times().maxAge()),
        value -> tree.setMaxAge(ofHundredths(value)));
    list.number(
        "ageing_time",
        () -> hundredths(bridge.ageingTime()),
        value -> bridge.setAgeingTime(ofHundredths(value)));
    list.action("flush", text -> bridge.forwardingDatabase().flush(entry -> !entry.isKept()));
    addFilters(list, bridge);
    return list.build();
  }

  private static void addFilters(AttributeList list, Bridge bridge) {
    list.flag(
        "vlan_filtering",
        () -> bridge.vlanFilter().isEnabled(),
        on -> bridge.vlanFilter().setEnabled(on));
    list.number(
        "vlan_protocol",
        hexadecimal(() -> bridge.vlanFilter().protocol()),
        value -> bridge.vlanFilter().setProtocol(value.intValue()));
    list.number(
        "default_pvid",
        () -> bridge.vlanFilter().defaultPvid(),
        vlan -> changeDefaultVlan(bridge, vlan));
    list.text(
        "group_addr",
        () -> bridge.vlanFilter().groupAddress() + "\n",
        text -> bridge.vlanFilter().setGroupAddress(address(text)));
    list.number(
        "group_fwd_mask",
        hexadecimal(bridge::groupForwardMask),
        value -> bridge.setGroupForwardMask(value.intValue()));
    for (Map.Entry<String, BridgeOption> option : OPTIONS.entrySet()) {
      list.flag(
          option.getKey(),
          () -> bridge.has(option.getValue()),
          on -> bridge.set(option.getValue(), on));
    }
    MulticastSnooping snooping = bridge.multicastSnooping();
    list.flag("multicast_snooping", snooping::isEnabled, snooping::setEnabled);
    for (Map.Entry<String, MulticastParameter> parameter : PARAMETERS.entrySet()) {
      list.number(
          parameter.getKey(),
          () -> snooping.value(parameter.getValue()),
          value -> snooping.set(parameter.getValue(), value));
    }
  }

  /// It can be changed here only while the bridge does not filter.
  private static void changeDefaultVlan(Bridge bridge, long vlan) {
    if (bridge.vlanFilter().isEnabled()) {
      throw new KernelError(Errno.EPERM);
    }
    bridge.vlanFilter().setDefaultPvid((int) vlan);
  }

  private static MacAddress address(String text) {
    try {
      return MacAddress.parse(text.strip());
    } catch (IllegalArgumentException malformed) {
      throw new KernelError(Errno.EINVAL);
    }
  }

  /// The directory `brif` of a bridge.
  static Entries ports(Bridge bridge) {
    AttributeList list = new AttributeList("/sys/class/net/" + bridge.name() + "/brif");
    for (BridgePort port : bridge.ports()) {
      String name = port.device().name();
      list.link(name, "../../" + name + "/brport");
    }
    return list.build();
  }

  /// The directory `brport` of a port.
  static Entries ofPort(BridgePort port) {
    String path = "/sys/class/net/" + port.device().name() + "/brport";
    AttributeList list = new AttributeList(path);
    StpPort stp = port.stp();
    list.link("bridge", "../../" + port.bridge().name());
    list.fixed("port_id", hexadecimal(stp::identifier));
    list.fixed("port_no", hexadecimal(port::number));
    list.fixed("state", () -> port.state().number());
    list.fixed("designated_root", () -> text(stp.heard().root()));
    list.fixed("designated_bridge", () -> text(stp.heard().bridge()));
    list.fixed("designated_port", () -> stp.heard().port());
    list.fixed("designated_cost", () -> stp.heard().cost());
    list.fixed("change_ack", () -> stp.isAcknowledging() ? 1 : 0);
    list.fixed("config_pending", () -> stp.isConfigurationPending() ? 1 : 0);
    list.fixed("message_age_timer", () -> hundredths(stp.messageAgeTimer().remaining()));
    list.fixed("forward_delay_timer", () -> hundredths(stp.forwardDelayTimer().remaining()));
    list.fixed("hold_timer", () -> hundredths(stp.holdTimer().remaining()));
    list.number("path_cost", stp::pathCost, value -> stp.setPathCost(value.intValue()));
    list.number("priority", stp::priority, value -> stp.setPriority(value.intValue()));
    list.number(
        "group_fwd_mask",
        hexadecimal(port::groupForwardMask),
        value -> port.setGroupForwardMask(value.intValue()));
    for (Map.Entry<String, PortFlag> flag : FLAGS.entrySet()) {
      list.flag(
          flag.getKey(), () -> port.has(flag.getValue()), on -> port.set(flag.getValue(), on));
    }
    list.constant("multicast_router", 0644, "1");
    BridgePort backup = port.backup();
    list.text(
        "backup_port",
        () -> backup == null ? "" : backup.device().name() + "\n",
        text -> changeBackup(port, text.stripTrailing()));
    list.action(
        "flush",
        text ->
            port.bridge()
                .forwardingDatabase()
                .flush(entry -> port.equals(entry.port()) && !entry.isKept()));
    return list.build();
  }

  /// @param name of another port of the same bridge; empty for none
  private static void changeBackup(BridgePort port, String name) {
    NetDevice device = name.isEmpty() ? null : port.device().table().find(name);
    if (device == null) {
      if (!name.isEmpty()) {
        throw new KernelError(Errno.ENOENT);
      }
      port.setBackup(null);
      return;
    }
    BridgePort other = port.bridge().portOf(device);
    if (other == null) {
      throw new KernelError(Errno.EINVAL);
    }
    port.setBackup(other);
  }

  private static Supplier<Object> hexadecimal(Supplier<Integer> value) {
    return () -> String.format(Locale.ROOT, "0x%x", value.get());
  }

  private static String text(BridgeId id) {
    return String.format(
        Locale.ROOT, "%04x.%s", id.priority(), id.mac().toString().replace(":", ""));
  }

  private static long hundredths(Duration time) {
    return Math.max(0, time.toMillis()) / 10;
  }

  private static Duration ofHundredths(long value) {
    return Duration.ofMillis(10 * value);
  }
}
