/// Namespaces of processes, as util-linux 2.38.1 makes, enters and lists them.
@NullMarked
package vethlab.userland.utillinux;

import org.jspecify.annotations.NullMarked;
