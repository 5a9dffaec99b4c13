/// Measurements of the simulator: frames a second, and the time until an answer.
@NullMarked
package vethlab.benchmarks;

import org.jspecify.annotations.NullMarked;
