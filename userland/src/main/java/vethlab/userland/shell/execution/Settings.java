package vethlab.userland.shell.execution;

/// How a shell was started.
///
/// @param dialect which shell it is
/// @param calledAs the name that it was called by, as `bash` or `/bin/bash`
/// @param interactive whether it talks to a person
/// @param commandString whether its commands are an argument (`-c`)
/// @param readsInput whether its commands come from its standard input
public record Settings(
    Dialect dialect,
    String calledAs,
    boolean interactive,
    boolean commandString,
    boolean readsInput) {

  /// The name without its directory.
  public String baseName() {
    return calledAs.substring(calledAs.lastIndexOf('/') + 1);
  }
}
