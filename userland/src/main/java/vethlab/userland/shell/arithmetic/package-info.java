/// The shell's arithmetic: expressions of 64-bit numbers over variables.
@NullMarked
package vethlab.userland.shell.arithmetic;

import org.jspecify.annotations.NullMarked;
