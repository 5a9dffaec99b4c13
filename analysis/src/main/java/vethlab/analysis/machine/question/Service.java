package vethlab.analysis.machine.question;

/// What is asked for at an address: an echo, or a port.
public sealed interface Service {

  /// Whether the address answers an echo request, as `ping -c1 -W4` asks.
  record Echo() implements Service {

    @Override
    public String protocol() {
      return "icmp";
    }

    @Override
    public String text() {
      return "icmp";
    }
  }

  /// Whether a TCP connection to the port comes about.
  record Tcp(int port) implements Service {

    public Tcp {
      requirePort(port);
    }

    @Override
    public String protocol() {
      return "tcp";
    }

    @Override
    public String text() {
      return "tcp:" + port;
    }
  }

  /// Whether a datagram reaches a socket at the port.
  record Udp(int port) implements Service {

    public Udp {
      requirePort(port);
    }

    @Override
    public String protocol() {
      return "udp";
    }

    @Override
    public String text() {
      return "udp:" + port;
    }
  }

  Service ECHO = new Echo();

  /// `icmp`, `tcp`, `udp`: the same word for both families.
  String protocol();

  /// As a person types it: `icmp`, `tcp:80`.
  String text();

  /// Reads what [#text] prints.
  ///
  /// @throws IllegalArgumentException if it is anything else
  static Service parse(String text) {
    if (text.equals("icmp")) {
      return ECHO;
    }
    int colon = text.indexOf(':');
    if (colon > 0) {
      int port = port(text.substring(colon + 1));
      switch (text.substring(0, colon)) {
        case "tcp" -> {
          return new Tcp(port);
        }
        case "udp" -> {
          return new Udp(port);
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException("'" + text + "' is none of icmp, tcp:PORT, udp:PORT");
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + text + "' is not a port", notANumber);
    }
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
  }
}
