/// Generated files.
@NullMarked
package vethlab.userland.procfs;

import org.jspecify.annotations.NullMarked;
