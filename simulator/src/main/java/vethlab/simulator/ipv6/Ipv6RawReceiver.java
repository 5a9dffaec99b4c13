package vethlab.simulator.ipv6;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Packet;

/// The raw sockets of a namespace (`raw6_local_deliver`): they get copies of what comes for this
/// host, whatever protocol takes it.
public interface Ipv6RawReceiver extends Forkable {

  /// Offers a packet; takers copy it.
  ///
  /// @return whether anyone took it
  boolean receive(SocketBuffer buffer, Ipv6Packet packet, NetDevice device);

  /// As [Ipv6TransportHandler#failed].
  void failed(Ipv6Packet quoted, Icmpv6Message.Error error, Ipv6Packet reporter, NetDevice device);
}
