package vethlab.simulator.packet;

/// Protocol numbers of IPv4, and next-header numbers of IPv6, that the kernel acts on (`in.h`).
public final class IpProtocol {

  public static final int HOP_BY_HOP = 0;
  public static final int ICMP = 1;
  public static final int IGMP = 2;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int ROUTING = 43;
  public static final int FRAGMENT = 44;
  public static final int ICMPV6 = 58;
  public static final int NO_NEXT = 59;
  public static final int DESTINATION_OPTIONS = 60;

  private IpProtocol() {}
}
