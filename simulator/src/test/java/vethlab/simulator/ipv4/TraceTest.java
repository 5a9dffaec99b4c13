package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.Origin;
import vethlab.simulator.trace.Recorder;

/// `a` (10.0.0.2) – `r` – `b` (10.0.1.2), each made by a script line of its own, and the traces of
/// pings from `a`.
class TraceTest {

  private final Ipv4Lab lab = new Ipv4Lab();
  private Host a;
  private Host r;
  private Host b;

  @BeforeEach
  void cables() {
    line(1, "ip netns add a");
    a = lab.host("a");
    line(2, "ip netns add r");
    r = lab.host("r");
    line(3, "ip netns add b");
    b = lab.host("b");
    line(4, "ip link add …");
    lab.cable(r, "ra", a, "va");
    lab.cable(r, "rb", b, "vb");
    line(5, "ip link set lo up");
    for (Host each : List.of(a, r, b)) {
      each.set("ip link set lo up");
    }
    line(6, "ip addr add …");
    Ipv4Lab.up(a, "va", "10.0.0.2/24");
    Ipv4Lab.up(r, "ra", "10.0.0.1/24");
    Ipv4Lab.up(r, "rb", "10.0.1.1/24");
    Ipv4Lab.up(b, "vb", "10.0.1.2/24");
    line(7, "ip route add default via 10.0.0.1");
    a.set("ip route add default via 10.0.0.1");
    line(8, "ip route add default via 10.0.1.1");
    b.set("ip route add default via 10.0.1.1");
    line(9, "sysctl -w net.ipv4.ip_forward=1");
    r.set("sysctl -w net.ipv4.ip_forward=1");
    line(10, "ping …");
    lab.run(5);
  }

  private void line(int number, String command) {
    lab.core.setOrigin(Origin.of("lab.sh", number, command));
  }

  @Test
  void the_way_of_a_ping_is_told_step_by_step() {
    a.ping("10.0.1.2", 0);
    lab.run(1);
    assertThat(trace(() -> a.ping("10.0.1.2", 1)))
        .containsExactly(
            "echo request",
            "  a: route to 10.0.1.2: default via 10.0.0.1 dev va",
            "  a/va: next hop 10.0.0.1 is at 02:00:00:00:00:01 (REACHABLE)",
            "  a/va: sent by the device",
            "  r/ra: received",
            "  r: route to 10.0.1.2: 10.0.1.0/24 dev rb",
            "  r/ra: forwarded to rb, TTL now 63",
            "  r/rb: next hop 10.0.1.2 is at 02:00:00:00:00:04 (REACHABLE)",
            "  r/rb: sent by the device",
            "  b/vb: received",
            "  b: route to 10.0.1.2: local 10.0.1.2 dev vb",
            "  b/vb: for this host: ICMP",
            "  b/vb: echo request answered",
            "  echo reply",
            "    b: route to 10.0.0.2: default via 10.0.1.1 dev vb",
            "    b/vb: next hop 10.0.1.1 is at 02:00:00:00:00:03 (DELAY)",
            "    b/vb: sent by the device",
            "    r/rb: received",
            "    r: route to 10.0.0.2: 10.0.0.0/24 dev ra",
            "    r/rb: forwarded to ra, TTL now 63",
            "    r/ra: next hop 10.0.0.2 is at 02:00:00:00:00:02 (DELAY)",
            "    r/ra: sent by the device",
            "    a/va: received",
            "    a: route to 10.0.0.2: local 10.0.0.2 dev va",
            "    a/va: for this host: ICMP",
            "    => delivered to ICMP",
            "  => delivered to ICMP");
  }

  @Test
  void what_is_done_for_the_sake_of_a_packet_is_a_branch_of_it() {
    List<String> lines = trace(() -> a.ping("10.0.0.9", 1));
    assertThat(lines)
        .containsSubsequence(
            "echo request",
            "  a/va: next hop 10.0.0.9 is not known (INCOMPLETE): the packet waits",
            "  ARP request",
            "    r/ra: received",
            "    => dropped: NOT_ASKED at r/ra, missing address 10.0.0.9",
            "  a/va: ICMP host unreachable",
            "  ICMP host unreachable",
            "    a/lo: for this host: ICMP",
            "  => dropped: NEIGH_FAILED at a/va, missing an answer from 10.0.0.9");
  }

  @Test
  void a_missing_route_is_blamed_on_the_line_that_made_the_namespace() {
    a.set("ip route del default");
    Recorder recorder = record(() -> a.ping("10.0.1.2", 1));
    assertThat(recorder.roots().getFirst().ending())
        .isEqualTo(
            new Ending.Dropped(
                DropReason.IP_OUTNOROUTES,
                "a",
                Origin.of("lab.sh", 1, "ip netns add a"),
                "a route to 10.0.1.2"));
  }

  @Test
  void a_route_that_refuses_is_blamed_itself() {
    line(11, "ip route add prohibit 10.7.0.0/16");
    r.set("ip route add prohibit 10.7.0.0/16");
    Recorder recorder = record(() -> a.ping("10.7.0.1", 1));
    assertThat(recorder.roots().getFirst().ending())
        .isEqualTo(
            new Ending.Dropped(
                DropReason.IP_INNOROUTES,
                "r/ra",
                Origin.of("lab.sh", 11, "ip route add prohibit 10.7.0.0/16"),
                null));
  }

  @Test
  void missing_forwarding_is_named() {
    r.set("sysctl -w net.ipv4.ip_forward=0");
    Recorder recorder = record(() -> a.ping("10.0.1.2", 1));
    assertThat(recorder.roots().getFirst().ending())
        .isEqualTo(
            new Ending.Dropped(
                DropReason.IP_INADDRERRORS,
                "r/ra",
                Origin.of("lab.sh", 4, "ip link add …"),
                "address 10.0.1.2, or forwarding on ra"));
  }

  private Recorder record(Runnable action) {
    Recorder recorder = new Recorder(1000);
    lab.core.setRecorder(recorder);
    action.run();
    lab.run(4);
    lab.core.setRecorder(null);
    return recorder;
  }

  private List<String> trace(Runnable action) {
    List<String> lines = new ArrayList<>();
    tell(record(action).roots().getFirst(), "", lines);
    return lines;
  }

  private static void tell(Branch branch, String indent, List<String> lines) {
    lines.add(indent + branch.title());
    String inner = indent + "  ";
    for (Branch.Entry entry : branch.entries()) {
      switch (entry) {
        case Branch.Taken taken ->
            lines.add(inner + taken.step().place() + ": " + taken.step().text());
        case Branch.Branched branched -> tell(branched.branch(), inner, lines);
      }
    }
    switch (branch.ending()) {
      case null -> lines.add(inner + "=> under way");
      case Ending.Delivered delivered -> lines.add(inner + "=> delivered to " + delivered.to());
      case Ending.Dropped dropped ->
          lines.add(
              inner
                  + "=> dropped: "
                  + dropped.reason()
                  + " at "
                  + dropped.place()
                  + (dropped.missing() == null ? "" : ", missing " + dropped.missing()));
      case Ending.Replaced replaced -> lines.add(inner + "=> replaced by " + replaced.by());
    }
  }
}
