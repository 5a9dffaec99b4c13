/// `ip route`: routes listed, added, taken away and asked for.
@NullMarked
package vethlab.userland.iproute.route;

import org.jspecify.annotations.NullMarked;
