package vethlab.simulator.device;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;

/// Addresses beside its own that a device takes in, oldest first, and how many asked for each
/// (`netdev_hw_addr_list`): the `self` lines of `bridge fdb show`, and `ip maddress`.
public final class HardwareAddressList {

  private final Map<MacAddress, Integer> users = new LinkedHashMap<>();

  HardwareAddressList copy() {
    HardwareAddressList copy = new HardwareAddressList();
    copy.users.putAll(users);
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
  }
}
