package vethlab.userland.iproute.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;

/// The whole text of a small file of the simulated machine.
public final class TextFile {

  private static final int CHUNK = 4096;

  private TextFile() {}

  /// The text, or null if the file is not there or cannot be read.
  public static @Nullable String read(Process reader, String path) {
    try {
      FileDescription file =
          reader.table().files().open(reader, reader.directory(), path, Node.OpenMode.READ, 0);
      try {
        return readAll(file);
      } finally {
        file.release();
      }
    } catch (KernelError unreadable) {
      return null;
    }
  }

  private static String readAll(FileDescription file) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (file.read(CHUNK) instanceof FileDescription.Read.Data(byte[] octets)) {
      text.writeBytes(octets);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
