/// `ss`: sockets listed (`ss.c`).
@NullMarked
package vethlab.userland.iproute.ss;

import org.jspecify.annotations.NullMarked;
