/// `ip link`: devices shown, made, changed and taken away.
@NullMarked
package vethlab.userland.iproute.link;

import org.jspecify.annotations.NullMarked;
