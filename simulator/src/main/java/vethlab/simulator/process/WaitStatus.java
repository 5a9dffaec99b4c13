package vethlab.simulator.process;

/// What became of a child (`wait(2)`).
public sealed interface WaitStatus {

  /// It ended by itself.
  record Exited(int status) implements WaitStatus {}

  /// A signal ended it.
  record Signalled(Signal signal) implements WaitStatus {}

  /// A signal stopped it; it may go on.
  record Stopped(Signal signal) implements WaitStatus {}

  /// It goes on.
  record Continued() implements WaitStatus {}

  /// The status as the shell's `$?` has it: 128 and the signal's number for signals.
  default int shellStatus() {
    return switch (this) {
      case Exited(int status) -> status;
      case Signalled(Signal signal) -> 128 + signal.number();
      case Stopped(Signal signal) -> 128 + signal.number();
      case Continued() -> 0;
    };
  }

  /// Whether the child is gone.
  default boolean isFinal() {
    return switch (this) {
      case Exited e -> true;
      case Signalled s -> true;
      case Stopped s -> false;
      case Continued c -> false;
    };
  }
}
