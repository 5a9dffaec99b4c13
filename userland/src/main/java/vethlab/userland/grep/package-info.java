/// `grep` and its kin.
@NullMarked
package vethlab.userland.grep;

import org.jspecify.annotations.NullMarked;
