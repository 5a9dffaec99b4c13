package vethlab.userland.iproute.command;

/// Something that `ip` or `bridge` can be told to do.
@FunctionalInterface
public interface Command {

  /// Does it.
  ///
  /// @param arguments the words behind the command's own name
  /// @return what the C function of the real tool returns: 0, or one that the program turns into
  ///   its status
  /// @throws CommandFailure in place of returning anything else, once the message is out
  int run(Tool tool, Arguments arguments);
}
