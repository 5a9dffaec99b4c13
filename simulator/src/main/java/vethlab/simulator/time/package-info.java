/// Virtual time and the timeline of pending events.
@NullMarked
package vethlab.simulator.time;

import org.jspecify.annotations.NullMarked;
