package vethlab.simulator.errno;

/// The lab asks for something that the simulator does not know: it is refused, never guessed.
///
/// Ends the run as inconclusive, with the script line of the process that asked.
public final class NotModelled extends RuntimeException {

  /// @param what what is missing, to follow "not modelled: ", such as `tc qdisc add … tbf`
  public NotModelled(String what) {
    super(what, null, false, false);
  }

  /// What is missing.
  public String what() {
    return String.valueOf(getMessage());
  }
}
