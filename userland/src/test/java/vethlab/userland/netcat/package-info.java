/// Exchanges by hand.
@NullMarked
package vethlab.userland.netcat;

import org.jspecify.annotations.NullMarked;
