/// IPv6: address configuration, neighbour discovery, multicast listeners, ICMPv6, and the way of a
/// packet in, through and out.
@NullMarked
package vethlab.simulator.ipv6;

import org.jspecify.annotations.NullMarked;
