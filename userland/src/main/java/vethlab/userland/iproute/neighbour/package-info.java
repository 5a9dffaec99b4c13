/// `ip neighbour`: who is on a link, and what is known of them.
@NullMarked
package vethlab.userland.iproute.neighbour;

import org.jspecify.annotations.NullMarked;
