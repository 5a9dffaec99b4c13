package vethlab.simulator.device;

/// What a device takes in beside frames for itself and broadcasts (`__dev_set_rx_mode`).
///
/// Software devices take in everything anyway; who asked for what is still seen in `ip -d link`,
/// `ip maddress` and `bridge fdb show`.
public final class ReceiveFilter {

  private final NetDevice device;
  private final HardwareAddressList unicast;
  private final HardwareAddressList multicast;
  private int promiscuity;
  private int allMulticast;
  private boolean promiscuousSet;
  private boolean allMulticastSet;

  ReceiveFilter(NetDevice device) {
    this(device, new HardwareAddressList(), new HardwareAddressList());
  }

  private ReceiveFilter(
      NetDevice device, HardwareAddressList unicast, HardwareAddressList multicast) {
    this.device = device;
    this.unicast = unicast;
    this.multicast = multicast;
  }

  /// The same for the double of the device.
  ReceiveFilter copy(NetDevice deviceDouble) {
    ReceiveFilter copy = new ReceiveFilter(deviceDouble, unicast.copy(), multicast.copy());
    copy.promiscuity = promiscuity;
    copy.allMulticast = allMulticast;
    copy.promiscuousSet = promiscuousSet;
    copy.allMulticastSet = allMulticastSet;
    return copy;
  }

  /// The unicast addresses beside the device's own (`dev->uc`).
  public HardwareAddressList unicast() {
    return unicast;
  }

  /// The multicast addresses (`dev->mc`): whoever joins a group on the device adds its address.
  public HardwareAddressList multicast() {
    return multicast;
  }

  /// How many want all frames.
  public int promiscuity() {
    return promiscuity;
  }

  /// Adds to or takes from the number of those who want all frames (`dev_set_promiscuity`).
  public void addPromiscuity(int change) {
    boolean before = promiscuity > 0;
    promiscuity += change;
    if (before != promiscuity > 0) {
      device.promiscuityChanged();
    }
  }

  /// Whether `promisc on` was said; what `ip link` shows as PROMISC.
  public boolean isPromiscuousSet() {
    return promiscuousSet;
  }

  /// Counts as one more while it is on (`ip link set … promisc on`).
  public void setPromiscuous(boolean on) {
    if (promiscuousSet != on) {
      promiscuousSet = on;
      addPromiscuity(on ? 1 : -1);
    }
  }

  /// How many want all multicast frames.
  public int allMulticast() {
    return allMulticast;
  }

  /// Adds to or takes from the number of those who want all multicast frames (`dev_set_allmulti`).
  public void addAllMulticast(int change) {
    allMulticast += change;
  }

  /// Whether `allmulticast on` was said; what `ip link` shows as ALLMULTI.
  public boolean isAllMulticastSet() {
    return allMulticastSet;
  }

  /// Counts as one more while it is on (`ip link set … allmulticast on`).
  public void setAllMulticast(boolean on) {
    if (allMulticastSet != on) {
      allMulticastSet = on;
      addAllMulticast(on ? 1 : -1);
    }
  }

  /// Forgets the addresses, because the device leaves its namespace.
  void forgetAddresses() {
    unicast.clear();
    multicast.clear();
  }
}
