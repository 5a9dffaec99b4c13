package vethlab.simulator.capture;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Bytes;

/// Reads a pcapng file (draft-ietf-opsawg-pcapng) of any number of sections: enhanced and simple
/// packet blocks, with the interfaces that they name; blocks of other types are passed over.
public final class PcapngReader implements CaptureReader {

  /// A block may hold a packet and long options; libpcap allows as much.
  private static final int LONGEST_BLOCK = 16 * 1024 * 1024;

  private static final int MOST_INTERFACES = 65_536;
  private static final int SIMPLE_PACKET = 3;
  private static final int INTERFACE_TIME_OFFSET = 14;
  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

  /// An interface of the section, and how its times are counted.
  private record Numbered(CaptureInterface where, BigInteger unitsPerSecond, long offsetSeconds) {}

  private record Option(int code, ByteBuffer value) {}

  private final CaptureInput input;
  private final List<Numbered> interfaces = new ArrayList<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  /// Reads the section header, whose first four octets have been read.
  PcapngReader(CaptureInput input) throws IOException {
    this.input = input;
    section();
  }

  static boolean isMagic(byte[] octets) {
    return ByteBuffer.wrap(octets).getInt() == PcapngWriter.SECTION_HEADER;
  }

  /// The interfaces described so far in the current section, by number.
  public ImmutableList<CaptureInterface> interfaces() {
    return interfaces.stream().map(Numbered::where).collect(ImmutableList.toImmutableList());
  }

  @Override
  public @Nullable CapturedPacket next() throws IOException {
    while (true) {
      byte[] type = input.readUnlessAtEnd(4, "a block type");
      if (type == null) {
        return null;
      }
      if (isMagic(type)) {
        section();
        continue;
      }
      ByteBuffer body = body(input.read(4, "a block length"), 0);
      switch (ByteBuffer.wrap(type).order(order).getInt()) {
        case PcapngWriter.INTERFACE_DESCRIPTION -> describe(body);
        case PcapngWriter.ENHANCED_PACKET -> {
          return enhanced(body);
        }
        case SIMPLE_PACKET -> {
          return simple(body);
        }
        default -> {}
      }
    }
  }

  /// Reads a section header from its length on: what follows is in its byte order.
  private void section() throws IOException {
    byte[] length = input.read(4, "a section header");
    int magic = ByteBuffer.wrap(input.read(4, "a section header")).getInt();
    if (magic == PcapngWriter.BYTE_ORDER_MAGIC) {
      order = ByteOrder.BIG_ENDIAN;
    } else if (Integer.reverseBytes(magic) == PcapngWriter.BYTE_ORDER_MAGIC) {
      order = ByteOrder.LITTLE_ENDIAN;
    } else {
      throw input.problem("no byte-order magic: 0x" + Integer.toHexString(magic));
    }
    ByteBuffer body = body(length, 4);
    require(body, 12, "section header");
    int major = body.getShort() & 0xffff;
    int minor = body.getShort() & 0xffff;
    if (major != 1) {
      throw input.problem("pcapng version " + major + "." + minor + " instead of 1");
    }
    interfaces.clear();
  }

  /// The rest of a block, of which type, length and `read` octets more have been read.
  private ByteBuffer body(byte[] lengthField, int read) throws IOException {
    int length = ByteBuffer.wrap(lengthField).order(order).getInt();
    if (length < 12 + read || length > LONGEST_BLOCK || length % 4 != 0) {
      throw input.problem("block of " + Integer.toUnsignedString(length) + " octets");
    }
    byte[] body = input.read(length - 12 - read, "a block");
    int again = ByteBuffer.wrap(input.read(4, "a block")).order(order).getInt();
    if (again != length) {
      throw input.problem(
          "block of " + length + " octets ends with length " + Integer.toUnsignedString(again));
    }
    return ByteBuffer.wrap(body).order(order);
  }

  private void describe(ByteBuffer body) throws IOException {
    require(body, 8, "interface description");
    if (interfaces.size() == MOST_INTERFACES) {
      throw input.problem("more than " + MOST_INTERFACES + " interfaces");
    }
    int linkType = body.getShort() & 0xffff;
    body.getShort();
    int snapLength = body.getInt();
    String name = "";
    BigInteger unitsPerSecond = BigInteger.valueOf(1_000_000);
    long offset = 0;
    for (Option option : options(body)) {
      ByteBuffer value = option.value;
      switch (option.code) {
        case PcapngWriter.INTERFACE_NAME -> name = text(value);
        case PcapngWriter.INTERFACE_TIME_RESOLUTION -> {
          require(value, 1, "time resolution");
          int exponent = value.get();
          unitsPerSecond =
              exponent >= 0 ? BigInteger.TEN.pow(exponent) : BigInteger.TWO.pow(exponent & 0x7f);
        }
        case INTERFACE_TIME_OFFSET -> {
          require(value, 8, "time offset");
          offset = value.getLong();
        }
        default -> {}
      }
    }
    boolean limited = snapLength > 0 && snapLength <= CaptureInterface.LONGEST_PACKET;
    int limit = limited ? snapLength : CaptureInterface.LONGEST_PACKET;
    interfaces.add(
        new Numbered(new CaptureInterface(name, linkType, limit), unitsPerSecond, offset));
  }

  private CapturedPacket enhanced(ByteBuffer body) throws IOException {
    require(body, 20, "packet block");
    Numbered numbered = numbered(body.getInt());
    long high = body.getInt() & 0xffff_ffffL;
    long low = body.getInt() & 0xffff_ffffL;
    int length = body.getInt();
    int originalLength = body.getInt();
    PacketLength.check(input, length, originalLength);
    require(body, length + padding(length), "packet block");
    byte[] data = new byte[length];
    body.get(data);
    body.position(body.position() + padding(length));
    Direction direction = Direction.UNKNOWN;
    ImmutableList.Builder<String> comments = ImmutableList.builder();
    for (Option option : options(body)) {
      switch (option.code) {
        case PcapngWriter.OPTION_COMMENT -> comments.add(text(option.value));
        case PcapngWriter.PACKET_FLAGS -> {
          require(option.value, 4, "packet flags");
          direction = direction(option.value.getInt());
        }
        default -> {}
      }
    }
    return new CapturedPacket(
        numbered.where,
        nanos(numbered, high << 32 | low),
        direction,
        Bytes.of(data),
        originalLength,
        comments.build());
  }

  /// A packet of the first interface, without a time.
  private CapturedPacket simple(ByteBuffer body) throws IOException {
    require(body, 4, "simple packet block");
    CaptureInterface where = numbered(0).where;
    int originalLength = body.getInt();
    int length = Math.min(originalLength, where.snapLength());
    PacketLength.check(input, length, originalLength);
    require(body, length, "simple packet block");
    byte[] data = new byte[length];
    body.get(data);
    return new CapturedPacket(
        where, 0, Direction.UNKNOWN, Bytes.of(data), originalLength, ImmutableList.of());
  }

  private Numbered numbered(int number) throws IOException {
    if (number < 0 || number >= interfaces.size()) {
      throw input.problem(
          "packet of interface "
              + Integer.toUnsignedString(number)
              + ", "
              + interfaces.size()
              + " are described");
    }
    return interfaces.get(number);
  }

  private long nanos(Numbered numbered, long units) throws IOException {
    BigInteger nanos =
        new BigInteger(Long.toUnsignedString(units))
            .multiply(NANOS_PER_SECOND)
            .divide(numbered.unitsPerSecond)
            .add(BigInteger.valueOf(numbered.offsetSeconds).multiply(NANOS_PER_SECOND));
    if (nanos.signum() < 0 || nanos.bitLength() > 63) {
      throw input.problem("time out of range: " + nanos + " ns");
    }
    return nanos.longValueExact();
  }

  private List<Option> options(ByteBuffer body) throws IOException {
    List<Option> options = new ArrayList<>();
    while (body.remaining() >= 4) {
      int code = body.getShort() & 0xffff;
      int length = body.getShort() & 0xffff;
      if (code == PcapngWriter.OPTION_END) {
        break;
      }
      require(body, length + padding(length), "option " + code);
      options.add(new Option(code, body.slice(body.position(), length).order(order)));
      body.position(body.position() + length + padding(length));
    }
    return options;
  }

  private void require(ByteBuffer buffer, int length, String what) throws IOException {
    if (buffer.remaining() < length) {
      throw input.problem(
          what + " with " + buffer.remaining() + " octets, " + length + " are needed");
    }
  }

  private static Direction direction(int flags) {
    return switch (flags & 3) {
      case 1 -> Direction.INBOUND;
      case 2 -> Direction.OUTBOUND;
      default -> Direction.UNKNOWN;
    };
  }

  private static int padding(int length) {
    return -length & 3;
  }

  private static String text(ByteBuffer value) {
    return StandardCharsets.UTF_8.decode(value).toString();
  }
}
