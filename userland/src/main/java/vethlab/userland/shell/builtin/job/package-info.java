/// Builtins about jobs and signals: `jobs`, `fg`, `bg`, `wait`, `kill`, `trap`.
@NullMarked
package vethlab.userland.shell.builtin.job;

import org.jspecify.annotations.NullMarked;
