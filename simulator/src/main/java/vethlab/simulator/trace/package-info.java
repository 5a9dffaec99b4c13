/// What was decided and why, as data and as text.
@NullMarked
package vethlab.simulator.trace;

import org.jspecify.annotations.NullMarked;
