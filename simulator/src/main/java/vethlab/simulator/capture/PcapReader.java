package vethlab.simulator.capture;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Bytes;

/// Reads a pcap file (`pcap-savefile`(5)) of either byte order, with micro- or nanoseconds.
public final class PcapReader implements CaptureReader {

  private final CaptureInput input;
  private final ByteOrder order;
  private final int nanosPerUnit;
  private final CaptureInterface where;

  private PcapReader(
      CaptureInput input, ByteOrder order, int nanosPerUnit, CaptureInterface where) {
    this.input = input;
    this.order = order;
    this.nanosPerUnit = nanosPerUnit;
    this.where = where;
  }

  static PcapReader afterMagic(CaptureInput input, byte[] magic) throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      int value = ByteBuffer.wrap(magic).order(order).getInt();
      if (value == PcapWriter.MAGIC_MICROSECONDS) {
        return afterMagic(input, order, 1000);
      }
      if (value == PcapWriter.MAGIC_NANOSECONDS) {
        return afterMagic(input, order, 1);
      }
    }
    throw new CaptureFormatException(0, "neither a pcap nor a pcapng file");
  }

  private static PcapReader afterMagic(CaptureInput input, ByteOrder order, int nanosPerUnit)
      throws IOException {
    ByteBuffer header = ByteBuffer.wrap(input.read(20, "the pcap file header")).order(order);
    int major = header.getShort() & 0xffff;
    int minor = header.getShort() & 0xffff;
    if (major != 2 || minor != 4) {
      throw input.problem("pcap version " + major + "." + minor + " instead of 2.4");
    }
    header.position(12);
    int snapLength = header.getInt();
    // Above the link type are the length of a check sequence and whether there is one.
    int linkType = header.getInt() & 0xffff;
    // Any length that cannot be meant is read as no limit, as libpcap does.
    boolean limited = snapLength > 0 && snapLength <= CaptureInterface.LONGEST_PACKET;
    return new PcapReader(
        input,
        order,
        nanosPerUnit,
        new CaptureInterface("", linkType, limited ? snapLength : CaptureInterface.LONGEST_PACKET));
  }

  /// What all packets of the file were captured on; it has no name.
  public CaptureInterface where() {
    return where;
  }

  @Override
  public @Nullable CapturedPacket next() throws IOException {
    byte[] octets = input.readUnlessAtEnd(16, "a packet header");
    if (octets == null) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(octets).order(order);
    long seconds = header.getInt() & 0xffff_ffffL;
    long fraction = header.getInt() & 0xffff_ffffL;
    int length = header.getInt();
    int originalLength = header.getInt();
    if (fraction * nanosPerUnit >= 1_000_000_000L) {
      throw input.problem("fraction of a second out of range: " + fraction);
    }
    PacketLength.check(input, length, originalLength);
    Bytes data = Bytes.of(input.read(length, "a packet"));
    return new CapturedPacket(
        where,
        seconds * 1_000_000_000L + fraction * nanosPerUnit,
        Direction.UNKNOWN,
        data,
        originalLength,
        ImmutableList.of());
  }
}
