package vethlab.simulator.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes a pcap file with nanoseconds (`pcap-savefile`(5)): what every tool reads, for one
/// interface, without direction and comments.
public final class PcapWriter implements Closeable {

  static final int MAGIC_MICROSECONDS = 0xa1b2c3d4;
  static final int MAGIC_NANOSECONDS = 0xa1b23c4d;

  private final OutputStream out;
  private final int linkType;

  /// Writes the file header.
  public PcapWriter(OutputStream out, CaptureInterface where) throws IOException {
    this.out = out;
    this.linkType = where.linkType();
    out.write(
        littleEndian(24)
            .putInt(MAGIC_NANOSECONDS)
            .putShort((short) 2)
            .putShort((short) 4)
            .putInt(0)
            .putInt(0)
            .putInt(where.snapLength())
            .putInt(where.linkType())
            .array());
  }

  /// Appends a packet.
  ///
  /// @throws IllegalArgumentException if it does not fit the file: another link type, more than
  ///   [CaptureInterface#LONGEST_PACKET] octets, or a time after 2106
  public void write(CapturedPacket packet) throws IOException {
    long seconds = packet.nanos() / 1_000_000_000L;
    int length = packet.octets().length();
    if (packet.where().linkType() != linkType) {
      throw new IllegalArgumentException(
          "link type " + packet.where().linkType() + " in a file of type " + linkType);
    }
    if (length > CaptureInterface.LONGEST_PACKET) {
      throw new IllegalArgumentException("packet of " + length + " octets in a capture");
    }
    if (seconds > 0xffff_ffffL) {
      throw new IllegalArgumentException("time beyond 32 bits of seconds: " + seconds);
    }
    byte[] octets =
        littleEndian(16 + length)
            .putInt((int) seconds)
            .putInt((int) (packet.nanos() % 1_000_000_000L))
            .putInt(length)
            .putInt(packet.originalLength())
            .array();
    packet.octets().copyTo(octets, 16);
    out.write(octets);
  }

  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
