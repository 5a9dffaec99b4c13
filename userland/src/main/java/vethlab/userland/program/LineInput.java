package vethlab.userland.program;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.process.Process;

/// Lines read from a descriptor through a buffer, as programs in C read them.
public final class LineInput {

  private static final int CHUNK = 4096;
  private static final int LONGEST = 16 << 20;

  private final Process self;
  private final int descriptor;
  private final Charset charset;
  private byte[] buffer = {};
  private int at;
  private boolean ended;

  /// Reads UTF-8.
  public LineInput(Process self, int descriptor) {
    this(self, descriptor, StandardCharsets.UTF_8);
  }

  public LineInput(Process self, int descriptor, Charset charset) {
    this.self = self;
    this.descriptor = descriptor;
    this.charset = charset;
  }

  /// The next line with its newline, which the last may lack; null at the end.
  ///
  /// @throws vethlab.simulator.errno.KernelError if the descriptor cannot be read
  public @Nullable String next() {
    return next('\n');
  }

  /// The next piece up to a delimiter, with it; null at the end.
  public @Nullable String next(char delimiter) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (at == buffer.length && !fill()) {
        return line.size() == 0 ? null : line.toString(charset);
      }
      int end = at;
      while (end < buffer.length && buffer[end] != delimiter) {
        end++;
      }
      boolean found = end < buffer.length;
      line.write(buffer, at, (found ? end + 1 : end) - at);
      at = found ? end + 1 : end;
      if (found) {
        return line.toString(charset);
      }
      if (line.size() > LONGEST) {
        throw new LimitReached(LimitReached.Limit.MEMORY);
      }
    }
  }

  private boolean fill() {
    if (ended) {
      return false;
    }
    byte[] more = self.read(descriptor, CHUNK);
    if (more == null) {
      ended = true;
      return false;
    }
    buffer = more;
    at = 0;
    return true;
  }
}
