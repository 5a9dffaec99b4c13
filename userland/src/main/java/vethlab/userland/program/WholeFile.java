package vethlab.userland.program;

import java.io.ByteArrayOutputStream;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;

/// The whole content of a file, for programs that read one at once.
public final class WholeFile {

  private static final int CHUNK = 65536;

  private WholeFile() {}

  /// Reads the file at a path to its end.
  ///
  /// @throws vethlab.simulator.errno.KernelError if it cannot be opened or read
  public static byte[] read(Process self, String path) {
    FileDescription file =
        self.table().files().open(self, self.directory(), path, Node.OpenMode.READ, 0);
    int descriptor = self.files().add(3, file);
    try {
      return read(self, descriptor);
    } finally {
      self.files().close(descriptor);
    }
  }

  /// Reads an open file to its end.
  ///
  /// @throws vethlab.simulator.errno.KernelError if it cannot be read
  public static byte[] read(Process self, int descriptor) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part = self.read(descriptor, CHUNK);
        part != null;
        part = self.read(descriptor, CHUNK)) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
