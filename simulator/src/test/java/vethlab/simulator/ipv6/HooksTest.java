package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;

/// Where packets are shown to hooks, and what hooks may do: the places are those of
/// `net/ipv6/ip6_input.c` and `ip6_output.c` of Linux 6.1.
class HooksTest {

  /// Notes what it is shown; stops packets at one place, or sends them elsewhere at LOCAL_OUT.
  private static final class Watcher implements Ipv6Hooks {
    final Ipv6Stack stack;
    final List<String> shown = new ArrayList<>();
    @Nullable Place stops;
    @Nullable Ipv6Address elsewhere;

    Watcher(Ipv6Stack stack) {
      this.stack = stack;
    }

    private Watcher(Watcher original, Fork fork) {
      fork.enter(original, this);
      this.stack = fork.of(original.stack);
      this.shown.addAll(original.shown);
      this.stops = original.stops;
      this.elsewhere = original.elsewhere;
    }

    @Override
    public Watcher fork(Fork fork) {
      return new Watcher(this, fork);
    }

    @Override
    public boolean pass(
        Place place, SocketBuffer buffer, @Nullable NetDevice in, @Nullable NetDevice out) {
      Ipv6Packet packet = (Ipv6Packet) buffer.frame().payload();
      String what = Ipv6Lab.what(packet);
      if (!what.startsWith("p")) {
        return true;
      }
      shown.add(place + " " + what + " " + name(in) + ">" + name(out));
      Ipv6Address other = elsewhere;
      if (place == Place.LOCAL_OUT && other != null) {
        buffer.setPayload(packet.withAddresses(packet.source(), other));
        return stack.reroute(buffer);
      }
      return place != stops;
    }

    private static String name(@Nullable NetDevice device) {
      return device == null ? "" : device.name();
    }
  }

  private final Link link = new Link(14);
  private final Watcher watcher = new Watcher(link.a.ipv6);

  HooksTest() {
    link.a.ipv6.setHooks(watcher);
  }

  @Test
  void a_ping_and_its_answer_pass_four_places_of_the_asker() {
    link.a.ping(Link.B, 3);
    link.lab.settle();
    assertThat(watcher.shown)
        .containsExactly(
            "LOCAL_OUT ping 3 >v0",
            "POST_ROUTING ping 3 >v0",
            "PRE_ROUTING pong 3 v0>",
            "LOCAL_IN pong 3 v0>");
  }

  @Test
  void a_packet_to_a_group_and_its_copy_for_this_host_are_shown() {
    link.a.ping("ff02::1%v0", 4);
    assertThat(watcher.shown)
        .startsWith("LOCAL_OUT ping 4 >v0", "POST_ROUTING ping 4 >v0", "POST_ROUTING ping 4 >v0");
  }

  @Test
  void who_is_stopped_on_the_way_out_hears_of_it() {
    watcher.stops = Ipv6Hooks.Place.LOCAL_OUT;
    assertThat(link.a.ping(Link.B, 5))
        .isInstanceOfSatisfying(
            Ipv6Sent.Failed.class, failed -> assertThat(failed.errno()).isEqualTo(Errno.EPERM));
    assertThat(link.answers()).isEmpty();
  }

  @Test
  void what_is_stopped_on_the_way_in_is_not_heard() {
    List<String> before = List.copyOf(link.a.heard());
    watcher.stops = Ipv6Hooks.Place.LOCAL_IN;
    link.a.ping(Link.B, 6);
    link.lab.settle();
    assertThat(link.a.heard()).isEqualTo(before);
    assertThat(watcher.shown).endsWith("LOCAL_IN pong 6 v0>");
  }

  @Test
  void a_packet_with_a_new_destination_finds_a_new_way() {
    watcher.elsewhere = Ipv6Address.parse(Link.A);
    link.a.ping(Link.B, 7);
    link.lab.settle();
    assertThat(watcher.shown)
        .startsWith("LOCAL_OUT ping 7 >v0", "POST_ROUTING ping 7 >lo", "PRE_ROUTING ping 7 lo>");
    assertThat(link.lab.sent("v0")).isEmpty();
  }

  @Test
  void a_router_shows_what_it_passes_on_at_three_places() {
    link.a.sysctl("conf/all/forwarding", "1");
    link.a.route("2001:db8:9::/48", Link.B);
    link.inject(Link.packet(Link.B, "2001:db8:9::1", 64, Link.ping(8, 8)));
    assertThat(watcher.shown)
        .containsExactly(
            "PRE_ROUTING ping 8 v0>", "FORWARD ping 8 v0>v0", "POST_ROUTING ping 8 v0>v0");
  }
}
