package vethlab.userland.iproute.link;

import java.util.Locale;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.PortFlag;
import vethlab.userland.iproute.print.Report;

/// The settings and state of a bridge port as `ip -d link` lists them (`bridge_slave_print_opt`).
final class PortPrinter {

  /// Names of groups in `group_fwd_mask`, by bit.
  private static final String[] GROUPS = {
    "stp", "", "lacp", "", "", "", "", "", "", "", "", "", "", "", "lldp", ""
  };

  private final Report report;
  private final BridgePort port;

  private PortPrinter(Report report, BridgePort port) {
    this.report = report;
    this.port = port;
  }

  static void print(Report report, BridgePort port) {
    PortPrinter printer = new PortPrinter(report, port);
    printer.basics();
    printer.tree();
    printer.switches();
  }

  private void basics() {
    report.field("state", "state %s ", port.state().name().toLowerCase(Locale.ROOT));
    report.field("priority", "priority %s ", port.stp().priority());
    report.field("cost", "cost %s ", port.stp().pathCost());
    onOff("hairpin", PortFlag.HAIRPIN);
    onOff("guard", PortFlag.BPDU_GUARD);
    onOff("root_block", PortFlag.ROOT_BLOCK);
    onOff("fastleave", PortFlag.MULTICAST_FAST_LEAVE);
    onOff("learning", PortFlag.LEARNING);
    onOff("flood", PortFlag.FLOOD);
  }

  private void tree() {
    report.hexField("id", "port_id %s ", port.stp().identifier());
    report.hexField("no", "port_no %s ", port.number());
    report.field("designated_port", "designated_port %s ", port.stp().heard().port());
    report.field("designated_cost", "designated_cost %s ", port.stp().heard().cost() & 0xffff);
    report.field(
        "bridge_id", "designated_bridge %s ", BridgePrinter.bridgeId(port.stp().heard().bridge()));
    report.field(
        "root_id", "designated_root %s ", BridgePrinter.bridgeId(port.stp().heard().root()));
    BridgePrinter.timer(report, "hold_timer", port.stp().holdTimer().remaining());
    BridgePrinter.timer(report, "message_age_timer", port.stp().messageAgeTimer().remaining());
    BridgePrinter.timer(report, "forward_delay_timer", port.stp().forwardDelayTimer().remaining());
    report.field(
        "topology_change_ack", "topology_change_ack %s ", port.stp().isAcknowledging() ? 1 : 0);
    report.field(
        "config_pending", "config_pending %s ", port.stp().isConfigurationPending() ? 1 : 0);
  }

  private void switches() {
    onOff("proxy_arp", PortFlag.PROXY_ARP);
    onOff("proxy_arp_wifi", PortFlag.PROXY_ARP_WIFI);
    report.field("multicast_router", "mcast_router %s ", 1);
    report.text("mcast_fast_leave " + (port.has(PortFlag.MULTICAST_FAST_LEAVE) ? "on " : "off "));
    onOff("mcast_flood", PortFlag.MCAST_FLOOD);
    onOff("bcast_flood", PortFlag.BCAST_FLOOD);
    onOff("mcast_to_unicast", PortFlag.MULTICAST_TO_UNICAST);
    onOff("neigh_suppress", PortFlag.NEIGH_SUPPRESS);
    report.hexField("group_fwd_mask", "group_fwd_mask %s ", port.groupForwardMask());
    report.field("group_fwd_mask_str", "group_fwd_mask_str %s ", groups(port.groupForwardMask()));
    onOff("vlan_tunnel", PortFlag.VLAN_TUNNEL);
    onOff("isolated", PortFlag.ISOLATED);
    onOff("locked", PortFlag.LOCKED);
    BridgePort backup = port.backup();
    if (backup != null) {
      report.field("backup_port", "backup_port %s ", backup.device().name());
    }
  }

  private void onOff(String key, PortFlag flag) {
    report.onOff(key, key + " %s ", port.has(flag));
  }

  /// The groups of a mask, by name where they have one.
  private static String groups(int mask) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < GROUPS.length; bit++) {
      if ((mask & 1 << bit) != 0) {
        text.append(text.isEmpty() ? "" : ",");
        text.append(GROUPS[bit].isEmpty() ? "0x" + Integer.toHexString(1 << bit) : GROUPS[bit]);
      }
    }
    return text.isEmpty() ? "0x0" : text.toString();
  }
}
