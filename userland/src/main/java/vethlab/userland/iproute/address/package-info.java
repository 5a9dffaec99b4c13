/// `ip address`: addresses shown, added, changed and taken away.
@NullMarked
package vethlab.userland.iproute.address;

import org.jspecify.annotations.NullMarked;
