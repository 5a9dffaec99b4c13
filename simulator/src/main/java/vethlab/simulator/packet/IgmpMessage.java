package vethlab.simulator.packet;

import com.google.common.collect.ImmutableList;

/// An IGMP message (RFC 2236, 3376).
///
/// One that no record here can hold octet for octet is [Transport.Raw].
public sealed interface IgmpMessage extends Transport {

  @Override
  default int protocol() {
    return IpProtocol.IGMP;
  }

  /// A version 3 report: what changed or holds for each group.
  record Version3Report(ImmutableList<GroupRecord> records) implements IgmpMessage {

    @Override
    public int length() {
      int length = 8;
      for (GroupRecord record : records) {
        length += 8 + 4 * record.sources().size();
      }
      return length;
    }
  }

  /// One group in a report.
  ///
  /// @param type 1 MODE_IS_INCLUDE, 2 MODE_IS_EXCLUDE, 3 CHANGE_TO_INCLUDE, 4 CHANGE_TO_EXCLUDE, 5
  ///   ALLOW_NEW_SOURCES, 6 BLOCK_OLD_SOURCES
  record GroupRecord(int type, Ipv4Address group, ImmutableList<Ipv4Address> sources) {

    public static final int MODE_IS_INCLUDE = 1;
    public static final int MODE_IS_EXCLUDE = 2;
    public static final int CHANGE_TO_INCLUDE = 3;
    public static final int CHANGE_TO_EXCLUDE = 4;

    public GroupRecord {
      FieldRange.check8("group record type", type);
    }
  }

  /// A query: version 1 and 2 have 8 octets, version 3 twelve and sources; the fields from
  /// `suppress` on exist in version 3 only and are false, zero and empty in the others.
  record Query(
      int maxResponseCode,
      Ipv4Address group,
      boolean version3,
      boolean suppress,
      int robustness,
      int intervalCode,
      ImmutableList<Ipv4Address> sources)
      implements IgmpMessage {

    public Query {
      FieldRange.check8("IGMP maximum response code", maxResponseCode);
      FieldRange.check("IGMP robustness", robustness, 7);
      FieldRange.check8("IGMP interval code", intervalCode);
      if (!version3 && (suppress || robustness != 0 || intervalCode != 0 || !sources.isEmpty())) {
        throw new IllegalArgumentException("version 3 fields in an IGMP query of version 1 or 2");
      }
    }

    @Override
    public int length() {
      return version3 ? 12 + 4 * sources.size() : 8;
    }
  }

  /// A version 1 or 2 report (types 0x12, 0x16) or a leave (0x17).
  record Membership(int type, int maxResponseCode, Ipv4Address group) implements IgmpMessage {

    public static final int REPORT_V1 = 0x12;
    public static final int REPORT_V2 = 0x16;
    public static final int LEAVE = 0x17;

    public Membership {
      if (type != REPORT_V1 && type != REPORT_V2 && type != LEAVE) {
        throw new IllegalArgumentException("not an IGMP report or leave: type " + type);
      }
      FieldRange.check8("IGMP maximum response code", maxResponseCode);
    }

    @Override
    public int length() {
      return 8;
    }
  }
}
