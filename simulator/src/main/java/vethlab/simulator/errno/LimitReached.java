package vethlab.simulator.errno;

/// A run used up something that it was given only so much of.
///
/// Ends the run with a named outcome; nothing that the lab does can catch it.
public final class LimitReached extends RuntimeException {

  /// What there is only so much of.
  public enum Limit {
    /// Frames received by all devices together: a bridge loop has no TTL.
    FRAMES("frames"),
    /// Events on the timeline.
    EVENTS("events"),
    /// Virtual time.
    TIME("virtual time"),
    /// Commands that shells execute.
    COMMANDS("commands"),
    /// Processes that exist at once.
    PROCESSES("processes"),
    /// Octets printed.
    OUTPUT("output"),
    /// Octets held by variables, pipes and files.
    MEMORY("memory"),
    /// Functions, sourced files and substitutions inside one another.
    NESTING("nesting"),
    /// Time of the real machine spent on the run.
    WALL_TIME("computing time");

    private final String text;

    Limit(String text) {
      this.text = text;
    }

    /// As in "limit reached: frames".
    public String text() {
      return text;
    }
  }

  private final Limit limit;

  public LimitReached(Limit limit) {
    super("limit reached: " + limit.text(), null, false, false);
    this.limit = limit;
  }

  public Limit limit() {
    return limit;
  }
}
