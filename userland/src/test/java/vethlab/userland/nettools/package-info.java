/// Hostnames, interfaces, sockets.
@NullMarked
package vethlab.userland.nettools;

import org.jspecify.annotations.NullMarked;
