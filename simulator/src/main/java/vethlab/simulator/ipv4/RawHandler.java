package vethlab.simulator.ipv4;

import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Packet;

/// The raw sockets of a namespace (`raw_local_deliver`): they get copies of what any protocol gets.
public interface RawHandler extends Forkable {

  /// Shows a packet for this host to the raw sockets; the packet goes on whatever they do.
  ///
  /// @param buffer take a [SocketBuffer#copy] of it to keep it
  /// @return whether a socket wanted it: then no one complains that its protocol is unknown
  boolean deliver(Ipv4Packet packet, SocketBuffer buffer);

  /// Hears of an ICMP error about a packet that this host may have sent (`raw_icmp_error`).
  ///
  /// @return whether it is about a packet of one of the sockets
  boolean error(IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet outer, SocketBuffer buffer);

  /// Takes an echo reply for the ping sockets, which are no raw sockets (`ping_rcv`).
  ///
  /// @return whether one of them took it
  boolean deliverEchoReply(Ipv4Packet packet, SocketBuffer buffer);
}
