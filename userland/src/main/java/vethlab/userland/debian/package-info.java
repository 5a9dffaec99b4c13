/// Debian 12 as far as it is modelled: which programs there are, and where they stand.
@NullMarked
package vethlab.userland.debian;

import org.jspecify.annotations.NullMarked;
