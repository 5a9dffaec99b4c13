package vethlab.simulator.wire;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.IgmpMessage.GroupRecord;
import vethlab.simulator.packet.IgmpMessage.Membership;
import vethlab.simulator.packet.IgmpMessage.Query;
import vethlab.simulator.packet.IgmpMessage.Version3Report;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Transport;

/// IGMP messages of versions 1 to 3 (RFC 2236, 2; RFC 3376, 4). What the records cannot hold
/// exactly is [Transport.Raw].
final class IgmpCodec {

  private static final int QUERY = 0x11;
  private static final int REPORT_V3 = 0x22;
  private static final int LENGTH = 8;
  private static final int QUERY_V3_LENGTH = 12;
  private static final int SUPPRESS = 0x8;

  private IgmpCodec() {}

  static Transport decode(byte[] octets, int from, int to) {
    if (to - from < LENGTH) {
      return TransportCodec.raw(IpProtocol.IGMP, octets, from, to);
    }
    if (!Checksum.isIntact(Checksum.add(0, octets, from, to))) {
      return TransportCodec.badChecksum(IpProtocol.IGMP, octets, from, to);
    }
    int type = Octets.get8(octets, from);
    IgmpMessage known =
        switch (type) {
          case QUERY -> query(octets, from, to);
          case Membership.REPORT_V1, Membership.REPORT_V2, Membership.LEAVE ->
              to - from == LENGTH
                  ? new Membership(
                      type, Octets.get8(octets, from + 1), Octets.getIpv4(octets, from + 4))
                  : null;
          case REPORT_V3 -> report(octets, from, to);
          default -> null;
        };
    return known != null ? known : TransportCodec.raw(IpProtocol.IGMP, octets, from, to);
  }

  private static @Nullable Query query(byte[] octets, int from, int to) {
    int length = to - from;
    int maxResponseCode = Octets.get8(octets, from + 1);
    Ipv4Address group = Octets.getIpv4(octets, from + 4);
    if (length == LENGTH) {
      return new Query(maxResponseCode, group, false, false, 0, 0, ImmutableList.of());
    }
    if (length < QUERY_V3_LENGTH) {
      return null;
    }
    int bits = Octets.get8(octets, from + 8);
    int count = Octets.get16(octets, from + 10);
    if (bits > 0xf || QUERY_V3_LENGTH + 4 * count != length) {
      return null;
    }
    return new Query(
        maxResponseCode,
        group,
        true,
        (bits & SUPPRESS) != 0,
        bits & 7,
        Octets.get8(octets, from + 9),
        addresses(octets, from + QUERY_V3_LENGTH, count));
  }

  private static @Nullable Version3Report report(byte[] octets, int from, int to) {
    if (Octets.get8(octets, from + 1) != 0 || Octets.get16(octets, from + 4) != 0) {
      return null;
    }
    ImmutableList.Builder<GroupRecord> records = ImmutableList.builder();
    int at = from + LENGTH;
    for (int left = Octets.get16(octets, from + 6); left > 0; left--) {
      if (to - at < 8 || Octets.get8(octets, at + 1) != 0) {
        return null;
      }
      int sources = Octets.get16(octets, at + 2);
      if (to - at - 8 < 4 * sources) {
        return null;
      }
      records.add(
          new GroupRecord(
              Octets.get8(octets, at),
              Octets.getIpv4(octets, at + 4),
              addresses(octets, at + 8, sources)));
      at += 8 + 4 * sources;
    }
    return at == to ? new Version3Report(records.build()) : null;
  }

  static void encode(IgmpMessage message, byte[] octets, int at) {
    switch (message) {
      case Query query -> put(query, octets, at);
      case Membership membership -> {
        Octets.put8(octets, at, membership.type());
        Octets.put8(octets, at + 1, membership.maxResponseCode());
        Octets.putIpv4(octets, at + 4, membership.group());
      }
      case Version3Report report -> put(report, octets, at);
    }
    long sum = Checksum.add(0, octets, at, at + message.length());
    Octets.put16(octets, at + 2, Checksum.of(sum));
  }

  private static void put(Query query, byte[] octets, int at) {
    Octets.put8(octets, at, QUERY);
    Octets.put8(octets, at + 1, query.maxResponseCode());
    Octets.putIpv4(octets, at + 4, query.group());
    if (query.version3()) {
      Octets.put8(octets, at + 8, (query.suppress() ? SUPPRESS : 0) | query.robustness());
      Octets.put8(octets, at + 9, query.intervalCode());
      Octets.put16(octets, at + 10, query.sources().size());
      putAddresses(query.sources(), octets, at + QUERY_V3_LENGTH);
    }
  }

  private static void put(Version3Report report, byte[] octets, int at) {
    Octets.put8(octets, at, REPORT_V3);
    Octets.put16(octets, at + 6, report.records().size());
    int next = at + LENGTH;
    for (GroupRecord record : report.records()) {
      Octets.put8(octets, next, record.type());
      Octets.put16(octets, next + 2, record.sources().size());
      Octets.putIpv4(octets, next + 4, record.group());
      putAddresses(record.sources(), octets, next + 8);
      next += 8 + 4 * record.sources().size();
    }
  }

  private static ImmutableList<Ipv4Address> addresses(byte[] octets, int at, int count) {
    ImmutableList.Builder<Ipv4Address> addresses = ImmutableList.builderWithExpectedSize(count);
    for (int i = 0; i < count; i++) {
      addresses.add(Octets.getIpv4(octets, at + 4 * i));
    }
    return addresses.build();
  }

  private static void putAddresses(ImmutableList<Ipv4Address> addresses, byte[] octets, int at) {
    for (int i = 0; i < addresses.size(); i++) {
      Octets.putIpv4(octets, at + 4 * i, addresses.get(i));
    }
  }
}
