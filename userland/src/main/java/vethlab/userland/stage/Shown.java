package vethlab.userland.stage;

/// A piece of text that appeared.
///
/// @param terminal the terminal's name; empty where a script printed it
/// @param line the line of the lab that was being worked on, 0 if none was yet
/// @param text as it appeared, with `\n` for ends of lines
public record Shown(String terminal, int line, String text) {}
