package vethlab.simulator.packet;

/// The protocol numbers of Ethernet II frames that the kernel acts on (`if_ether.h`).
public final class EtherType {

  public static final int IPV4 = 0x0800;
  public static final int ARP = 0x0806;
  public static final int VLAN = 0x8100;
  public static final int IPV6 = 0x86dd;
  public static final int QINQ = 0x88a8;

  /// The lowest number; smaller values are lengths of 802.3 frames (`ETH_P_802_3_MIN`).
  public static final int LOWEST = 0x0600;

  /// What stands for an 802.3 frame with an 802.2 header in a protocol field (`ETH_P_802_2`).
  public static final int LLC = 0x0004;

  private EtherType() {}
}
