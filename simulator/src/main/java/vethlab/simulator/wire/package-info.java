/// Bytes to packets and back, with checksums; any bytes decode to a value or to {@code Malformed}.
@NullMarked
package vethlab.simulator.wire;

import org.jspecify.annotations.NullMarked;
