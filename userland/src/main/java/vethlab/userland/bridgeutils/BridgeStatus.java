package vethlab.userland.bridgeutils;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.FdbEntry;
import vethlab.simulator.bridge.PortFlag;
import vethlab.simulator.bridge.PriorityVector;
import vethlab.simulator.bridge.SpanningTree;
import vethlab.simulator.bridge.StpPort;
import vethlab.simulator.bridge.StpTimes;
import vethlab.simulator.packet.BridgeId;
import vethlab.simulator.time.Ticks;
import vethlab.userland.program.Output;

/// What `brctl` shows about bridges (`brctl_disp.c`).
final class BridgeStatus {

  private BridgeStatus() {}

  /// The table of bridges: all, or those named.
  ///
  /// @return whether all that were named are there
  static boolean show(Bridges bridges, Output output, List<String> names) {
    List<Bridge> shown = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    if (names.isEmpty()) {
      shown.addAll(bridges.all());
    }
    for (String name : names) {
      try {
        shown.add(bridges.require(name));
      } catch (BrctlFailure failure) {
        complaints.add(failure.text());
      }
    }
    if (!shown.isEmpty()) {
      output.line("bridge name\tbridge id\t\tSTP enabled\tinterfaces");
    }
    shown.forEach(bridge -> show(bridge, output));
    if (!complaints.isEmpty()) {
      throw new BrctlFailure(String.join("\n", complaints));
    }
    return true;
  }

  private static void show(Bridge bridge, Output output) {
    SpanningTree tree = bridge.spanningTree();
    output.print(
        bridge.name()
            + "\t\t"
            + text(tree.bridgeId())
            + "\t"
            + (tree.isEnabled() ? "yes" : "no")
            + "\t\t");
    List<BridgePort> ports = byName(bridge);
    if (ports.isEmpty()) {
      output.line("");
    }
    for (int i = 0; i < ports.size(); i++) {
      output.line((i == 0 ? "" : "\t\t\t\t\t\t\t") + ports.get(i).device().name());
    }
  }

  /// The forwarding database; entries of the bridge itself are not shown.
  static void showAddresses(Bridge bridge, Output output) {
    output.line("port no\tmac addr\t\tis local?\tageing timer");
    List<FdbEntry> entries =
        bridge.forwardingDatabase().entries().stream()
            .filter(entry -> entry.port() != null)
            .filter(entry -> !bridge.forwardingDatabase().hasExpired(entry))
            .sorted(Comparator.comparing(FdbEntry::address))
            .toList();
    for (FdbEntry entry : entries) {
      BridgePort port = entry.port();
      Duration age = entry.isKept() ? Duration.ZERO : bridge.core().now().since(entry.updated());
      output.line(
          String.format(
              "%3d\t%s\t%s\t\t%s",
              port == null ? 0 : port.number(),
              entry.address(),
              entry.isLocal() ? "yes" : "no",
              time(age)));
    }
  }

  /// The spanning tree's variables, of the bridge and then of each port.
  ///
  /// Three of the times come as ticks of the kernel's clock from the old system calls, and are
  /// shown as if they were hundredths of a second (`br_dev_siocdevprivate`).
  ///
  /// @param inSysfs whether `/sys` is asked instead
  static void showSpanningTree(Bridge bridge, boolean inSysfs, Output output) {
    SpanningTree tree = bridge.spanningTree();
    StpTimes times = tree.times();
    StpTimes own = tree.ownTimes();
    output.line(bridge.name());
    output.line(" bridge id\t\t" + text(tree.bridgeId()));
    output.line(" designated root\t" + text(tree.root()));
    output.line(
        String.format(
            " root port\t\t%4d\t\t\tpath cost\t\t%4d", tree.rootPort(), tree.rootPathCost()));
    output.line(
        pair(
            " max age\t\t",
            times.maxAge(),
            "\t\t\tbridge max age\t\t",
            inSysfs ? own.maxAge() : asTicks(own.maxAge())));
    output.line(
        pair(
            " hello time\t\t",
            times.helloTime(),
            "\t\t\tbridge hello time\t",
            inSysfs ? own.helloTime() : asTicks(own.helloTime())));
    output.line(
        pair(
            " forward delay\t\t",
            inSysfs ? times.forwardDelay() : asTicks(times.forwardDelay()),
            "\t\t\tbridge forward delay\t",
            own.forwardDelay()));
    output.line(" ageing time\t\t" + time(bridge.ageingTime()));
    output.line(
        pair(
            " hello timer\t\t",
            tree.protocol().helloTimer().remaining(),
            "\t\t\ttcn timer\t\t",
            tree.protocol().notificationTimer().remaining()));
    output.line(
        pair(
            " topology change timer\t",
            tree.protocol().topologyChangeTimer().remaining(),
            "\t\t\tgc timer\t\t",
            bridge.forwardingDatabase().collector().remaining()));
    output.line(
        " flags\t\t\t"
            + (tree.protocol().isTopologyChange() ? "TOPOLOGY_CHANGE " : "")
            + (tree.protocol().isTopologyChangeDetected() ? "TOPOLOGY_CHANGE_DETECTED " : ""));
    output.line("");
    output.line("");
    byName(bridge).forEach(port -> showPort(port, output));
  }

  private static void showPort(BridgePort port, Output output) {
    StpPort stp = port.stp();
    PriorityVector heard = stp.heard();
    output.line(port.device().name() + " (" + port.number() + ")");
    output.line(
        String.format(
            " port id\t\t%04x\t\t\tstate\t\t%15s",
            stp.identifier(), stp.state().name().toLowerCase(Locale.ROOT)));
    output.line(
        String.format(
            " designated root\t%s\tpath cost\t\t%4d", text(heard.root()), stp.pathCost()));
    output.line(
        " designated bridge\t"
            + text(heard.bridge())
            + "\tmessage age timer\t"
            + time(stp.messageAgeTimer().remaining()));
    output.line(
        String.format(
            " designated port\t%04x\t\t\tforward delay timer\t%s",
            heard.port(), time(stp.forwardDelayTimer().remaining())));
    output.line(
        String.format(
            " designated cost\t%4d\t\t\thold timer\t\t%s",
            heard.cost(), time(stp.holdTimer().remaining())));
    output.line(
        " flags\t\t\t"
            + (stp.isConfigurationPending() ? "CONFIG_PENDING " : "")
            + (stp.isAcknowledging() ? "TOPOLOGY_CHANGE_ACK " : ""));
    if (port.has(PortFlag.HAIRPIN)) {
      output.line(" hairpin mode\t\t   1");
    }
    output.line("");
  }

  private static List<BridgePort> byName(Bridge bridge) {
    return bridge.ports().stream()
        .sorted(Comparator.comparing(port -> port.device().name()))
        .toList();
  }

  private static String pair(String one, Duration first, String other, Duration second) {
    return one + time(first) + other + time(second);
  }

  /// The time that the number of ticks in `time` is if they are taken for hundredths of a second.
  private static Duration asTicks(Duration time) {
    return Duration.ofMillis(10 * time.dividedBy(Ticks.duration(1)));
  }

  /// Seconds with two decimals in a field of seven.
  private static String time(Duration time) {
    long hundredths = Math.max(0, time.toMillis()) / 10;
    return String.format("%4d.%02d", hundredths / 100, hundredths % 100);
  }

  private static String text(BridgeId id) {
    return String.format("%04x.%012x", id.priority(), id.mac().value());
  }
}
