package vethlab.userland.shell.state;

import vethlab.userland.shell.syntax.Command;

/// A function: what it does, and where that is written.
///
/// @param source the file, as `BASH_SOURCE` has it
public record FunctionDefinition(String name, Command body, String source, int line) {}
