package vethlab.userland.iproute.link;

import java.time.Duration;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.SpanningTree;
import vethlab.simulator.packet.BridgeId;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.rtnetlink.BridgeSetting;
import vethlab.simulator.rtnetlink.BridgeSettings;
import vethlab.userland.iproute.print.Report;

/// The settings and state of a bridge as `ip -d link` lists them (`bridge_print_opt`).
final class BridgePrinter {

  private final Report report;
  private final Bridge bridge;

  private BridgePrinter(Report report, Bridge bridge) {
    this.report = report;
    this.bridge = bridge;
  }

  static void print(Report report, Bridge bridge) {
    BridgePrinter printer = new BridgePrinter(report, bridge);
    printer.tree();
    printer.vlans();
    printer.multicast();
    printer.filters();
  }

  private void tree() {
    number(BridgeSetting.FORWARD_DELAY);
    number(BridgeSetting.HELLO_TIME);
    number(BridgeSetting.MAX_AGE);
    number(BridgeSetting.AGEING_TIME);
    number(BridgeSetting.STP_STATE);
    number(BridgeSetting.PRIORITY);
    number(BridgeSetting.VLAN_FILTERING);
    long protocol = BridgeSettings.get(bridge, BridgeSetting.VLAN_PROTOCOL);
    report.field("vlan_protocol", "vlan_protocol %s ", protocol == 0x88a8 ? "802.1ad" : "802.1Q");
    SpanningTree tree = bridge.spanningTree();
    String id = bridgeId(tree.bridgeId());
    report.field("bridge_id", "bridge_id %s ", id);
    // iproute2 6.1 prints the bridge's own identity here, whoever is root.
    report.field("root_id", "designated_root %s ", id);
    report.field("root_port", "root_port %s ", tree.rootPort());
    report.field("root_path_cost", "root_path_cost %s ", tree.rootPathCost());
    report.field(
        "topology_change", "topology_change %s ", tree.protocol().isTopologyChange() ? 1 : 0);
    report.field(
        "topology_change_detected",
        "topology_change_detected %s ",
        tree.protocol().isTopologyChangeDetected() ? 1 : 0);
    timer(report, "hello_timer", tree.protocol().helloTimer().remaining());
    timer(report, "tcn_timer", tree.protocol().notificationTimer().remaining());
    timer(report, "topology_change_timer", tree.protocol().topologyChangeTimer().remaining());
    timer(report, "gc_timer", bridge.forwardingDatabase().collector().remaining());
  }

  private void vlans() {
    number(BridgeSetting.VLAN_DEFAULT_PVID);
    number(BridgeSetting.VLAN_STATS_ENABLED);
    number(BridgeSetting.VLAN_STATS_PER_PORT);
    report.hexField(
        "group_fwd_mask",
        "group_fwd_mask %s ",
        BridgeSettings.get(bridge, BridgeSetting.GROUP_FWD_MASK));
    report.field(
        "group_addr",
        "group_address %s ",
        new MacAddress(BridgeSettings.get(bridge, BridgeSetting.GROUP_ADDRESS)).toString());
  }

  private void multicast() {
    number(BridgeSetting.MCAST_SNOOPING);
    number(BridgeSetting.NO_LINKLOCAL_LEARN);
    number(BridgeSetting.MCAST_VLAN_SNOOPING);
    number(BridgeSetting.MCAST_ROUTER);
    number(BridgeSetting.MCAST_QUERY_USE_IFADDR);
    number(BridgeSetting.MCAST_QUERIER);
    number(BridgeSetting.MCAST_HASH_ELASTICITY);
    number(BridgeSetting.MCAST_HASH_MAX);
    number(BridgeSetting.MCAST_LAST_MEMBER_COUNT, "mcast_last_member_cnt");
    number(BridgeSetting.MCAST_STARTUP_QUERY_COUNT, "mcast_startup_query_cnt");
    number(BridgeSetting.MCAST_LAST_MEMBER_INTERVAL, "mcast_last_member_intvl");
    number(BridgeSetting.MCAST_MEMBERSHIP_INTERVAL, "mcast_membership_intvl");
    number(BridgeSetting.MCAST_QUERIER_INTERVAL, "mcast_querier_intvl");
    number(BridgeSetting.MCAST_QUERY_INTERVAL, "mcast_query_intvl");
    number(BridgeSetting.MCAST_QUERY_RESPONSE_INTERVAL, "mcast_query_response_intvl");
    number(BridgeSetting.MCAST_STARTUP_QUERY_INTERVAL, "mcast_startup_query_intvl");
    number(BridgeSetting.MCAST_STATS_ENABLED);
    number(BridgeSetting.MCAST_IGMP_VERSION);
    number(BridgeSetting.MCAST_MLD_VERSION);
  }

  private void filters() {
    number(BridgeSetting.NF_CALL_IPTABLES);
    number(BridgeSetting.NF_CALL_IP6TABLES);
    number(BridgeSetting.NF_CALL_ARPTABLES);
  }

  private void number(BridgeSetting option) {
    number(option, option.keyword());
  }

  /// A setting whose key in JSON is not its keyword.
  private void number(BridgeSetting option, String key) {
    report.field(key, option.keyword() + " %s ", BridgeSettings.get(bridge, option));
  }

  /// Time left of a timer, as seconds with two decimals.
  static void timer(Report report, String name, Duration left) {
    long hundredths = left.toMillis() / 10;
    String fraction = (hundredths % 100 < 10 ? "0" : "") + hundredths % 100;
    String seconds = Long.toString(hundredths / 100);
    report.jsonLiteral(name, seconds + "." + fraction);
    report.text(
        name
            + " "
            + " ".repeat(Math.max(0, 4 - seconds.length()))
            + seconds
            + "."
            + fraction
            + " ");
  }

  /// `8000.0:c:29:1:2:3`: priority and address as `ether_ntoa` prints it, without leading zeros.
  static String bridgeId(BridgeId id) {
    StringBuilder text = new StringBuilder(String.format("%04x.", id.priority()));
    for (int i = 5; i >= 0; i--) {
      text.append(Integer.toHexString((int) (id.mac().value() >>> (8 * i) & 0xff)));
      text.append(i > 0 ? ":" : "");
    }
    return text.toString();
  }
}
