package vethlab.simulator.ipv4;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The values of one directory of `net.ipv4.conf`: `all`, `default`, or a device (`ipv4_devconf`).
public final class DeviceSettings {

  private final Map<DeviceSetting, Integer> values;
  private final Set<DeviceSetting> chosen;

  /// What `default` starts with in the root namespace.
  static DeviceSettings ofDefault() {
    Map<DeviceSetting, Integer> values = new EnumMap<>(DeviceSetting.class);
    for (DeviceSetting each : DeviceSetting.values()) {
      values.put(each, each.initial());
    }
    return new DeviceSettings(values, EnumSet.noneOf(DeviceSetting.class));
  }

  /// What `all` starts with in the root namespace: as `default`, but source routing is off.
  static DeviceSettings ofAll() {
    DeviceSettings settings = ofDefault();
    settings.values.put(DeviceSetting.ACCEPT_SOURCE_ROUTE, 0);
    return settings;
  }

  private DeviceSettings(Map<DeviceSetting, Integer> values, Set<DeviceSetting> chosen) {
    this.values = values;
    this.chosen = chosen;
  }

  /// The same values. New devices and namespaces start with copies, in which what somebody has once
  /// written to `default` counts as chosen too: they do not follow later writes of it.
  DeviceSettings copy() {
    EnumSet<DeviceSetting> copied = EnumSet.noneOf(DeviceSetting.class);
    copied.addAll(chosen);
    return new DeviceSettings(new EnumMap<>(values), copied);
  }

  public int get(DeviceSetting setting) {
    return values.getOrDefault(setting, 0);
  }

  /// Someone wrote the value: it no longer follows `default`.
  void choose(DeviceSetting setting, int value) {
    values.put(setting, value);
    chosen.add(setting);
  }

  /// The kernel writes the value by itself, without noting that someone chose it.
  void setQuietly(DeviceSetting setting, int value) {
    values.put(setting, value);
  }

  /// No value follows `default` any more: the device has an address (`ipv4_devconf_setall`).
  void chooseAll() {
    chosen.addAll(EnumSet.allOf(DeviceSetting.class));
  }

  /// `default` was written.
  void follow(DeviceSetting setting, int value) {
    if (!chosen.contains(setting)) {
      values.put(setting, value);
    }
  }
}
