package vethlab.simulator.device;

import vethlab.simulator.fork.Forkable;

/// Whoever takes the frames of a device before the protocols see them (`rx_handler`): a bridge.
public interface RxHandler extends Forkable {

  /// What becomes of the frame.
  enum Verdict {
    /// The handler has it.
    CONSUMED,
    /// `SocketBuffer.device` was changed: receive it again there.
    ANOTHER,
    /// As if there were no handler.
    PASS
  }

  /// Takes a frame that came in on its device.
  Verdict handleFrame(SocketBuffer buffer);
}
