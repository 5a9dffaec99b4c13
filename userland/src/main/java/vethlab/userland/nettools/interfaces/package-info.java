/// The program `ifconfig`, and interfaces as it and `netstat -i` print them.
@NullMarked
package vethlab.userland.nettools.interfaces;

import org.jspecify.annotations.NullMarked;
