/// Builtins about variables: `declare` and its kin, `read`, `set`, `getopts`.
@NullMarked
package vethlab.userland.shell.builtin.variable;

import org.jspecify.annotations.NullMarked;
