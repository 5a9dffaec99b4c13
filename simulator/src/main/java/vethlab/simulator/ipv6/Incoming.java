package vethlab.simulator.ipv6;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;

/// What IPv6 notes about a packet that came in (`struct inet6_skb_parm`).
///
/// @param device where it came in; for what this host sends to itself, the device that has the
///   address
/// @param routerAlert the value of a router alert option, or −1
/// @param fragmented whether it came in pieces, or as a single piece
record Incoming(NetDevice device, int routerAlert, boolean fragmented)
    implements SocketBuffer.Attachment {

  /// The value of a router alert for multicast listener discovery.
  static final int MLD_ALERT = 0;

  static final int NO_ALERT = -1;

  Incoming withRouterAlert(int value) {
    return new Incoming(device, value, fragmented);
  }

  Incoming asFragmented() {
    return new Incoming(device, routerAlert, true);
  }

  @Override
  public Incoming fork(Fork fork) {
    return new Incoming(fork.of(device), routerAlert, fragmented);
  }
}
