/// The commands that the shell carries out itself.
@NullMarked
package vethlab.userland.shell.builtin;

import org.jspecify.annotations.NullMarked;
