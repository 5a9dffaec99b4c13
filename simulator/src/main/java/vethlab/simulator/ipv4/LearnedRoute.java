package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.time.SimTime;

/// What the network told about one destination, as `ip route show cache` lists it.
///
/// @param device the index of the device that leads there
/// @param gateway the router that leads there, or null
/// @param redirected whether a router named this gateway
/// @param mtu 0 if none was told
/// @param locked whether the MTU told was below the least that is believed
/// @param expires when it is forgotten, or null
public record LearnedRoute(
    Ipv4Address destination,
    int device,
    @Nullable IpAddress gateway,
    boolean redirected,
    int mtu,
    boolean locked,
    @Nullable SimTime expires) {}
