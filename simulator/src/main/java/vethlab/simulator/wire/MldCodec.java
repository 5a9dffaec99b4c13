package vethlab.simulator.wire;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Icmpv6Message.GroupRecord;
import vethlab.simulator.packet.Icmpv6Message.Mld2Report;
import vethlab.simulator.packet.Icmpv6Message.MldMembership;
import vethlab.simulator.packet.Icmpv6Message.MldQuery;
import vethlab.simulator.packet.Ipv6Address;

/// Multicast listener discovery (RFC 2710, 3; RFC 3810, 5).
///
/// `from` is where the ICMPv6 header begins. Null means that the octets hold something the record
/// has no place for, or not what their counts claim.
final class MldCodec {

  private static final int VERSION1_LENGTH = 24;
  private static final int VERSION2_LENGTH = 28;
  private static final int SUPPRESS = 0x8;

  private MldCodec() {}

  static @Nullable MldQuery decodeQuery(byte[] octets, int from, int to) {
    int length = to - from;
    if ((length != VERSION1_LENGTH && length < VERSION2_LENGTH)
        || Octets.get16(octets, from + 6) != 0) {
      return null;
    }
    int maxResponseCode = Octets.get16(octets, from + 4);
    Ipv6Address group = Octets.getIpv6(octets, from + 8);
    if (length == VERSION1_LENGTH) {
      return new MldQuery(maxResponseCode, group, false, false, 0, 0, ImmutableList.of());
    }
    int bits = Octets.get8(octets, from + 24);
    int count = Octets.get16(octets, from + 26);
    if (bits > 0xf || VERSION2_LENGTH + 16 * count != length) {
      return null;
    }
    return new MldQuery(
        maxResponseCode,
        group,
        true,
        (bits & SUPPRESS) != 0,
        bits & 7,
        Octets.get8(octets, from + 25),
        addresses(octets, from + VERSION2_LENGTH, count));
  }

  static @Nullable MldMembership decodeMembership(int type, byte[] octets, int from, int to) {
    if (to - from != VERSION1_LENGTH || Octets.get16(octets, from + 6) != 0) {
      return null;
    }
    return new MldMembership(
        type, Octets.get16(octets, from + 4), Octets.getIpv6(octets, from + 8));
  }

  static @Nullable Mld2Report decodeReport(byte[] octets, int from, int to) {
    if (Octets.get16(octets, from + 4) != 0) {
      return null;
    }
    ImmutableList.Builder<GroupRecord> records = ImmutableList.builder();
    int at = from + 8;
    for (int left = Octets.get16(octets, from + 6); left > 0; left--) {
      if (to - at < 20 || Octets.get8(octets, at + 1) != 0) {
        return null;
      }
      int sources = Octets.get16(octets, at + 2);
      if (to - at - 20 < 16 * sources) {
        return null;
      }
      records.add(
          new GroupRecord(
              Octets.get8(octets, at),
              Octets.getIpv6(octets, at + 4),
              addresses(octets, at + 20, sources)));
      at += 20 + 16 * sources;
    }
    return at == to ? new Mld2Report(records.build()) : null;
  }

  static void encode(MldQuery query, byte[] octets, int at) {
    Octets.put16(octets, at + 4, query.maxResponseCode());
    Octets.putIpv6(octets, at + 8, query.group());
    if (query.version2()) {
      Octets.put8(octets, at + 24, (query.suppress() ? SUPPRESS : 0) | query.robustness());
      Octets.put8(octets, at + 25, query.intervalCode());
      Octets.put16(octets, at + 26, query.sources().size());
      putAddresses(query.sources(), octets, at + VERSION2_LENGTH);
    }
  }

  static void encode(MldMembership message, byte[] octets, int at) {
    Octets.put16(octets, at + 4, message.maxResponseDelay());
    Octets.putIpv6(octets, at + 8, message.group());
  }

  static void encode(Mld2Report report, byte[] octets, int at) {
    Octets.put16(octets, at + 6, report.records().size());
    int next = at + 8;
    for (GroupRecord record : report.records()) {
      Octets.put8(octets, next, record.type());
      Octets.put16(octets, next + 2, record.sources().size());
      Octets.putIpv6(octets, next + 4, record.group());
      putAddresses(record.sources(), octets, next + 20);
      next += 20 + 16 * record.sources().size();
    }
  }

  private static ImmutableList<Ipv6Address> addresses(byte[] octets, int at, int count) {
    ImmutableList.Builder<Ipv6Address> addresses = ImmutableList.builderWithExpectedSize(count);
    for (int i = 0; i < count; i++) {
      addresses.add(Octets.getIpv6(octets, at + 16 * i));
    }
    return addresses.build();
  }

  private static void putAddresses(ImmutableList<Ipv6Address> addresses, byte[] octets, int at) {
    for (int i = 0; i < addresses.size(); i++) {
      Octets.putIpv6(octets, at + 16 * i, addresses.get(i));
    }
  }
}
