/// `ip tuntap`: devices with a program at the other end.
@NullMarked
package vethlab.userland.iproute.tuntap;

import org.jspecify.annotations.NullMarked;
