/// TCP: connections, listeners, and the table that finds them.
@NullMarked
package vethlab.simulator.socket.tcp;

import org.jspecify.annotations.NullMarked;
