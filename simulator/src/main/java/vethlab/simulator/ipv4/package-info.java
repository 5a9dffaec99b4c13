/// IPv4 in a namespace: ARP, ICMP, IGMP; receive, route, forward, fragment, deliver, send.
@NullMarked
package vethlab.simulator.ipv4;

import org.jspecify.annotations.NullMarked;
