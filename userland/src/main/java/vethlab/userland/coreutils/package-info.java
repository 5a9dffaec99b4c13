/// Small programs, as GNU coreutils 9.1 has them.
@NullMarked
package vethlab.userland.coreutils;

import org.jspecify.annotations.NullMarked;
