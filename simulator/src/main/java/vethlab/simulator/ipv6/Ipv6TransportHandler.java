package vethlab.simulator.ipv6;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Packet;

/// A protocol above IPv6: UDP, TCP, echo (`struct inet6_protocol`).
///
/// For ICMPv6 it gets echo replies, and errors about echo requests; all else is done here.
public interface Ipv6TransportHandler extends Forkable {

  /// Takes a packet for this host; it ends here one way or the other.
  ///
  /// @param device where it came in; for what the host sends to itself, the device that has the
  ///   address
  void receive(SocketBuffer buffer, Ipv6Packet packet, NetDevice device);

  /// Someone reports that a packet of this host did not get through.
  ///
  /// @param quoted the beginning of that packet; its transport is
  ///   [vethlab.simulator.packet.Transport.Raw]
  /// @param reporter who reports
  void failed(Ipv6Packet quoted, Icmpv6Message.Error error, Ipv6Packet reporter, NetDevice device);
}
