/// Connections by hand, as OpenBSD's netcat (Debian 1.219-1) makes them.
@NullMarked
package vethlab.userland.netcat;

import org.jspecify.annotations.NullMarked;
