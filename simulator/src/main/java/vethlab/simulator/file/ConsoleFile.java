package vethlab.simulator.file;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.time.WaitQueue;

/// What a script's output goes to where there is no terminal: everything written is shown at once.
public final class ConsoleFile extends FileDescription {

  private final WaitQueue queue;
  private @Nullable Console console;

  public ConsoleFile(Console console) {
    this.console = console;
    this.queue = new WaitQueue();
  }

  private ConsoleFile(ConsoleFile original, Fork fork) {
    super(original, fork);
    this.queue = fork.of(original.queue);
  }

  /// The double shows its output to nobody.
  @Override
  public ConsoleFile fork(Fork fork) {
    return new ConsoleFile(this, fork);
  }

  @Override
  public int write(byte[] octets, int offset, int length) {
    if (console != null) {
      console.show(octets, offset, length);
    }
    return length;
  }

  @Override
  public WaitQueue readable() {
    return queue;
  }

  @Override
  public WaitQueue writable() {
    return queue;
  }

  @Override
  public String describe() {
    return "pipe:[console]";
  }
}
