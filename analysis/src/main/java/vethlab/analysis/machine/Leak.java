package vethlab.analysis.machine;

import vethlab.simulator.trace.Origin;

/// Frames that arrive where they were not meant to.
///
/// @param from the namespace that sends
/// @param to the namespace that is meant
/// @param seenBy the namespace that gets a copy
/// @param where the device that gets it, as `namespace/device`
/// @param kind what the frames are
/// @param frame an example: `echo request`
/// @param origin the script line that made the device
/// @param explanation one sentence in plain English
public record Leak(
    String from,
    String to,
    String seenBy,
    String where,
    Kind kind,
    String frame,
    Origin origin,
    String explanation) {

  /// Which frames leak.
  public enum Kind {
    /// Unicast that a bridge floods, because it does not know the station.
    UNICAST("unicast"),
    /// Broadcast and multicast that reach somebody whom the sender cannot reach otherwise.
    BROADCAST("broadcast");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
