/// Words to texts: braces, tildes, parameters, substitutions, splitting, file names.
@NullMarked
package vethlab.userland.shell.expansion;

import org.jspecify.annotations.NullMarked;
