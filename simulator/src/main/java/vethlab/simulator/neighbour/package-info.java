/// Who has which address: NUD states and the packets that wait for them.
@NullMarked
package vethlab.simulator.neighbour;

import org.jspecify.annotations.NullMarked;
