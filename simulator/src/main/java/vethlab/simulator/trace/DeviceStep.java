package vethlab.simulator.trace;

import vethlab.simulator.packet.EthernetFrame;

/// What a network device did with a frame.
public sealed interface DeviceStep extends Step {

  /// The frame was handed to the device for sending (`dev_hard_start_xmit`).
  record Transmitted(String place, EthernetFrame frame) implements DeviceStep {

    @Override
    public String text() {
      return "sent by the device";
    }
  }

  /// The frame came in (`__netif_receive_skb_core`).
  record Received(String place, EthernetFrame frame) implements DeviceStep {

    @Override
    public String text() {
      return "received";
    }
  }
}
