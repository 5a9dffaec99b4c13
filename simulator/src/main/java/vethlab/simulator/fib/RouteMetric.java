package vethlab.simulator.fib;

/// A property that a route gives to the traffic that it carries (`RTAX_*`), with its name in `ip`.
public enum RouteMetric {
  MTU(2, "mtu"),
  WINDOW(3, "window"),
  RTT(4, "rtt"),
  RTTVAR(5, "rttvar"),
  SSTHRESH(6, "ssthresh"),
  CWND(7, "cwnd"),
  ADVMSS(8, "advmss"),
  REORDERING(9, "reordering"),
  HOPLIMIT(10, "hoplimit"),
  INITCWND(11, "initcwnd"),
  FEATURES(12, "features"),
  RTO_MIN(13, "rto_min"),
  INITRWND(14, "initrwnd"),
  QUICKACK(15, "quickack"),
  FASTOPEN_NO_COOKIE(17, "fastopen_no_cookie");

  private final int number;
  private final String text;

  RouteMetric(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /// The number in a netlink message.
  public int number() {
    return number;
  }

  public String text() {
    return text;
  }
}
