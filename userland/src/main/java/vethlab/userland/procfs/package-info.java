/// What {@code /proc} and {@code /sys} hold, made for whoever looks.
@NullMarked
package vethlab.userland.procfs;

import org.jspecify.annotations.NullMarked;
