/// Addresses, frames and headers as values.
@NullMarked
package vethlab.simulator.packet;

import org.jspecify.annotations.NullMarked;
