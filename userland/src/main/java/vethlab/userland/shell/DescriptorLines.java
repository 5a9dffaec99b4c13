package vethlab.userland.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.userland.shell.lexer.LineSource;
import vethlab.userland.shell.state.Variables;

/// Lines read from a descriptor, octet by octet, so that commands find the rest of it unread.
final class DescriptorLines implements LineSource {

  private static final int HIDDEN = 255;

  private final Process process;
  private final int descriptor;

  DescriptorLines(Process process, int descriptor) {
    this.process = process;
    this.descriptor = descriptor;
  }

  /// The whole text of a script; what the script does to its own file is not felt.
  ///
  /// @throws KernelError if it cannot be opened or read
  static LineSource ofFile(Process process, String path) {
    FileDescription file =
        process.table().files().open(process, process.directory(), path, Node.OpenMode.READ, 0);
    int descriptor = process.files().add(HIDDEN, file);
    try {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      byte[] more = process.read(descriptor, 65536);
      while (more != null) {
        octets.writeBytes(more);
        if (octets.size() > Variables.LONGEST) {
          throw new LimitReached(LimitReached.Limit.MEMORY);
        }
        more = process.read(descriptor, 65536);
      }
      return LineSource.of(octets.toString(StandardCharsets.UTF_8));
    } finally {
      process.files().close(descriptor);
    }
  }

  @Override
  public @Nullable String nextLine(boolean continued) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      byte[] octet;
      try {
        octet = process.read(descriptor, 1);
      } catch (KernelError error) {
        if (error.errno() == Errno.EINTR) {
          continue;
        }
        octet = null;
      }
      if (octet == null) {
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
      }
      line.write(octet[0]);
      if (octet[0] == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      if (line.size() > Variables.LONGEST) {
        throw new LimitReached(LimitReached.Limit.MEMORY);
      }
    }
  }
}
