/// The program `arp`.
@NullMarked
package vethlab.userland.nettools.arp;

import org.jspecify.annotations.NullMarked;
