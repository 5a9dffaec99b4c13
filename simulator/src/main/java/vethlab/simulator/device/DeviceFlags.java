package vethlab.simulator.device;

/// The flags of a device that someone sets (`IFF_*`); carrier and state are the device's own.
public final class DeviceFlags {

  private boolean up;
  private boolean loopback;
  private boolean broadcast = true;
  private boolean multicast = true;
  private boolean noArp;
  private boolean pointToPoint;

  DeviceFlags copy() {
    DeviceFlags copy = new DeviceFlags();
    copy.up = up;
    copy.loopback = loopback;
    copy.broadcast = broadcast;
    copy.multicast = multicast;
    copy.noArp = noArp;
    copy.pointToPoint = pointToPoint;
    return copy;
  }

  public boolean isUp() {
    return up;
  }

  void setUp(boolean on) {
    up = on;
  }

  public boolean isLoopback() {
    return loopback;
  }

  void setLoopback(boolean on) {
    loopback = on;
  }

  public boolean isBroadcast() {
    return broadcast;
  }

  public void setBroadcast(boolean on) {
    broadcast = on;
  }

  public boolean isMulticast() {
    return multicast;
  }

  public void setMulticast(boolean on) {
    multicast = on;
  }

  /// Whether neighbours are not asked for their addresses.
  public boolean isNoArp() {
    return noArp;
  }

  public void setNoArp(boolean on) {
    noArp = on;
  }

  public boolean isPointToPoint() {
    return pointToPoint;
  }

  public void setPointToPoint(boolean on) {
    pointToPoint = on;
  }
}
