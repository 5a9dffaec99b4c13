package vethlab.simulator.namespace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What of its bridged frames a namespace shows to iptables and its kin, where `br_netfilter` is
/// loaded (`struct brnf_net`): the settings below `net.bridge`.
public final class BridgeFilterSettings {

  private final TreeMap<String, Integer> values =
      new TreeMap<>(
          ImmutableSortedMap.of(
              "bridge-nf-call-arptables", 1,
              "bridge-nf-call-ip6tables", 1,
              "bridge-nf-call-iptables", 1,
              "bridge-nf-filter-pppoe-tagged", 0,
              "bridge-nf-filter-vlan-tagged", 0,
              "bridge-nf-pass-vlan-input-dev", 0));

  BridgeFilterSettings copy() {
    BridgeFilterSettings copy = new BridgeFilterSettings();
    copy.values.putAll(values);
    return copy;
  }

  /// All names, sorted.
  public ImmutableList<String> names() {
    return ImmutableList.copyOf(values.keySet());
  }

  /// The value, or null if there is no such setting.
  public @Nullable Integer find(String name) {
    return values.get(name);
  }

  public boolean isOn(String name) {
    Integer value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no setting net.bridge." + name);
    }
    return value != 0;
  }

  /// Changes a setting; any number but 0 counts as 1 (`brnf_sysctl_call_tables`).
  public void write(String name, long value) {
    values.replace(name, value == 0 ? 0 : 1);
  }
}
