package vethlab.simulator.packet;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/// An ICMPv6 message (RFC 4443), neighbour discovery (RFC 4861) and MLD (RFC 2710, 3810) included.
///
/// A message that its record cannot hold octet for octet (a code, a reserved bit, an option that
/// the record has no place for) is [Other].
public sealed interface Icmpv6Message extends Transport {

  int UNREACHABLE = 1;
  int PACKET_TOO_BIG = 2;
  int TIME_EXCEEDED = 3;
  int PARAMETER_PROBLEM = 4;
  int ECHO_REQUEST = 128;
  int ECHO_REPLY = 129;
  int MLD_QUERY = 130;
  int MLD_REPORT = 131;
  int MLD_DONE = 132;
  int ROUTER_SOLICITATION = 133;
  int ROUTER_ADVERTISEMENT = 134;
  int NEIGHBOUR_SOLICITATION = 135;
  int NEIGHBOUR_ADVERTISEMENT = 136;
  int REDIRECT = 137;
  int MLD2_REPORT = 143;

  int type();

  default int code() {
    return 0;
  }

  @Override
  default int protocol() {
    return IpProtocol.ICMPV6;
  }

  /// Echo request or reply.
  record Echo(boolean request, int identifier, int sequence, Bytes data) implements Icmpv6Message {

    public Echo {
      FieldRange.check16("ICMPv6 echo identifier", identifier);
      FieldRange.check16("ICMPv6 echo sequence number", sequence);
    }

    /// The reply to this request.
    public Echo reply() {
      return new Echo(false, identifier, sequence, data);
    }

    @Override
    public int type() {
      return request ? ECHO_REQUEST : ECHO_REPLY;
    }

    @Override
    public int length() {
      return 8 + data.length();
    }
  }

  /// A report about another packet: type 1 to 4, code, four octets (MTU, pointer), and the first
  /// octets of that packet.
  @SuppressWarnings("JavaLangClash") // as RFC 4443 calls it, and always qualified
  record Error(int type, int code, int rest, Bytes quoted) implements Icmpv6Message {

    /// Codes of destination unreachable.
    public static final int NO_ROUTE = 0;

    public static final int PROHIBITED = 1;
    public static final int ADDRESS = 3;
    public static final int PORT = 4;

    public Error {
      if (type < UNREACHABLE || type > PARAMETER_PROBLEM) {
        throw new IllegalArgumentException("not an ICMPv6 error: type " + type);
      }
      FieldRange.check8("ICMPv6 code", code);
    }

    @Override
    public int length() {
      return 8 + quoted.length();
    }
  }

  /// Who has `target`?
  ///
  /// @param sourceMac the source link-layer address option; absent in duplicate address detection
  /// @param nonce the nonce option of enhanced detection (RFC 7527), six octets, or null
  record NeighbourSolicitation(
      Ipv6Address target, @Nullable MacAddress sourceMac, @Nullable Bytes nonce)
      implements Icmpv6Message {

    public NeighbourSolicitation {
      if (nonce != null && nonce.length() != 6) {
        throw new IllegalArgumentException("nonce of " + nonce.length() + " octets");
      }
    }

    @Override
    public int type() {
      return NEIGHBOUR_SOLICITATION;
    }

    @Override
    public int length() {
      return 24 + (sourceMac == null ? 0 : 8) + (nonce == null ? 0 : 8);
    }
  }

  /// `target` is at `targetMac`.
  record NeighbourAdvertisement(
      Ipv6Address target,
      boolean router,
      boolean solicited,
      boolean override,
      @Nullable MacAddress targetMac)
      implements Icmpv6Message {

    @Override
    public int type() {
      return NEIGHBOUR_ADVERTISEMENT;
    }

    @Override
    public int length() {
      return 24 + (targetMac == null ? 0 : 8);
    }
  }

  /// Is there a router?
  record RouterSolicitation(@Nullable MacAddress sourceMac) implements Icmpv6Message {

    @Override
    public int type() {
      return ROUTER_SOLICITATION;
    }

    @Override
    public int length() {
      return 8 + (sourceMac == null ? 0 : 8);
    }
  }

  /// A version 2 report: what changed or holds for each group.
  record Mld2Report(ImmutableList<GroupRecord> records) implements Icmpv6Message {

    @Override
    public int type() {
      return MLD2_REPORT;
    }

    @Override
    public int length() {
      int length = 8;
      for (GroupRecord record : records) {
        length += 20 + 16 * record.sources().size();
      }
      return length;
    }
  }

  /// One group in a report; `type` as in [IgmpMessage.GroupRecord].
  record GroupRecord(int type, Ipv6Address group, ImmutableList<Ipv6Address> sources) {

    public GroupRecord {
      FieldRange.check8("group record type", type);
    }
  }

  /// A version 1 report (type 131) or done (type 132).
  record MldMembership(int type, int maxResponseDelay, Ipv6Address group) implements Icmpv6Message {

    public MldMembership {
      if (type != MLD_REPORT && type != MLD_DONE) {
        throw new IllegalArgumentException("not an MLD report or done: type " + type);
      }
      FieldRange.check16("MLD maximum response delay", maxResponseDelay);
    }

    @Override
    public int length() {
      return 24;
    }
  }

  /// A query, version 1 (24 octets) or 2 (28 octets and sources); the fields from `suppress` on
  /// exist in version 2 only and are false, zero and empty in version 1.
  record MldQuery(
      int maxResponseCode,
      Ipv6Address group,
      boolean version2,
      boolean suppress,
      int robustness,
      int intervalCode,
      ImmutableList<Ipv6Address> sources)
      implements Icmpv6Message {

    public MldQuery {
      FieldRange.check16("MLD maximum response code", maxResponseCode);
      FieldRange.check("MLD robustness", robustness, 7);
      FieldRange.check8("MLD interval code", intervalCode);
      if (!version2 && (suppress || robustness != 0 || intervalCode != 0 || !sources.isEmpty())) {
        throw new IllegalArgumentException("version 2 fields in an MLD query of version 1");
      }
    }

    @Override
    public int type() {
      return MLD_QUERY;
    }

    @Override
    public int length() {
      return version2 ? 28 + 16 * sources.size() : 24;
    }
  }

  /// Any other type: the octets behind the checksum as they are.
  record Other(int type, int code, Bytes data) implements Icmpv6Message {

    public Other {
      FieldRange.check8("ICMPv6 type", type);
      FieldRange.check8("ICMPv6 code", code);
      if (data.length() < 4) {
        throw new IllegalArgumentException("ICMPv6 message of " + (4 + data.length()) + " octets");
      }
    }

    @Override
    public int length() {
      return 4 + data.length();
    }
  }
}
