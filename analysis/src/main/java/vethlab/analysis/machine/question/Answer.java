package vethlab.analysis.machine.question;

/// How a question was answered.
public enum Answer {
  /// An echo reply, a connection, a datagram that reached a socket.
  OPEN("open"),
  /// The host is there and nothing listens at the port: a reset, or an ICMP error of the host.
  REFUSED("refused"),
  /// Somebody on the way, or the host's own rules, sent an error.
  REJECTED("rejected"),
  /// Nothing came back.
  NONE("none"),
  /// Now this, now that: a random hash decides, or a storm rages.
  DEPENDS("depends"),
  /// The simulator could not tell.
  UNKNOWN("unknown");

  private final String text;

  Answer(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
