package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.time.SimTime;

/// Where one packet goes: what a route came to for it (`rtable`). It travels with the packet.
///
/// @param device by which it leaves; the loopback device for a packet of this host to itself
/// @param type what the destination is
/// @param gateway the router that it goes to, or null if the destination is on the link
/// @param source the address that the packet has, or that was chosen for it
/// @param mtu the longest packet that fits; octets
/// @param forwardMtu as `mtu` for a packet of another host: what was learned of the path does not
///   count, unless `ip_forward_use_pmtu` or a lock says so
/// @param learnedMtu the MTU that the network told of, 0 if it did not
/// @param mtuLocked whether what the network says about the MTU does not count
/// @param delivered whether this host takes it, itself or a copy
/// @param redirected whether a router's redirect chose the gateway
/// @param expires when what was learned from the network is forgotten, or null
/// @param wantsRedirect whether the sender could have used a shorter way (`IPSKB_DOREDIRECT`)
/// @param input whether it came in from the wire
/// @param incoming the index of the device where it came in, 0 if nowhere
/// @param choices over how many next hops a hash had to choose; 1 if there was no choice
/// @param route the route, or null if none was needed
public record PacketRoute(
    NetDevice device,
    RouteType type,
    @Nullable IpAddress gateway,
    Ipv4Address source,
    int mtu,
    int forwardMtu,
    int learnedMtu,
    boolean mtuLocked,
    boolean delivered,
    boolean redirected,
    @Nullable SimTime expires,
    boolean wantsRedirect,
    boolean input,
    int incoming,
    int choices,
    @Nullable Route route)
    implements SocketBuffer.Attachment {

  /// The neighbour that it is handed to (`rt_nexthop`).
  public IpAddress nextHop(Ipv4Address destination) {
    return gateway == null ? destination : gateway;
  }

  /// The longest TCP segment to announce (`ipv4_default_advmss`).
  public int advertisedMss(int least) {
    return Math.min(Math.max(mtu - 40, least), 65535 - 40);
  }

  /// Whether it depends on a random hash which way it goes.
  public boolean dependsOnHash() {
    return choices > 1;
  }

  @Override
  public PacketRoute fork(Fork fork) {
    return new PacketRoute(
        fork.of(device),
        type,
        gateway,
        source,
        mtu,
        forwardMtu,
        learnedMtu,
        mtuLocked,
        delivered,
        redirected,
        expires,
        wantsRedirect,
        input,
        incoming,
        choices,
        route);
  }

  PacketRoute withSource(Ipv4Address other) {
    return new PacketRoute(
        device,
        type,
        gateway,
        other,
        mtu,
        forwardMtu,
        learnedMtu,
        mtuLocked,
        delivered,
        redirected,
        expires,
        wantsRedirect,
        input,
        incoming,
        choices,
        route);
  }

  PacketRoute withIncoming(int other) {
    return new PacketRoute(
        device,
        type,
        gateway,
        source,
        mtu,
        forwardMtu,
        learnedMtu,
        mtuLocked,
        delivered,
        redirected,
        expires,
        wantsRedirect,
        input,
        other,
        choices,
        route);
  }
}
