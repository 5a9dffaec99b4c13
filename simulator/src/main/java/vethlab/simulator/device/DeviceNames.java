package vethlab.simulator.device;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;

/// What a device is called: its name, and the names it answers to as well (`netdev_name_node`).
///
/// @param alternatives oldest first
public record DeviceNames(String name, ImmutableList<String> alternatives) {

  /// Longer ones are no names (`IFNAMSIZ` less its end mark).
  public static final int MAX_LENGTH = 15;

  static DeviceNames of(String name) {
    return new DeviceNames(name, ImmutableList.of());
  }

  /// Whether a device may be called so (`dev_valid_name`).
  public static boolean isValid(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_LENGTH
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(c -> c == '/' || c == ':' || Character.isWhitespace(c));
  }

  DeviceNames withName(String other) {
    return new DeviceNames(other, alternatives);
  }

  DeviceNames withAlternative(String more) {
    return new DeviceNames(
        name, ImmutableList.<String>builder().addAll(alternatives).add(more).build());
  }

  /// @throws KernelError EINVAL if there is no such one
  DeviceNames withoutAlternative(String less) {
    if (!alternatives.contains(less)) {
      throw new KernelError(Errno.EINVAL);
    }
    return new DeviceNames(
        name,
        alternatives.stream()
            .filter(each -> !Objects.equals(each, less))
            .collect(ImmutableList.toImmutableList()));
  }
}
