package vethlab.simulator.neighbour;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.trace.Origin;

/// An address that this host answers for on behalf of another (`pneigh_entry`).
///
/// @param device the interface index, or null for every device
/// @param router as for [NeighbourFlag#ROUTER]
public record ProxyNeighbour(
    @Nullable Integer device,
    IpAddress address,
    boolean router,
    boolean permanent,
    int protocol,
    Origin origin) {}
