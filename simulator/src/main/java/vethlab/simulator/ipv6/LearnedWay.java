package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.Route;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.time.SimTime;

/// What the network told about one destination, as `ip -6 route show cache` lists it.
///
/// @param route the one that leads there
/// @param device the index of the device that leads there
/// @param gateway the router that leads there, or null
/// @param mtu 0 if none was told
/// @param expires when it is forgotten, or null if that depends on its use
public record LearnedWay(
    Route route,
    Ipv6Address destination,
    int device,
    @Nullable IpAddress gateway,
    int mtu,
    @Nullable SimTime expires) {}
