package vethlab.userland.program;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import vethlab.simulator.file.ConsoleFile;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;

/// What a program prints through the C library's buffer (`stdout`).
///
/// Lines appear at once where somebody looks on, elsewhere when the buffer of 4096 octets is full
/// or is flushed. A program flushes before it ends; with try-with-resources that happens by itself.
public final class Output implements AutoCloseable {

  private static final int CAPACITY = 4096;

  private final Process self;
  private final int descriptor;
  private final boolean byLine;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

  private Output(Process self, int descriptor) {
    this.self = self;
    this.descriptor = descriptor;
    this.byLine = isWatched(self, descriptor);
  }

  /// The standard output of a process.
  public static Output of(Process self) {
    return new Output(self, 1);
  }

  public static Output of(Process self, int descriptor) {
    return new Output(self, descriptor);
  }

  /// Whether what goes to a descriptor is looked at right away.
  private static boolean isWatched(Process self, int descriptor) {
    if (!self.files().isOpen(descriptor)) {
      return false;
    }
    FileDescription file = self.files().get(descriptor);
    return file instanceof Terminal.Opened || file instanceof ConsoleFile;
  }

  /// Whether a descriptor is a terminal (`isatty`).
  public static boolean isTerminal(Process self, int descriptor) {
    return self.files().isOpen(descriptor)
        && self.files().get(descriptor) instanceof Terminal.Opened;
  }

  public Output print(String text) {
    return print(text.getBytes(StandardCharsets.UTF_8));
  }

  public Output line(String text) {
    return print(text + "\n");
  }

  public Output print(byte[] octets) {
    buffer.writeBytes(octets);
    if (buffer.size() >= CAPACITY || (byLine && endsLine(octets))) {
      flush();
    }
    return this;
  }

  private static boolean endsLine(byte[] octets) {
    for (byte octet : octets) {
      if (octet == '\n') {
        return true;
      }
    }
    return false;
  }

  /// Writes what is held back.
  ///
  /// @throws vethlab.simulator.errno.KernelError if the descriptor does not take it
  public void flush() {
    if (buffer.size() > 0) {
      byte[] held = buffer.toByteArray();
      buffer.reset();
      self.write(descriptor, held);
    }
  }

  @Override
  public void close() {
    flush();
  }
}
