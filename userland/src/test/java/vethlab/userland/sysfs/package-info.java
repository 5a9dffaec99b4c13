/// Tests of `/sys`.
@NullMarked
package vethlab.userland.sysfs;

import org.jspecify.annotations.NullMarked;
