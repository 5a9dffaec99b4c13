/// Words to commands: pipelines, lists, compound commands, functions.
@NullMarked
package vethlab.userland.shell.grammar;

import org.jspecify.annotations.NullMarked;
