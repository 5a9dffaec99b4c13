package vethlab.userland.iproute.command;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;

/// Devices by name and by index, as the tool knows them (`ll_map.c`).
public final class LinkNames {

  private final Tool tool;

  LinkNames(Tool tool) {
    this.tool = tool;
  }

  /// The index of a device, 0 if there is none; `if7` is 7 whether it is there or not.
  public int index(String name) {
    NetDevice device = tool.devices().find(name);
    if (device != null) {
      return device.index();
    }
    if (name.startsWith("if") && name.length() > 2 && Character.isDigit(name.charAt(2))) {
      Numbers.Prefix number = Numbers.prefix(name.substring(2), 10);
      if (number != null && number.end() == name.length() - 2 && number.value().bitLength() < 32) {
        return number.value().intValue();
      }
    }
    return 0;
  }

  /// The name of a device: `*` for none, `if7` for one that is not here.
  public String name(int index) {
    if (index == 0) {
      return "*";
    }
    NetDevice device = tool.devices().find(index);
    return device == null ? "if" + index : device.name();
  }

  /// The device of a name, or null.
  public @Nullable NetDevice find(String name) {
    return tool.devices().find(index(name));
  }

  /// Whether a name may be a device's own (`check_ifname`).
  public static boolean isValid(String name) {
    return name.length() < 16 && isValidAlternative(name);
  }

  /// Whether a name may be a device's own or another one (`check_altifname`).
  public static boolean isValidAlternative(String name) {
    return !name.isEmpty()
        && name.chars()
            .noneMatch(letter -> letter == '/' || letter == ' ' || isControlSpace(letter));
  }

  private static boolean isControlSpace(int letter) {
    return letter >= '\t' && letter <= '\r';
  }
}
