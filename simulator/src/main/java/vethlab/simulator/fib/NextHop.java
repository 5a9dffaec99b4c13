package vethlab.simulator.fib;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;

/// One way on: over which device, and to which router if to one (`fib_nh`).
///
/// @param device the interface index, 0 where none is given
/// @param gateway the router, or null if the destinations are on the link; may be of the other
///   family
/// @param weight its share among several, from 1
/// @param scope how far away the gateway is; [RouteScope#NOWHERE] for a local address
/// @param onlink whether the gateway is taken to be on the link whatever the routes say
/// @param dead whether the device is down
/// @param linkdown whether the device has no carrier
public record NextHop(
    int device,
    @Nullable IpAddress gateway,
    int weight,
    RouteScope scope,
    boolean onlink,
    boolean dead,
    boolean linkdown) {

  /// On the link behind `device`.
  public static NextHop on(int device) {
    return new NextHop(device, null, 1, RouteScope.UNIVERSE, false, false, false);
  }

  /// Over a router.
  ///
  /// @param device 0 lets the kernel find it
  public static NextHop via(@Nullable IpAddress gateway, int device) {
    return new NextHop(device, gateway, 1, RouteScope.UNIVERSE, false, false, false);
  }

  public NextHop withWeight(int newWeight) {
    return new NextHop(device, gateway, newWeight, scope, onlink, dead, linkdown);
  }

  public NextHop withOnlink(boolean newOnlink) {
    return new NextHop(device, gateway, weight, scope, newOnlink, dead, linkdown);
  }

  public NextHop withState(boolean newDead, boolean newLinkdown) {
    return new NextHop(device, gateway, weight, scope, onlink, newDead, newLinkdown);
  }

  /// The next hop as found in the tables.
  public NextHop resolved(int newDevice, RouteScope newScope, boolean newLinkdown) {
    return new NextHop(newDevice, gateway, weight, newScope, onlink, false, newLinkdown);
  }
}
