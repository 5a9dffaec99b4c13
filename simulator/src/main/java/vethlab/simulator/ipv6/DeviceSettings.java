package vethlab.simulator.ipv6;

/// The values of all [DeviceSetting]s in one place: of a device, of `all`, or of `default`.
final class DeviceSettings {

  private final long[] values;

  private DeviceSettings(long[] values) {
    this.values = values;
  }

  /// What `default` has in a new namespace.
  static DeviceSettings builtIn() {
    long[] values = new long[DeviceSetting.values().length];
    for (DeviceSetting setting : DeviceSetting.values()) {
      values[setting.ordinal()] = setting.builtIn();
    }
    return new DeviceSettings(values);
  }

  /// What `all` has in a new namespace: as `default`, but detection of duplicates is off there, so
  /// that each device decides.
  static DeviceSettings builtInForAll() {
    DeviceSettings all = builtIn();
    all.set(DeviceSetting.ACCEPT_DAD, 0);
    return all;
  }

  DeviceSettings copy() {
    return new DeviceSettings(values.clone());
  }

  long get(DeviceSetting setting) {
    return values[setting.ordinal()];
  }

  /// Whether the value is not 0.
  boolean is(DeviceSetting setting) {
    return values[setting.ordinal()] != 0;
  }

  void set(DeviceSetting setting, long value) {
    values[setting.ordinal()] = value;
  }
}
