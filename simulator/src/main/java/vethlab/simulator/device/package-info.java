/// Network devices and the cables between them: loopback, veth, dummy, tap; receive handlers.
@NullMarked
package vethlab.simulator.device;

import org.jspecify.annotations.NullMarked;
