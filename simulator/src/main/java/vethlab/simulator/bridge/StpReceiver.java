package vethlab.simulator.bridge;

import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.ProtocolHandler;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Bpdu;
import vethlab.simulator.trace.DropReason;

/// Takes 802.2 frames, as a namespace does once it has had a bridge, and hands spanning tree units
/// to the bridge of the port that they came in by (`llc_rcv`, `stp_pdu_rcv`).
final class StpReceiver implements ProtocolHandler {

  StpReceiver() {}

  private StpReceiver(StpReceiver original, Fork fork) {
    fork.enter(original, this);
  }

  @Override
  public StpReceiver fork(Fork fork) {
    return new StpReceiver(this, fork);
  }

  @Override
  public void receive(SocketBuffer buffer) {
    if (buffer.packetType() != PacketType.OTHERHOST
        && buffer.frame().payload() instanceof Bpdu
        && buffer.device().rxHandler() instanceof BridgePort port) {
      port.bridge().spanningTree().protocol().receive(port, buffer);
    } else {
      buffer.drop(DropReason.NOT_SPECIFIED);
    }
  }
}
