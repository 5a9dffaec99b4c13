/// What is in `/sys`: the devices of the network namespace in which it was mounted, with their
/// attributes. Other parts are there by name only.
@NullMarked
package vethlab.userland.sysfs;

import org.jspecify.annotations.NullMarked;
