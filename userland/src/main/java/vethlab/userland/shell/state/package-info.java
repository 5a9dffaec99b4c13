/// What a shell remembers: variables, options, functions, aliases, traps.
@NullMarked
package vethlab.userland.shell.state;

import org.jspecify.annotations.NullMarked;
