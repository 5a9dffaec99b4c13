/// Why a call is refused: the kernel's error numbers, and what is not modelled.
@NullMarked
package vethlab.simulator.errno;

import org.jspecify.annotations.NullMarked;
