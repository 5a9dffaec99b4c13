/// The shell against what real bash printed.
@NullMarked
package vethlab.userland.shell;

import org.jspecify.annotations.NullMarked;
