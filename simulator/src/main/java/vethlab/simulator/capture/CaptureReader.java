package vethlab.simulator.capture;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The packets of a capture file, one after the other.
///
/// Files come from anywhere: a reader keeps one packet at a time, refuses lengths that no capture
/// has before it makes room for them, and ends a broken file with [CaptureFormatException].
public sealed interface CaptureReader permits PcapReader, PcapngReader {

  /// A reader for whichever format `in` is in, told by its first octets.
  ///
  /// @throws CaptureFormatException if it is neither pcap nor pcapng
  static CaptureReader open(InputStream in) throws IOException {
    CaptureInput input = new CaptureInput(in);
    byte[] magic = input.read(4, "the magic number of a capture");
    return PcapngReader.isMagic(magic)
        ? new PcapngReader(input)
        : PcapReader.afterMagic(input, magic);
  }

  /// The next packet, or null at the end of the file.
  ///
  /// @throws CaptureFormatException if the file is broken or ends within a packet
  @Nullable CapturedPacket next() throws IOException;
}
