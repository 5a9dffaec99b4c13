package vethlab.simulator.bridge;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.trace.Origin;

/// The VLANs of one port, or of the bridge itself (`net_bridge_vlan_group`).
///
/// Two independent things are kept here: the pvid says where untagged frames that come in belong,
/// `untagged` says which VLANs' frames go out without their tag.
public final class VlanGroup {

  /// The highest VLAN that can be configured; 4095 is reserved.
  public static final int MAX_VID = 4094;

  /// One VLAN of a group (`net_bridge_vlan`).
  ///
  /// @param untagged whether its frames leave without tag
  /// @param state what the VLAN's own spanning tree lets through, for a control program to set
  /// @param origin the script line that made or last changed it
  public record Vlan(int vid, boolean untagged, PortState state, Origin origin) {}

  private final TreeMap<Integer, Vlan> vlans = new TreeMap<>();
  private final BitSet untagged = new BitSet();
  private final BitSet receives = new BitSet();
  private final BitSet forwards = new BitSet();
  private int pvid;

  VlanGroup() {}

  VlanGroup copy() {
    VlanGroup copy = new VlanGroup();
    vlans.values().forEach(copy::put);
    copy.pvid = pvid;
    return copy;
  }

  /// The VLANs by rising id.
  public ImmutableList<Vlan> all() {
    return ImmutableList.copyOf(vlans.values());
  }

  public @Nullable Vlan find(int vid) {
    return vlans.get(vid);
  }

  public boolean contains(int vid) {
    return vlans.containsKey(vid);
  }

  public boolean isEmpty() {
    return vlans.isEmpty();
  }

  /// The VLAN of frames that come in without one; 0 if they are not let in.
  public int pvid() {
    return pvid;
  }

  /// Whether frames of a VLAN may come in here (`br_allowed_ingress`).
  boolean receives(int vid) {
    return receives.get(vid);
  }

  /// Whether frames of a VLAN may leave here (`br_allowed_egress`), and those that come in are
  /// forwarded and not only learned from.
  boolean forwards(int vid) {
    return forwards.get(vid);
  }

  /// Whether frames of a VLAN leave without their tag (`br_handle_vlan`).
  boolean isUntagged(int vid) {
    return untagged.get(vid);
  }

  /// Adds a VLAN, or changes one that is there (`__vlan_flags_update`).
  void set(int vid, boolean isPvid, boolean isUntagged, Origin origin) {
    Vlan before = vlans.get(vid);
    put(new Vlan(vid, isUntagged, before == null ? PortState.FORWARDING : before.state(), origin));
    if (isPvid) {
      pvid = vid;
    } else if (pvid == vid) {
      pvid = 0;
    }
  }

  void setState(int vid, PortState state, Origin origin) {
    Vlan before = vlans.get(vid);
    if (before != null) {
      put(new Vlan(vid, before.untagged(), state, origin));
    }
  }

  void remove(int vid) {
    vlans.remove(vid);
    untagged.clear(vid);
    receives.clear(vid);
    forwards.clear(vid);
    if (pvid == vid) {
      pvid = 0;
    }
  }

  private void put(Vlan vlan) {
    vlans.put(vlan.vid(), vlan);
    untagged.set(vlan.vid(), vlan.untagged());
    receives.set(vlan.vid(), vlan.state().learns());
    forwards.set(vlan.vid(), vlan.state() == PortState.FORWARDING);
  }
}
