/// Plays a lab on a simulated machine: as a script, or typed into terminals.
@NullMarked
package vethlab.userland.stage;

import org.jspecify.annotations.NullMarked;
