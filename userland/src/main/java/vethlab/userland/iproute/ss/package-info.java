/// The program `ss` of iproute2 6.1: which sockets there are.
@NullMarked
package vethlab.userland.iproute.ss;

import org.jspecify.annotations.NullMarked;
