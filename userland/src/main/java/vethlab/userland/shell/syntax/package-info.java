/// What a script says: commands, words and redirections as values that know their lines.
@NullMarked
package vethlab.userland.shell.syntax;

import org.jspecify.annotations.NullMarked;
