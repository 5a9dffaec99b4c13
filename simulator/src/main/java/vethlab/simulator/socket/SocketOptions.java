package vethlab.simulator.socket;

/// What a program has set about the packets of its socket (`setsockopt`).
///
/// @param device the index of the device that it is bound to, 0 for any
/// @param ttl TTL or hop limit, 0 for the default
/// @param multicastTtl TTL or hop limit to groups
/// @param trafficClass the octet once called type of service
/// @param fragmentation what may be done with packets that are too long
/// @param broadcast whether it may send to broadcast addresses
/// @param onlyLink whether routers are not used
/// @param mark the firewall mark
/// @param multicastDevice the device for groups, 0 for the one that the route says
/// @param multicastLoop whether this host gets a copy of what goes to a group
public record SocketOptions(
    int device,
    int ttl,
    int multicastTtl,
    int trafficClass,
    Fragmentation fragmentation,
    boolean broadcast,
    boolean onlyLink,
    int mark,
    int multicastDevice,
    boolean multicastLoop) {

  /// What may be done with a packet that is too long (`IP_MTU_DISCOVER`).
  public enum Fragmentation {
    /// It may be fragmented, here and on the way.
    ALLOWED,
    /// One that fits may not be fragmented on the way; a longer one is fragmented here.
    PATH,
    /// It may not be fragmented; a longer one is refused.
    FORBIDDEN,
    /// As FORBIDDEN, but only the device's MTU counts.
    PROBE
  }

  /// What a fresh socket has.
  public static final SocketOptions DEFAULT =
      new SocketOptions(0, 0, 1, 0, Fragmentation.PATH, false, false, 0, 0, true);

  public SocketOptions withDevice(int index) {
    return new SocketOptions(
        index,
        ttl,
        multicastTtl,
        trafficClass,
        fragmentation,
        broadcast,
        onlyLink,
        mark,
        multicastDevice,
        multicastLoop);
  }

  public SocketOptions withTtl(int hops) {
    return new SocketOptions(
        device,
        hops,
        hops,
        trafficClass,
        fragmentation,
        broadcast,
        onlyLink,
        mark,
        multicastDevice,
        multicastLoop);
  }

  public SocketOptions withTrafficClass(int octet) {
    return new SocketOptions(
        device,
        ttl,
        multicastTtl,
        octet,
        fragmentation,
        broadcast,
        onlyLink,
        mark,
        multicastDevice,
        multicastLoop);
  }

  public SocketOptions withFragmentation(Fragmentation how) {
    return new SocketOptions(
        device,
        ttl,
        multicastTtl,
        trafficClass,
        how,
        broadcast,
        onlyLink,
        mark,
        multicastDevice,
        multicastLoop);
  }

  public SocketOptions withBroadcast(boolean allowed) {
    return new SocketOptions(
        device,
        ttl,
        multicastTtl,
        trafficClass,
        fragmentation,
        allowed,
        onlyLink,
        mark,
        multicastDevice,
        multicastLoop);
  }

  public SocketOptions withOnlyLink(boolean only) {
    return new SocketOptions(
        device,
        ttl,
        multicastTtl,
        trafficClass,
        fragmentation,
        broadcast,
        only,
        mark,
        multicastDevice,
        multicastLoop);
  }

  public SocketOptions withMark(int firewallMark) {
    return new SocketOptions(
        device,
        ttl,
        multicastTtl,
        trafficClass,
        fragmentation,
        broadcast,
        onlyLink,
        firewallMark,
        multicastDevice,
        multicastLoop);
  }

  public SocketOptions withMulticast(int deviceIndex, boolean loop) {
    return new SocketOptions(
        device,
        ttl,
        multicastTtl,
        trafficClass,
        fragmentation,
        broadcast,
        onlyLink,
        mark,
        deviceIndex,
        loop);
  }
}
