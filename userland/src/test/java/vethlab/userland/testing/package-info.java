/// What tests of programs share.
@NullMarked
package vethlab.userland.testing;

import org.jspecify.annotations.NullMarked;
