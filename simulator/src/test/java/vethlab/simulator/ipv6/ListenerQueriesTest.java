package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Ipv6Packet.ExtensionHeader;

/// Queries for group members from b to a.
///
/// What is sent is what Linux 6.1 sent in the same situation.
class ListenerQueriesTest {

  private static final String ALL = "ff02::1";
  private static final String NODE = "ff02::1:ff00:1";

  private final Link link = new Link(8);

  private Ipv6Packet query(String group, String destination, boolean version2) {
    Icmpv6Message.MldQuery query =
        new Icmpv6Message.MldQuery(
            1000,
            Ipv6Address.parse(group),
            version2,
            false,
            version2 ? 2 : 0,
            version2 ? 125 : 0,
            ImmutableList.of());
    return Link.packet(Link.LLB, destination, 1, query)
        .withExtensions(ImmutableList.of(ExtensionHeader.MLD_ROUTER_ALERT));
  }

  private List<String> reports() {
    return link.answers().stream().filter(each -> each.contains("report")).toList();
  }

  @Test
  void a_general_query_is_answered_with_all_groups_within_the_time_it_gives() {
    link.injectToGroup(query("::", ALL, true));
    link.seconds(2);
    assertThat(reports()).containsExactly(Link.LLA + " > ff02::16 report 2:" + NODE);
  }

  @Test
  void a_query_for_a_group_is_answered_by_members_only() {
    link.injectToGroup(query(NODE, NODE, true));
    link.seconds(2);
    assertThat(reports()).containsExactly(Link.LLA + " > ff02::16 report 2:" + NODE);
    link.injectToGroup(query("ff02::99", "ff02::99", true));
    link.seconds(2);
    assertThat(reports()).isEmpty();
  }

  @Test
  void nobody_tells_of_the_group_of_all_nodes() {
    link.injectToGroup(query(ALL, ALL, true));
    link.seconds(2);
    assertThat(reports()).isEmpty();
  }

  @Test
  void a_query_of_version_1_is_answered_to_the_group_itself() {
    link.injectToGroup(query("::", ALL, false));
    link.seconds(2);
    assertThat(reports()).containsExactly(Link.LLA + " > " + NODE + " old report " + NODE);
  }

  @Test
  void a_new_address_makes_the_host_forget_that_there_is_an_old_querier() {
    link.injectToGroup(query("::", ALL, false));
    link.seconds(2);
    link.answers();
    link.a.addNoDad("2001:db8:1::77", 64, "v0");
    link.seconds(3);
    String joined = Link.LLA + " > ff02::16 report 4:ff02::1:ff00:77 4:" + NODE;
    assertThat(reports()).containsExactly(joined, joined);
    link.a.ipv6.deleteAddress(link.a.device("v0"), Ipv6Address.parse("2001:db8:1::77"), 64);
    link.seconds(3);
    String left = Link.LLA + " > ff02::16 report 3:ff02::1:ff00:77";
    assertThat(reports()).containsExactly(left, left);
  }

  @Test
  void a_query_must_come_from_the_link_with_a_router_alert() {
    link.injectToGroup(query("::", ALL, true).withHopLimit(2));
    link.injectToGroup(query("::", ALL, true).withExtensions(ImmutableList.of()));
    link.injectToGroup(
        query("::", ALL, true).withAddresses(Ipv6Address.parse(Link.B), Ipv6Address.parse(ALL)));
    link.seconds(2);
    assertThat(reports()).isEmpty();
  }
}
