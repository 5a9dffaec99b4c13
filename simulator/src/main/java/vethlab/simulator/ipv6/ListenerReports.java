package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.List;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;

/// The packets in which a listener reports its groups.
final class ListenerReports {

  /// Octets of one record without sources, and of what precedes the records in a packet.
  private static final int RECORD_LENGTH = 20;

  private static final int OVERHEAD = Ipv6Packet.HEADER_LENGTH + 8 + 8;

  /// A longer packet is never built, whatever the MTU (`mld_newpack`).
  private static final int LONGEST_PACKET = 2048;

  private ListenerReports() {}

  /// Sends version 2 reports, as many as the records need (`mld_sendpack`).
  static void send(Ipv6Device owner, List<Icmpv6Message.GroupRecord> records) {
    int mtu = owner.device().mtu();
    if (mtu < Ipv6Stack.MINIMUM_MTU) {
      return;
    }
    int most = (Math.min(mtu, LONGEST_PACKET) - OVERHEAD) / RECORD_LENGTH;
    for (int from = 0; from < records.size(); from += most) {
      List<Icmpv6Message.GroupRecord> some =
          records.subList(from, Math.min(from + most, records.size()));
      transmit(
          owner,
          Ipv6Address.ALL_MLD2_ROUTERS,
          new Icmpv6Message.Mld2Report(ImmutableList.copyOf(some)),
          "MLD report");
    }
  }

  /// Sends a version 1 report, or that nobody is left (`igmp6_send`).
  static void sendVersion1(Ipv6Device owner, int type, Ipv6Address group) {
    boolean done = type == Icmpv6Message.MLD_DONE;
    transmit(
        owner,
        done ? Ipv6Address.ALL_ROUTERS : group,
        new Icmpv6Message.MldMembership(type, 0, group),
        done ? "MLD done" : "MLD report");
  }

  private static void transmit(
      Ipv6Device owner, Ipv6Address destination, Icmpv6Message message, String title) {
    Ipv6Address source = owner.usableLinkLocal();
    Ipv6Packet packet =
        Ipv6Packet.of(source == null ? Ipv6Address.ANY : source, destination, 1, message)
            .withExtensions(List.of(Ipv6Packet.ExtensionHeader.MLD_ROUTER_ALERT));
    owner.stack().output().sendOnLink(owner.device(), packet, title);
  }

  /// A record without sources.
  static Icmpv6Message.GroupRecord record(int type, Ipv6Address group) {
    return new Icmpv6Message.GroupRecord(type, group, ImmutableList.of());
  }
}
