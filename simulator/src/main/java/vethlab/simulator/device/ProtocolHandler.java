package vethlab.simulator.device;

import vethlab.simulator.fork.Forkable;

/// A network protocol of a namespace, by EtherType (`packet_type`): IPv4, ARP, IPv6.
public interface ProtocolHandler extends Forkable {

  /// Takes a frame; it ends here one way or the other.
  void receive(SocketBuffer buffer);
}
