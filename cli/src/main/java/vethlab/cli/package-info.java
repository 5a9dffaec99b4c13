/// The `vethlab` command: one class a subcommand.
@NullMarked
package vethlab.cli;

import org.jspecify.annotations.NullMarked;
