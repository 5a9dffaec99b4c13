package vethlab.analysis.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import vethlab.analysis.machine.question.Answer;
import vethlab.simulator.trace.DropReason;
import vethlab.userland.stage.Lab;
import vethlab.userland.stage.Performance;
import vethlab.userland.stage.Play;
import vethlab.userland.stage.SimulatedStage;

/// Predictions for labs written as scripts.
class ScriptedLabsTest {

  /// Three hosts on a bridge that forgets every station at once; the third is in another network.
  private static final String FORGETFUL =
      """
      for name in h1 h2 h3 switch; do ip netns add $name; ip -n $name link set lo up; done
      ip -n switch link add br0 type bridge ageing_time 0
      for host in h1 h2 h3; do
        ip link add eth0 netns $host type veth peer name to-$host netns switch
        ip -n switch link set to-$host master br0
        ip -n switch link set to-$host up
        ip -n $host link set eth0 up
      done
      ip -n switch link set br0 up
      ip -n h1 addr add 10.0.0.1/24 dev eth0
      ip -n h2 addr add 10.0.0.2/24 dev eth0
      ip -n h3 addr add 10.0.9.3/24 dev eth0
      """;

  @Test
  void what_a_forgetful_bridge_floods_leaks() {
    Prediction prediction = predict(FORGETFUL);
    assertThat(prediction.leaks())
        .extracting(Leak::from, Leak::to, Leak::seenBy, leak -> leak.kind().text(), Leak::frame)
        .containsExactlyInAnyOrder(
            tuple("h1", "h2", "h3", "unicast", "echo request"),
            tuple("h1", "h2", "h3", "broadcast", "ARP request"),
            tuple("h2", "h1", "h3", "unicast", "echo request"),
            tuple("h2", "h1", "h3", "broadcast", "ARP request"));
    assertThat(prediction.leaks().getFirst().explanation())
        .isEqualTo(
            "h3 sees the echo request of h1 to h2, which a bridge floods, because it knows no port"
                + " for it");
  }

  @Test
  void a_bridge_that_learns_does_not_leak_unicast() {
    assertThat(predict(FORGETFUL.replace("ageing_time 0", "")).leaks())
        .extracting(Leak::kind)
        .containsOnly(Leak.Kind.BROADCAST);
  }

  @Test
  void one_of_two_next_hops_leads_there_so_it_depends() {
    Prediction prediction =
        predict(
            """
            for name in left r1 r2 right; do ip netns add $name; ip -n $name link set lo up; done
            for router in r1 r2; do
              ip link add $router netns left type veth peer name left netns $router
              ip link add right netns $router type veth peer name $router netns right
              for end in left/$router $router/left $router/right right/$router; do
                ip -n ${end%/*} link set ${end#*/} up
              done
              n=${router#r}
              ip -n left addr add 10.1.$n.1/24 dev $router
              ip -n $router addr add 10.1.$n.2/24 dev left
              ip -n $router addr add 10.2.$n.2/24 dev right
              ip -n right addr add 10.2.$n.1/24 dev $router
              ip -n $router route add 10.9.0.1 via 10.2.$n.1
              ip -n right route add 10.1.$n.0/24 via 10.2.$n.2
            done
            ip -n right addr add 10.9.0.1/32 dev lo
            ip netns exec r1 sysctl -q -w net.ipv4.ip_forward=1
            ip -n left route add 10.9.0.1 nexthop via 10.1.1.2 nexthop via 10.1.2.2
            """);
    assertThat(prediction.reachability())
        .filteredOn(each -> each.question().toString().equals("left to 10.9.0.1 by icmp"))
        .extracting(Reachability::answer)
        .containsExactly(Answer.DEPENDS);
    assertThat(prediction.notices())
        .extracting(Notice::text)
        .containsExactly(
            "left to 10.9.0.1 by icmp: a hash with a random secret chooses among next hops, and"
                + " not all of them lead there");
  }

  @Test
  void a_gateway_that_nobody_is_blames_the_route() {
    Prediction prediction =
        predict(
            """
            for name in a1 b1; do ip netns add $name; ip -n $name link set lo up; done
            ip link add eth0 netns a1 type veth peer name eth0 netns b1
            ip -n a1 link set eth0 up
            ip -n b1 link set eth0 up
            ip -n a1 addr add 10.0.0.1/24 dev eth0
            ip -n b1 addr add 10.7.0.1/24 dev eth0
            ip -n a1 route add default via 10.0.0.254
            """);
    Reachability no = prediction.reachability().getFirst();
    assertThat(no.question()).hasToString("a1 to 10.7.0.1 by icmp");
    assertThat(no.blame())
        .satisfies(blame -> {
          assertThat(blame.reason()).isEqualTo(DropReason.NEIGH_FAILED);
          assertThat(blame.origin().command())
              .isEqualTo("ip -n a1 route add default via 10.0.0.254");
          assertThat(blame.missing()).isEqualTo("a holder of 10.0.0.254");
        });
  }

  @Test
  void an_udp_socket_is_open_and_a_connected_one_is_no_question() {
    Prediction prediction =
        predict(
            """
            for name in a1 b1; do ip netns add $name; ip -n $name link set lo up; done
            ip link add eth0 netns a1 type veth peer name eth0 netns b1
            ip -n a1 link set eth0 up
            ip -n b1 link set eth0 up
            ip -n a1 addr add 10.0.0.1/24 dev eth0
            ip -n b1 addr add 10.0.0.2/24 dev eth0
            ip netns exec b1 nc -u -l 53 >/dev/null &
            sleep 0.1
            """);
    assertThat(prediction.reachability())
        .extracting(each -> each.question() + ": " + each.answer().text())
        .containsExactly(
            "a1 to 10.0.0.2 by icmp: open",
            "a1 to 10.0.0.2 by udp:53: open",
            "b1 to 10.0.0.1 by icmp: open");
  }

  private static Prediction predict(String script) {
    Lab lab = Lab.of("lab.sh", "#!/bin/bash\n" + script, List.of(), Play.SCRIPT);
    Performance played = SimulatedStage.standard().play(lab);
    try {
      assertThat(played.transcript().pieces()).isEmpty();
      return new Predictor(played.machine()).settled();
    } finally {
      played.machine().close();
    }
  }
}
