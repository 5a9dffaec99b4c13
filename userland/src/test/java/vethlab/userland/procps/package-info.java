/// Processes and settings.
@NullMarked
package vethlab.userland.procps;

import org.jspecify.annotations.NullMarked;
