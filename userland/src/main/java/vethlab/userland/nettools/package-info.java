/// Interfaces, routes and sockets, as net-tools 2.10 and hostname 3.23 show and change them.
@NullMarked
package vethlab.userland.nettools;

import org.jspecify.annotations.NullMarked;
