/// The shell's patterns (`*`, `?`, `[…]`, `@(…)`) and how they find files.
@NullMarked
package vethlab.userland.shell.pattern;

import org.jspecify.annotations.NullMarked;
