package vethlab.userland.procfs;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import vethlab.simulator.fork.Fork;

/// A generated file opened for writing: each write is one change.
///
/// The double in a fork is held by a process that runs no code, and changes nothing.
public final class Written extends Generated.Opened {

  private final Consumer<String> change;

  public Written(Consumer<String> change) {
    super("");
    this.change = change;
  }

  private Written(Written original, Fork fork) {
    super(original, fork);
    this.change = text -> {};
  }

  @Override
  public Written fork(Fork fork) {
    return new Written(this, fork);
  }

  @Override
  public int write(byte[] octets, int offset, int length) {
    change.accept(new String(octets, offset, length, StandardCharsets.UTF_8));
    return length;
  }
}
