package vethlab.simulator.capture.text;

/// How much of a frame is shown.
///
/// @param linkHeader addresses, type and length of the frame first (`-e`)
/// @param verbosity how many `-v` are given
/// @param absoluteSequence TCP sequence numbers as they are on the wire (`-S`)
public record Style(boolean linkHeader, int verbosity, boolean absoluteSequence) {

  /// What `tcpdump -n` shows.
  public static final Style BRIEF = new Style(false, 0, false);

  /// What `tcpdump -e -n` shows.
  public static final Style LINK = new Style(true, 0, false);

  public Style withVerbosity(int other) {
    return new Style(linkHeader, other, absoluteSequence);
  }
}
