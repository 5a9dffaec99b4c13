/// Copies of a machine: the map from each object to its double.
@NullMarked
package vethlab.simulator.fork;

import org.jspecify.annotations.NullMarked;
