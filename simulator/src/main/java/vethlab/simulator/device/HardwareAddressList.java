package vethlab.simulator.device;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;

/// Addresses beside its own that a device takes in, oldest first, and how many asked for each
/// (`netdev_hw_addr_list`): the `self` lines of `bridge fdb show`, and `ip maddress`.
public final class HardwareAddressList {

  private final Map<MacAddress, Integer> users = new LinkedHashMap<>();
  private final Set<MacAddress> fixed = new HashSet<>();

  HardwareAddressList copy() {
    HardwareAddressList copy = new HardwareAddressList();
    copy.users.putAll(users);
    copy.fixed.addAll(fixed);
    return copy;
  }

  /// Takes `address` in, once more if it is there (`dev_mc_add`, `dev_uc_add`).
  public void add(MacAddress address) {
    users.merge(address, 1, Integer::sum);
  }

  /// Takes `address` in, if it is not there yet (`dev_mc_add_excl`, `dev_uc_add_excl`).
  ///
  /// @throws KernelError EEXIST if it is
  public void addNew(MacAddress address) {
    if (users.putIfAbsent(address, 1) != null) {
      throw new KernelError(Errno.EEXIST);
    }
  }

  /// Gives up one claim to `address` (`dev_mc_del`, `dev_uc_del`).
  ///
  /// @return whether there was one
  public boolean remove(MacAddress address) {
    boolean known = users.containsKey(address);
    users.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    return known;
  }

  /// Takes `address` in because a person says so (`dev_mc_add_global`); twice is as good as once.
  public void addFixed(MacAddress address) {
    if (fixed.add(address)) {
      add(address);
    }
  }

  /// Gives up the person's claim to `address` (`dev_mc_del_global`).
  ///
  /// @throws KernelError ENOENT if there is none
  public void removeFixed(MacAddress address) {
    if (!fixed.remove(address)) {
      throw new KernelError(Errno.ENOENT);
    }
    remove(address);
  }

  /// Whether a person has a claim to `address` (`static` of `ip maddress`).
  public boolean isFixed(MacAddress address) {
    return fixed.contains(address);
  }

  /// The addresses, oldest first.
  public ImmutableList<MacAddress> all() {
    return ImmutableList.copyOf(users.keySet());
  }

  /// How many asked for `address`.
  public int users(MacAddress address) {
    return users.getOrDefault(address, 0);
  }

  void clear() {
    users.clear();
    fixed.clear();
  }
}
