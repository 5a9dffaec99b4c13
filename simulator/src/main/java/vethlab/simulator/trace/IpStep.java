package vethlab.simulator.trace;

/// What IP decided.
public sealed interface IpStep extends Step {

  /// A route was chosen.
  ///
  /// @param route as `ip route` prints it
  /// @param choices over how many next hops a hash with a random key had to choose; 1 if there was
  ///   no choice
  record Routed(String place, String destination, String route, int choices) implements IpStep {

    /// Whether the packet could have gone another way on another day.
    public boolean dependsOnHash() {
      return choices > 1;
    }

    @Override
    public String text() {
      String hash = dependsOnHash() ? " (one of " + choices + ", chosen by a hash)" : "";
      return "route to " + destination + ": " + route + hash;
    }
  }

  /// The packet is for this host (`ip_local_deliver`).
  record DeliveredLocally(String place, String protocol) implements IpStep {

    @Override
    public String text() {
      return "for this host: " + protocol;
    }
  }

  /// The packet is forwarded (`ip_forward`).
  record Forwarded(String place, String device, int ttl) implements IpStep {

    @Override
    public String text() {
      return "forwarded to " + device + ", TTL now " + ttl;
    }
  }

  /// An answer or a report was made because of this packet.
  record Answered(String place, String what) implements IpStep {

    @Override
    public String text() {
      return what;
    }
  }
}
