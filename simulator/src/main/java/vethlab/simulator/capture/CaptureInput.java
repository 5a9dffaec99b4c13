package vethlab.simulator.capture;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The octets of a capture file, counted, so that an error can say where it is.
final class CaptureInput {

  private final InputStream in;
  private long offset;

  CaptureInput(InputStream in) {
    this.in = in;
  }

  /// How many octets were read so far.
  long offset() {
    return offset;
  }

  /// The next `length` octets, which are part of `what`.
  ///
  /// @throws CaptureFormatException if the file ends before
  byte[] read(int length, String what) throws IOException {
    byte[] octets = in.readNBytes(length);
    if (octets.length < length) {
      throw problem("truncated: " + what + " has " + octets.length + " of " + length + " octets");
    }
    offset += length;
    return octets;
  }

  /// As [#read], but null if the file ends right here.
  byte @Nullable [] readUnlessAtEnd(int length, String what) throws IOException {
    byte[] octets = in.readNBytes(length);
    if (octets.length == 0) {
      return null;
    }
    if (octets.length < length) {
      throw problem("truncated: " + what + " has " + octets.length + " of " + length + " octets");
    }
    offset += length;
    return octets;
  }

  CaptureFormatException problem(String text) {
    return new CaptureFormatException(offset, text);
  }
}
