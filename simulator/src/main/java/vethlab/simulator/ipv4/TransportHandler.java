package vethlab.simulator.ipv4;

import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Packet;

/// A transport protocol of a namespace (`net_protocol`): UDP, TCP.
public interface TransportHandler extends Forkable {

  /// Takes a packet for this host; it ends here one way or the other.
  ///
  /// @param buffer its device is the one on which the packet came in; a [PacketRoute] is attached
  void receive(Ipv4Packet packet, SocketBuffer buffer);

  /// Hears of an ICMP error about a packet that this host may have sent (`err_handler`).
  ///
  /// For "fragmentation needed" and redirects the answer decides whether routes learn from it.
  ///
  /// @param quoted the beginning of that packet: its transport is raw octets, 8 or more, or a
  ///   fragment
  /// @param outer the packet that brought the error: its source is who complains
  /// @return whether it is about a packet of one of its sockets
  boolean error(IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet outer, SocketBuffer buffer);
}
