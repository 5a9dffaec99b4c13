/// `ip` and `bridge` of iproute2 6.1: their options and objects, and what each command does.
@NullMarked
package vethlab.userland.iproute;

import org.jspecify.annotations.NullMarked;
