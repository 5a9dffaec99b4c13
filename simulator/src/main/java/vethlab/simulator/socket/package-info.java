/// Sockets: UDP, TCP, raw IP, ping and packet; what programs send and receive with.
@NullMarked
package vethlab.simulator.socket;

import org.jspecify.annotations.NullMarked;
