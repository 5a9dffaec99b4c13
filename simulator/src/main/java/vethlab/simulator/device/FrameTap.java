package vethlab.simulator.device;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EthernetFrame;

/// Someone who sees every frame of a device, both ways, before it is acted on (`ETH_P_ALL`).
public interface FrameTap {

  /// Called for each frame in the order of the kernel: incoming ones before any handler, outgoing
  /// ones as they are handed to the driver.
  void captured(NetDevice device, PacketType type, EthernetFrame frame);

  /// The tap that goes with the device's double into a fork; null if it stays behind.
  default @Nullable FrameTap forkedInto(Fork fork) {
    return null;
  }
}
