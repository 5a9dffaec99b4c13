/// Processes and kernel settings, as procps 4.0.2 shows and changes them.
@NullMarked
package vethlab.userland.procps;

import org.jspecify.annotations.NullMarked;
