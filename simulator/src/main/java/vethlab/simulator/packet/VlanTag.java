package vethlab.simulator.packet;

/// An 802.1Q tag: protocol (0x8100 or 0x88a8), priority 0 to 7, drop eligible, VLAN id 0 to 4095.
///
/// VID 0 is a priority tag: no VLAN is named (IEEE 802.1Q-2014, 9.6). 4095 occurs on the wire and
/// is never configured.
public record VlanTag(int protocol, int priority, boolean dropEligible, int vid) {

  public VlanTag {
    if (protocol != EtherType.VLAN && protocol != EtherType.QINQ) {
      throw new IllegalArgumentException("not a VLAN protocol: 0x" + Integer.toHexString(protocol));
    }
    FieldRange.check("priority", priority, 7);
    FieldRange.check("VLAN id", vid, 4095);
  }

  /// An 802.1Q tag without priority.
  public static VlanTag of(int vid) {
    return new VlanTag(EtherType.VLAN, 0, false, vid);
  }

  /// The tag that these 16 bits of tag control information make.
  public static VlanTag ofControl(int protocol, int control) {
    return new VlanTag(protocol, control >> 13 & 7, (control & 0x1000) != 0, control & 0xfff);
  }

  public VlanTag withVid(int other) {
    return new VlanTag(protocol, priority, dropEligible, other);
  }

  /// The 16 bits of tag control information.
  public int control() {
    return priority << 13 | (dropEligible ? 0x1000 : 0) | vid;
  }
}
