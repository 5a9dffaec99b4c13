/// `ip maddress`: the groups that devices are in.
@NullMarked
package vethlab.userland.iproute.maddress;

import org.jspecify.annotations.NullMarked;
