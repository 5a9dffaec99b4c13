package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.trace.DropReason;

/// `a` – `r` – `b`, with someone who looks at the packets of `r` at the five places.
///
/// The order of the places, and the devices named at each, are those of `iptables -j LOG` on Linux
/// 6.1: `IN=ra OUT=` at PREROUTING, `IN=ra OUT=rb` at FORWARD, `IN= OUT=rb` at POSTROUTING, which
/// for forwarded packets knows the incoming device too but does not show it.
class HooksTest {

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host a = lab.host("a");
  private final Host r = lab.host("r");
  private final Host b = lab.host("b");
  private final Observer observer = new Observer();

  private static final class Observer implements Ipv4Hooks {
    final List<String> seen = new ArrayList<>();
    @Nullable Place stop;

    @Override
    public boolean pass(
        Place place, SocketBuffer buffer, @Nullable NetDevice in, @Nullable NetDevice out) {
      seen.add(
          place
              + " "
              + (in == null ? "-" : in.name())
              + " "
              + (out == null ? "-" : out.name())
              + " "
              + FrameText.of(buffer.frame()));
      if (place == stop) {
        buffer.drop(DropReason.NETFILTER_DROP);
        return false;
      }
      return true;
    }

    @Override
    public Observer fork(Fork fork) {
      Observer copy = new Observer();
      fork.enter(this, copy);
      copy.seen.addAll(seen);
      copy.stop = stop;
      return copy;
    }
  }

  @BeforeEach
  void cables() {
    for (Host each : List.of(a, r, b)) {
      each.set("ip link set lo up");
    }
    lab.cable(r, "ra", a, "va");
    lab.cable(r, "rb", b, "vb");
    Ipv4Lab.up(a, "va", "10.0.0.2/24");
    Ipv4Lab.up(r, "ra", "10.0.0.1/24");
    Ipv4Lab.up(r, "rb", "10.0.1.1/24");
    Ipv4Lab.up(b, "vb", "10.0.1.2/24");
    a.set("ip route add default via 10.0.0.1");
    b.set("ip route add default via 10.0.1.1");
    r.set("sysctl -w net.ipv4.ip_forward=1");
    lab.run(5);
    r.ipv4.setHooks(observer);
  }

  @Test
  void forwarded_packets_are_seen_three_times() {
    a.ping("10.0.1.2", 1);
    lab.run(1);
    assertThat(observer.seen)
        .containsExactly(
            "PRE_ROUTING ra - 10.0.0.2 > 10.0.1.2 echo request 1",
            "FORWARD ra rb 10.0.0.2 > 10.0.1.2 echo request 1",
            "POST_ROUTING ra rb 10.0.0.2 > 10.0.1.2 echo request 1",
            "PRE_ROUTING rb - 10.0.1.2 > 10.0.0.2 echo reply 1",
            "FORWARD rb ra 10.0.1.2 > 10.0.0.2 echo reply 1",
            "POST_ROUTING rb ra 10.0.1.2 > 10.0.0.2 echo reply 1");
  }

  @Test
  void packets_of_the_host_are_seen_on_their_way_out_and_in() {
    r.ping("10.0.1.2", 1);
    lab.run(1);
    assertThat(observer.seen)
        .containsExactly(
            "LOCAL_OUT - rb 10.0.1.1 > 10.0.1.2 echo request 1",
            "POST_ROUTING - rb 10.0.1.1 > 10.0.1.2 echo request 1",
            "PRE_ROUTING rb - 10.0.1.2 > 10.0.1.1 echo reply 1",
            "LOCAL_IN rb - 10.0.1.2 > 10.0.1.1 echo reply 1");
  }

  @Test
  void packets_of_the_host_to_itself_go_round_by_the_loopback_device() {
    r.ping("10.0.1.1", 1);
    lab.run(1);
    assertThat(observer.seen.subList(0, 4))
        .containsExactly(
            "LOCAL_OUT - lo 10.0.1.1 > 10.0.1.1 echo request 1",
            "POST_ROUTING - lo 10.0.1.1 > 10.0.1.1 echo request 1",
            "PRE_ROUTING lo - 10.0.1.1 > 10.0.1.1 echo request 1",
            "LOCAL_IN lo - 10.0.1.1 > 10.0.1.1 echo request 1");
  }

  @Test
  void a_packet_stopped_at_any_place_goes_no_further() {
    for (Ipv4Hooks.Place place :
        List.of(
            Ipv4Hooks.Place.PRE_ROUTING, Ipv4Hooks.Place.FORWARD, Ipv4Hooks.Place.POST_ROUTING)) {
      observer.stop = place;
      a.ping("10.0.1.2", 1);
      lab.run(1);
      assertThat(a.raw.heard).as(place.name()).isEmpty();
    }
  }

  /// `ping: sendmsg: Operation not permitted`.
  @Test
  void a_packet_stopped_on_its_way_out_is_refused_to_its_sender() {
    observer.stop = Ipv4Hooks.Place.LOCAL_OUT;
    assertThat(r.ping("10.0.1.2", 1))
        .isInstanceOfSatisfying(
            SendResult.Refused.class,
            refused -> assertThat(refused.errno()).isEqualTo(Errno.EPERM));
  }
}
