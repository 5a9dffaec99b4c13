/// Processes: identity, files, signals, waiting, and the scheduler that runs one at a time.
@NullMarked
package vethlab.simulator.process;

import org.jspecify.annotations.NullMarked;
