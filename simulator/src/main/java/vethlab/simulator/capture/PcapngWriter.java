package vethlab.simulator.capture;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a pcapng file (draft-ietf-opsawg-pcapng): one section, a description of each interface
/// before its first packet, and packets with nanoseconds, direction and comments.
public final class PcapngWriter implements Closeable {

  static final int SECTION_HEADER = 0x0a0d0d0a;
  static final int INTERFACE_DESCRIPTION = 1;
  static final int ENHANCED_PACKET = 6;
  static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

  static final int OPTION_END = 0;
  static final int OPTION_COMMENT = 1;
  static final int SECTION_APPLICATION = 4;
  static final int INTERFACE_NAME = 2;
  static final int INTERFACE_TIME_RESOLUTION = 9;
  static final int PACKET_FLAGS = 2;

  private static final int LONGEST_OPTION = 0xffff;

  private final OutputStream out;
  private final Map<CaptureInterface, Integer> numbers = new LinkedHashMap<>();

  /// Writes the section header, which names `application` as what made the capture.
  public PcapngWriter(OutputStream out, String application) throws IOException {
    this.out = out;
    Block block = new Block();
    block.put32(BYTE_ORDER_MAGIC);
    block.put16(1);
    block.put16(0);
    block.put64(-1); // the section ends with the file
    block.putOption(SECTION_APPLICATION, utf8(application));
    block.putOption(OPTION_END, new byte[0]);
    write(SECTION_HEADER, block);
  }

  /// Describes an interface now, so that it is in the file even if no packet passes.
  ///
  /// @return its number
  public int declare(CaptureInterface where) throws IOException {
    Integer known = numbers.get(where);
    if (known != null) {
      return known;
    }
    Block block = new Block();
    block.put16(where.linkType());
    block.put16(0);
    block.put32(where.snapLength());
    if (!where.name().isEmpty()) {
      block.putOption(INTERFACE_NAME, utf8(where.name()));
    }
    block.putOption(INTERFACE_TIME_RESOLUTION, new byte[] {9});
    block.putOption(OPTION_END, new byte[0]);
    write(INTERFACE_DESCRIPTION, block);
    int number = numbers.size();
    numbers.put(where, number);
    return number;
  }

  /// Appends a packet.
  ///
  /// @throws IllegalArgumentException if it has more than [CaptureInterface#LONGEST_PACKET] octets,
  ///   or a comment more than 65535
  public void write(CapturedPacket packet) throws IOException {
    int length = packet.octets().length();
    if (length > CaptureInterface.LONGEST_PACKET) {
      throw new IllegalArgumentException("packet of " + length + " octets in a capture");
    }
    Block block = new Block();
    block.put32(declare(packet.where()));
    block.put32((int) (packet.nanos() >>> 32));
    block.put32((int) packet.nanos());
    block.put32(length);
    block.put32(packet.originalLength());
    block.putPadded(packet.octets().toArray());
    for (String comment : packet.comments()) {
      block.putOption(OPTION_COMMENT, utf8(comment));
    }
    if (packet.direction() != Direction.UNKNOWN) {
      int flags = packet.direction() == Direction.INBOUND ? 1 : 2;
      block.putOption(PACKET_FLAGS, new byte[] {(byte) flags, 0, 0, 0});
    }
    if (!packet.comments().isEmpty() || packet.direction() != Direction.UNKNOWN) {
      block.putOption(OPTION_END, new byte[0]);
    }
    write(ENHANCED_PACKET, block);
  }

  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void write(int type, Block block) throws IOException {
    byte[] body = block.octets.toByteArray();
    int length = body.length + 12;
    out.write(
        ByteBuffer.allocate(length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(type)
            .putInt(length)
            .put(body)
            .putInt(length)
            .array());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The body of a block, in little-endian order.
  private static final class Block {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    void put16(int value) {
      octets.write(value);
      octets.write(value >> 8);
    }

    void put32(int value) {
      put16(value);
      put16(value >> 16);
    }

    void put64(long value) {
      put32((int) value);
      put32((int) (value >> 32));
    }

    void putOption(int code, byte[] value) {
      if (value.length > LONGEST_OPTION) {
        throw new IllegalArgumentException("pcapng option of " + value.length + " octets");
      }
      put16(code);
      put16(value.length);
      putPadded(value);
    }

    void putPadded(byte[] value) {
      octets.writeBytes(value);
      for (int i = value.length; i % 4 != 0; i++) {
        octets.write(0);
      }
    }
  }
}
