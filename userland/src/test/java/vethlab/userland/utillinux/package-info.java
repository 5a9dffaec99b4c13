/// Namespaces of processes.
@NullMarked
package vethlab.userland.utillinux;

import org.jspecify.annotations.NullMarked;
