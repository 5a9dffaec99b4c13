/// The program `route`, and the routing tables as it and `netstat -r` print them.
@NullMarked
package vethlab.userland.nettools.route;

import org.jspecify.annotations.NullMarked;
