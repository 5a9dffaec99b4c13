/// Commands carried out: children, redirections, loops, functions, errors.
@NullMarked
package vethlab.userland.shell.execution;

import org.jspecify.annotations.NullMarked;
