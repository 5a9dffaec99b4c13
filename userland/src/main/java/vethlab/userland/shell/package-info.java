/// The shell: a script's text read, expanded and carried out on a simulated machine.
@NullMarked
package vethlab.userland.shell;

import org.jspecify.annotations.NullMarked;
