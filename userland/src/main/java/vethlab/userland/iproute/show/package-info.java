/// `ip link show` and `ip address show`: one list of devices, with filters.
@NullMarked
package vethlab.userland.iproute.show;

import org.jspecify.annotations.NullMarked;
