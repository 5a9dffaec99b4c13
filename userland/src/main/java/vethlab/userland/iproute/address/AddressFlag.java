package vethlab.userland.iproute.address;

import org.jspecify.annotations.Nullable;

/// A flag of an address, in the order in which `ip` prints them (`ifa_flag_data`).
public enum AddressFlag {
  SECONDARY("secondary", 0x01, true, false),
  /// The same bit, called so for IPv6.
  TEMPORARY("temporary", 0x01, true, false),
  NODAD("nodad", 0x02, false, true),
  OPTIMISTIC("optimistic", 0x04, false, true),
  DADFAILED("dadfailed", 0x08, true, true),
  HOME("home", 0x10, false, true),
  DEPRECATED("deprecated", 0x20, true, true),
  TENTATIVE("tentative", 0x40, true, true),
  PERMANENT("permanent", 0x80, true, true),
  MNGTMPADDR("mngtmpaddr", 0x100, false, true),
  NOPREFIXROUTE("noprefixroute", 0x200, false, false),
  AUTOJOIN("autojoin", 0x400, false, false),
  STABLE_PRIVACY("stable-privacy", 0x800, true, true);

  private final String text;
  private final int bit;
  private final boolean readOnly;
  private final boolean ipv6Only;

  AddressFlag(String text, int bit, boolean readOnly, boolean ipv6Only) {
    this.text = text;
    this.bit = bit;
    this.readOnly = readOnly;
    this.ipv6Only = ipv6Only;
  }

  public String text() {
    return text;
  }

  /// The bit in a message (`IFA_F_*`).
  public int bit() {
    return bit;
  }

  /// Whether only the kernel sets it.
  public boolean isReadOnly() {
    return readOnly;
  }

  public boolean isIpv6Only() {
    return ipv6Only;
  }

  /// The flag of a name, or null.
  public static @Nullable AddressFlag find(String name) {
    for (AddressFlag flag : values()) {
      if (flag.text.equals(name)) {
        return flag;
      }
    }
    return null;
  }
}
