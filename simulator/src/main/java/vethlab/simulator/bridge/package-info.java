/// The bridge: ports, forwarding database, spanning tree variables, multicast snooping.
@NullMarked
package vethlab.simulator.bridge;

import org.jspecify.annotations.NullMarked;
