/// Jobs: groups of processes that a shell started, and what it says about them.
@NullMarked
package vethlab.userland.shell.job;

import org.jspecify.annotations.NullMarked;
