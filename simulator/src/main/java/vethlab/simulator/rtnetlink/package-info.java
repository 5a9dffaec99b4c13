/// What configuration programs ask of the kernel about links: made, changed, taken away.
@NullMarked
package vethlab.simulator.rtnetlink;

import org.jspecify.annotations.NullMarked;
