package vethlab.simulator.fib;

/// Who installed a route (`RTPROT_*`): 0 to 255.
public record RouteProtocol(int number) {

  public static final RouteProtocol UNSPEC = new RouteProtocol(0);
  public static final RouteProtocol REDIRECT = new RouteProtocol(1);
  public static final RouteProtocol KERNEL = new RouteProtocol(2);
  public static final RouteProtocol BOOT = new RouteProtocol(3);
  public static final RouteProtocol STATIC = new RouteProtocol(4);
  public static final RouteProtocol ROUTER_ADVERTISEMENT = new RouteProtocol(9);

  public RouteProtocol {
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException("protocol out of 0..255: " + number);
    }
  }
}
