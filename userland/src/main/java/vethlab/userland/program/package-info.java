/// Programs as files: where they are, how a path becomes running code, and what they print with.
@NullMarked
package vethlab.userland.program;

import org.jspecify.annotations.NullMarked;
