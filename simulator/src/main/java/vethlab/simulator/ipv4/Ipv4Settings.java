package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;

/// The settings of IPv4 in one namespace that belong to no device (`netns_ipv4`, `net.ipv4.*`), and
/// `conf.all` and `conf.default`.
///
/// Values are kept as their files show them: numbers separated by tabs, or a word.
public final class Ipv4Settings {

  private final boolean root;
  private final Map<String, String> values;
  private final DeviceSettings all;
  private final DeviceSettings defaults;

  /// What the root namespace starts with.
  public static Ipv4Settings ofRoot() {
    return new Ipv4Settings(
        true, new LinkedHashMap<>(), DeviceSettings.ofAll(), DeviceSettings.ofDefault());
  }

  /// What a new namespace starts with: `all` and `default` as they are in the root namespace now,
  /// all else from the kernel.
  public static Ipv4Settings ofNewNamespace(Ipv4Settings root) {
    return new Ipv4Settings(false, new LinkedHashMap<>(), root.all.copy(), root.defaults.copy());
  }

  private Ipv4Settings(
      boolean root, Map<String, String> values, DeviceSettings all, DeviceSettings defaults) {
    this.root = root;
    this.values = values;
    this.all = all;
    this.defaults = defaults;
  }

  Ipv4Settings copy() {
    return new Ipv4Settings(root, new LinkedHashMap<>(values), all.copy(), defaults.copy());
  }

  /// Whether they are the root namespace's.
  public boolean isRoot() {
    return root;
  }

  /// `conf.all`.
  public DeviceSettings all() {
    return all;
  }

  /// `conf.default`.
  public DeviceSettings defaults() {
    return defaults;
  }

  /// The names of the settings, sorted, with slashes: `route/min_pmtu`.
  public ImmutableList<String> names() {
    return Ipv4SettingTable.ROWS.entrySet().stream()
        .filter(each -> root || !each.getValue().rootOnly())
        .map(Map.Entry::getKey)
        .collect(ImmutableList.toImmutableList());
  }

  /// The value as its file shows it, or null if there is no such setting.
  public @Nullable String find(String name) {
    if (name.equals("ip_forward")) {
      return Integer.toString(all.get(DeviceSetting.FORWARDING));
    }
    Ipv4SettingTable.Row row = Ipv4SettingTable.ROWS.get(name);
    return row == null ? null : values.getOrDefault(name, row.initial());
  }

  boolean isReadOnly(String name) {
    Ipv4SettingTable.Row row = Ipv4SettingTable.ROWS.get(name);
    return row != null && row.readOnly();
  }

  /// The first number of a setting.
  public long number(String name) {
    String value = find(name);
    if (value == null) {
      throw new IllegalStateException("no setting net.ipv4." + name);
    }
    int tab = value.indexOf('\t');
    return Long.parseLong(tab < 0 ? value : value.substring(0, tab));
  }

  public boolean isOn(String name) {
    return number(name) != 0;
  }

  /// Writes a value; `ip_forward` is for [Ipv4Sysctls], since devices follow it.
  ///
  /// @throws KernelError `EINVAL` if it is not a number, or out of range
  /// @throws NotModelled if the value would change something that is always as by default here
  void write(String name, String text) {
    Ipv4SettingTable.Row row = Ipv4SettingTable.ROWS.get(name);
    if (row == null) {
      throw new KernelError(Errno.ENOENT);
    }
    if (row.readOnly()) {
      throw new KernelError(Errno.EACCES);
    }
    if (row.isText()) {
      put(name, row, text.strip());
      return;
    }
    String[] words = text.strip().split("\\s+", -1);
    String[] numbers = values.getOrDefault(name, row.initial()).split("\t", -1);
    for (int i = 0; i < words.length && i < numbers.length; i++) {
      long number = Ipv4Sysctls.parse(words[i]);
      if (number < row.minimum() || number > row.maximum()) {
        throw new KernelError(Errno.EINVAL);
      }
      numbers[i] = Long.toString(number);
    }
    if (number("ipfrag_low_thresh", numbers, name) > number("ipfrag_high_thresh", numbers, name)) {
      throw new KernelError(Errno.EINVAL);
    }
    put(name, row, String.join("\t", numbers));
  }

  /// A setting as it would be after a write to `written`.
  private long number(String name, String[] numbers, String written) {
    return name.equals(written) ? Long.parseLong(numbers[0]) : number(name);
  }

  private void put(String name, Ipv4SettingTable.Row row, String value) {
    if (row.fixed() && !value.equals(row.initial())) {
      throw new NotModelled("net.ipv4." + name.replace('/', '.') + "=" + value.replace('\t', ' '));
    }
    values.put(name, value);
  }
}
