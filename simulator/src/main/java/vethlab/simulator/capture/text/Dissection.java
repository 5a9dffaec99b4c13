package vethlab.simulator.capture.text;

import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.wire.Checksum;

/// One frame while it is put into words: its octets, up to where they may be read, and the text so
/// far.
///
/// Printers of one protocol each read fields by their offset and add words. Reading behind the end
/// throws [Truncated], which ends the whole text with the protocol's name, as in ` [|ip]`.
final class Dissection {

  /// A printer wanted an octet that is not there.
  static final class Truncated extends RuntimeException {

    private static final long serialVersionUID = 1;

    Truncated() {
      super("behind the end", null, false, false);
    }
  }

  private static final long[] PERIODS = {31_536_000, 604_800, 86_400, 3600, 60, 1};

  private final byte[] octets;
  private final Style style;
  private final SequenceNumbers sequenceNumbers;
  private final StringBuilder text = new StringBuilder();
  private String protocol = "ether";
  private int end;

  Dissection(byte[] octets, Style style, SequenceNumbers sequenceNumbers) {
    this.octets = octets;
    this.style = style;
    this.sequenceNumbers = sequenceNumbers;
    this.end = octets.length;
  }

  String text() {
    return text.toString();
  }

  Style style() {
    return style;
  }

  boolean isVerbose() {
    return style.verbosity() > 0;
  }

  SequenceNumbers sequenceNumbers() {
    return sequenceNumbers;
  }

  /// Names the protocol that is read from here on.
  void enter(String name) {
    protocol = name;
  }

  String protocol() {
    return protocol;
  }

  /// Where the octets that may be read end.
  int end() {
    return end;
  }

  /// Lets reading end at `limit` if it would end later.
  void limit(int limit) {
    end = Math.min(end, limit);
  }

  /// Puts the end back where it was before [#limit].
  void restore(int formerEnd) {
    end = formerEnd;
  }

  boolean has(int at, int length) {
    return length >= 0 && at <= end - length;
  }

  /// @throws Truncated unless there are `length` octets at `at`
  void require(int at, int length) {
    if (!has(at, length)) {
      throw new Truncated();
    }
  }

  int get8(int at) {
    require(at, 1);
    return octets[at] & 0xff;
  }

  int get16(int at) {
    require(at, 2);
    return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
  }

  int get32(int at) {
    require(at, 4);
    return get16(at) << 16 | get16(at + 2);
  }

  /// Four octets as a number that is never negative.
  long getUnsigned32(int at) {
    return get32(at) & 0xffff_ffffL;
  }

  Ipv4Address getIpv4(int at) {
    return new Ipv4Address(get32(at));
  }

  Ipv6Address getIpv6(int at) {
    require(at, 16);
    return new Ipv6Address(
        getUnsigned32(at) << 32 | getUnsigned32(at + 4),
        getUnsigned32(at + 8) << 32 | getUnsigned32(at + 12));
  }

  /// Octets as hexadecimal pairs with colons between them.
  String getHex(int at, int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < length; i++) {
      hex.append(i == 0 ? "" : ":").append(format("%02x", get8(at + i)));
    }
    return hex.toString();
  }

  /// Octets as Latin-1 characters.
  String getText(int at, int length) {
    StringBuilder characters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      characters.append((char) get8(at + i));
    }
    return characters.toString();
  }

  /// What the Internet checksum over these octets, with the checksum in its place, comes out as: 0
  /// if they are intact.
  int checksum(long sum, int at, int length) {
    require(at, length);
    return Checksum.of(Checksum.add(sum, octets, at, at + length));
  }

  /// The checksum that should stand where `found` stands, given what [#checksum] says.
  static int expectedChecksum(int found, int computed) {
    int sum = found + computed;
    return (sum & 0xffff) + (sum >>> 16);
  }

  /// A number of seconds in the largest units, as `1h30m`.
  static String period(long seconds) {
    if (seconds == 0) {
      return "0s";
    }
    StringBuilder period = new StringBuilder();
    long left = seconds;
    for (int i = 0; i < PERIODS.length; i++) {
      if (left >= PERIODS[i]) {
        period.append(left / PERIODS[i]).append("ywdhms".charAt(i));
        left %= PERIODS[i];
      }
    }
    return period.toString();
  }

  void print(Object words) {
    text.append(words);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  void printf(String format, Object... values) {
    text.append(format(format, values));
  }

  /// `format` filled, the same wherever in the world.
  @SuppressWarnings("AnnotateFormatMethod")
  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /// Prints octets as characters: those above ASCII after `M-`, control characters after `^`.
  void printCharacters(int at, int length) {
    for (int i = 0; i < length; i++) {
      int octet = get8(at + i);
      text.append(octet > 0x7f ? "M-" : "");
      int character = octet & 0x7f;
      boolean printable = character >= ' ' && character < 0x7f;
      text.append(printable ? "" : "^");
      text.append((char) (printable ? character : character ^ 0x40));
    }
  }

  void printTruncated() {
    text.append(" [|").append(protocol).append(']');
  }

  void printInvalid() {
    text.append(" (invalid)");
  }

  /// Prints the names of the bits that are set in `value`, in order of `bits`.
  static String flags(
      int value, int[] bits, IntFunction<String> name, String separator, String none) {
    StringBuilder names = new StringBuilder();
    for (int bit : bits) {
      if ((value & bit) == bit) {
        names.append(names.isEmpty() ? "" : separator).append(name.apply(bit));
      }
    }
    return names.isEmpty() ? none : names.toString();
  }

  /// `name`, or `format` filled with `value` if there is none.
  static String orElse(@Nullable String name, String format, int value) {
    return name != null ? name : format(format, value);
  }
}
