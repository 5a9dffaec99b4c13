/// How programs are found and what they are told.
@NullMarked
package vethlab.userland.program;

import org.jspecify.annotations.NullMarked;
