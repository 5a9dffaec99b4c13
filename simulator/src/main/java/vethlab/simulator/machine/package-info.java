/// The simulated host: namespaces, processes, the event loop, the seed, the limits, forks.
@NullMarked
package vethlab.simulator.machine;

import org.jspecify.annotations.NullMarked;
