package vethlab.simulator.packet;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/// One option of an IPv4 header (RFC 791, 3.1): its type octet, and its octets behind type and
/// length; padding (end of list, no operation) is not an option.
public record Ipv4Option(int type, Bytes data) {

  public static final int RECORD_ROUTE = 7;
  public static final int TIMESTAMP = 0x44;
  public static final int SECURITY = 0x82;
  public static final int LOOSE_SOURCE_ROUTE = 0x83;
  public static final int STRICT_SOURCE_ROUTE = 0x89;
  public static final int ROUTER_ALERT = 0x94;

  private static final int END = 0;
  private static final int NO_OPERATION = 1;

  public Ipv4Option {
    FieldRange.check8("IPv4 option type", type);
  }

  /// Whether every fragment carries it, and not the first one only.
  public boolean isCopied() {
    return isCopied(type);
  }

  /// The options of a header, up to the end of the list or to one that reaches beyond the header.
  public static ImmutableList<Ipv4Option> parse(Bytes options) {
    ImmutableList.Builder<Ipv4Option> found = ImmutableList.builder();
    int at = 0;
    while (at < options.length() && options.at(at) != END) {
      int length = lengthAt(options, at);
      if (length == 0) {
        break;
      }
      if (options.at(at) != NO_OPERATION) {
        found.add(new Ipv4Option(options.at(at), options.slice(at + 2, at + length)));
      }
      at += length;
    }
    return found.build();
  }

  /// The options of a fragment that is not the first one: those not to be copied are blanked out
  /// with no operations, the length stays (`ip_options_fragment`).
  public static Bytes ofLaterFragments(Bytes options) {
    byte[] octets = options.toArray();
    int at = 0;
    while (at < octets.length && options.at(at) != END) {
      int length = lengthAt(options, at);
      if (length == 0) {
        break;
      }
      if (!isCopied(options.at(at))) {
        Arrays.fill(octets, at, at + length, (byte) NO_OPERATION);
      }
      at += length;
    }
    return Bytes.of(octets);
  }

  private static boolean isCopied(int type) {
    return (type & 0x80) != 0;
  }

  /// Octets of the option at `at`; 0 if it is broken.
  private static int lengthAt(Bytes options, int at) {
    if (options.at(at) == NO_OPERATION) {
      return 1;
    }
    int length = at + 1 < options.length() ? options.at(at + 1) : 0;
    return length < 2 || at + length > options.length() ? 0 : length;
  }
}
