/// Tests of `ss`.
@NullMarked
package vethlab.userland.iproute.ss;

import org.jspecify.annotations.NullMarked;
