package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of IPv6 in one namespace that belong to no device, and `conf.all` and
/// `conf.default`. A new namespace starts with what is built into the kernel.
final class Ipv6Settings {

  /// The usual value of `addr_gen_mode`: interface identifiers come from the MAC address.
  static final long EUI64 = 0;

  /// The value of `addr_gen_mode` with which no link-local address is made.
  static final long NONE = 1;

  /// The value with which interface identifiers are made from a secret that was set.
  static final long STABLE_SECRET = 2;

  private final boolean root;
  private final DeviceSettings all;
  private final DeviceSettings defaults;
  private final Map<String, String> values;

  /// @param root whether it is the machine's first namespace, which has a few more settings
  Ipv6Settings(boolean root) {
    this(root, DeviceSettings.builtInForAll(), DeviceSettings.builtIn(), new HashMap<>());
  }

  private Ipv6Settings(
      boolean root, DeviceSettings all, DeviceSettings defaults, Map<String, String> values) {
    this.root = root;
    this.all = all;
    this.defaults = defaults;
    this.values = values;
  }

  Ipv6Settings copy() {
    return new Ipv6Settings(root, all.copy(), defaults.copy(), new HashMap<>(values));
  }

  boolean isRoot() {
    return root;
  }

  /// The names of all settings that this namespace has and that belong to no device.
  ImmutableList<String> names() {
    return Ipv6SettingTable.ROWS.entrySet().stream()
        .filter(row -> root || !row.getValue().isOfRoot())
        .map(Map.Entry::getKey)
        .collect(ImmutableList.toImmutableList());
  }

  DeviceSettings all() {
    return all;
  }

  DeviceSettings defaults() {
    return defaults;
  }

  /// The value as its file shows it, or null if there is no such setting.
  @Nullable String find(String name) {
    Ipv6SettingTable.Row row = Ipv6SettingTable.ROWS.get(name);
    return row == null || (row.isOfRoot() && !root)
        ? null
        : values.getOrDefault(name, row.initial());
  }

  void write(String name, String value) {
    values.put(name, value);
  }

  long number(String name) {
    String value = find(name);
    if (value == null) {
      throw new IllegalStateException("no setting net.ipv6." + name);
    }
    return Long.parseLong(value);
  }

  boolean isOn(String name) {
    return number(name) != 0;
  }

  /// Whether ICMPv6 messages of a type are limited (`icmp/ratemask`).
  boolean isRateLimited(int icmpType) {
    String mask = find("icmp/ratemask");
    if (mask == null || mask.isEmpty()) {
      return false;
    }
    for (String range : mask.split(",", -1)) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = Integer.parseInt(dash < 0 ? range : range.substring(dash + 1));
      if (icmpType >= first && icmpType <= last) {
        return true;
      }
    }
    return false;
  }
}
