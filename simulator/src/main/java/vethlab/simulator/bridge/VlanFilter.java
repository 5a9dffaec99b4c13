package vethlab.simulator.bridge;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.VlanTag;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Origin;

/// How a bridge tells VLANs apart, and whether it does (`br_vlan.c`).
///
/// The memberships are there from the start, whether or not they are looked at: every port and the
/// bridge itself begin in VLAN 1.
public final class VlanFilter {

  /// What [#admit] says of a frame that was dropped.
  static final int DROPPED = -1;

  /// The VLAN of all frames while filtering is off.
  static final int NONE = 0;

  /// The groups of a provider bridge that are for its customers' bridges (`BR_GROUPFWD_8021AD`).
  private static final int PROVIDER_GROUPS = 0xb801;

  private final Bridge bridge;
  private final VlanGroup group;
  private boolean enabled;
  private int protocol = EtherType.VLAN;
  private int defaultPvid = 1;
  private MacAddress groupAddress = new MacAddress(0x0180_c200_0000L);
  private boolean groupAddressSet;

  VlanFilter(Bridge bridge) {
    this(bridge, new VlanGroup());
  }

  private VlanFilter(Bridge bridge, VlanGroup group) {
    this.bridge = bridge;
    this.group = group;
  }

  /// The same for the double of the bridge.
  VlanFilter copy(Bridge bridgeDouble) {
    VlanFilter copy = new VlanFilter(bridgeDouble, group.copy());
    copy.enabled = enabled;
    copy.protocol = protocol;
    copy.defaultPvid = defaultPvid;
    copy.groupAddress = groupAddress;
    copy.groupAddressSet = groupAddressSet;
    return copy;
  }

  // ---- The way of a frame ----

  /// Lets a frame in, as one of a VLAN: of its tag's, or of the pvid's, whose tag it then gets
  /// (`br_allowed_ingress`).
  ///
  /// @param to the group of the port that it came in by, or of the bridge if the host sends
  /// @return its VLAN, [#NONE] while filtering is off, or [#DROPPED]
  int admit(SocketBuffer buffer, VlanGroup to, @Nullable BridgePort from) {
    if (!enabled) {
      return NONE;
    }
    EthernetFrame frame = buffer.frame();
    VlanTag tag = frame.tag();
    if (tag != null && tag.protocol() != protocol) {
      // A tag of the other kind is data to this bridge.
      frame = frame.pushed(new VlanTag(protocol, 0, false, 0));
      tag = null;
    }
    int vid = tag == null ? 0 : tag.vid();
    if (vid == 0) {
      vid = to.pvid();
      if (vid == 0) {
        return refuse(buffer, from, "no pvid on ");
      }
      VlanTag given = tag == null ? new VlanTag(protocol, 0, false, vid) : tag.withVid(vid);
      buffer.setFrame(frame.withTag(given));
    }
    return to.receives(vid) ? vid : refuse(buffer, from, "VLAN " + vid + " on ");
  }

  private int refuse(SocketBuffer buffer, @Nullable BridgePort from, String missing) {
    NetDevice lacking = from == null ? bridge : from.device();
    buffer.drop(
        DropReason.BRIDGE_VLAN_INGRESS,
        from == null ? bridge.place() : from.place(),
        lacking.origin(),
        missing + lacking.name());
    return DROPPED;
  }

  /// Takes the tag off where the VLAN leaves untagged (`br_handle_vlan`).
  static void onEgress(SocketBuffer buffer, VlanGroup to, int vid) {
    if (vid != NONE && to.isUntagged(vid)) {
      buffer.setFrame(buffer.frame().popped());
    }
  }

  /// The VLAN to learn a station in from a frame that is not forwarded, or [#DROPPED]
  /// (`br_should_learn`).
  int vidToLearn(EthernetFrame frame, VlanGroup from) {
    if (!enabled) {
      return NONE;
    }
    VlanTag tag = frame.tag();
    int vid = tag == null || tag.protocol() != protocol ? 0 : tag.vid();
    if (vid == 0) {
      vid = from.pvid();
    }
    return vid != 0 && from.receives(vid) ? vid : DROPPED;
  }

  // ---- Settings ----

  /// Whether VLANs are told apart (`vlan_filtering`).
  public boolean isEnabled() {
    return enabled;
  }

  public void setEnabled(boolean on) {
    enabled = on;
    followProtocol();
  }

  /// The EtherType of the tags that count: 0x8100 or 0x88a8 (`vlan_protocol`).
  public int protocol() {
    return protocol;
  }

  /// Makes other tags count.
  ///
  /// @throws KernelError EPROTONOSUPPORT if it is neither
  public void setProtocol(int etherType) {
    if (etherType != EtherType.VLAN && etherType != EtherType.QINQ) {
      throw new KernelError(Errno.EPROTONOSUPPORT);
    }
    protocol = etherType;
    followProtocol();
  }

  /// The pvid that new ports get; 0 if none (`vlan_default_pvid`).
  public int defaultPvid() {
    return defaultPvid;
  }

  /// Changes the pvid of new ports, and of those that have the old one still
  /// (`__br_vlan_set_default_pvid`).
  ///
  /// @throws KernelError EINVAL beyond 4094
  public void setDefaultPvid(int vid) {
    if (vid < 0 || vid > VlanGroup.MAX_VID) {
      throw new KernelError(Errno.EINVAL);
    }
    int before = defaultPvid;
    replaceDefault(null, before, vid);
    for (BridgePort port : bridge.ports()) {
      replaceDefault(port, before, vid);
    }
    defaultPvid = vid;
  }

  private void replaceDefault(@Nullable BridgePort port, int before, int vid) {
    VlanGroup there = groupOf(port);
    boolean untouched = before == 0 || hasDefault(there, before);
    if (vid == 0) {
      if (before != 0 && untouched) {
        delete(port, before);
      }
    } else if (untouched && !there.contains(vid)) {
      add(port, vid, true, true);
      if (before != 0) {
        delete(port, before);
      }
    }
  }

  /// Whether a group still has the default pvid as it got it (`vlan_default_pvid`).
  private static boolean hasDefault(VlanGroup there, int vid) {
    return there.pvid() == vid && there.isUntagged(vid);
  }

  /// The link-local group of this kind of bridge (`group_address`).
  public MacAddress groupAddress() {
    return groupAddress;
  }

  /// Chooses another one.
  ///
  /// @throws KernelError EINVAL if it is not link-local, or has a meaning already
  public void setGroupAddress(MacAddress address) {
    int last = (int) address.value() & 0xf;
    if (!address.isLinkLocalGroup() || (last >= 1 && last <= 3)) {
      throw new KernelError(Errno.EINVAL);
    }
    groupAddress = address;
    groupAddressSet = true;
  }

  /// Customers' bridges talk over other groups than providers' (`recalculate_group_addr`).
  private void followProtocol() {
    if (!groupAddressSet) {
      groupAddress = new MacAddress(isProvider() ? 0x0180_c200_0008L : 0x0180_c200_0000L);
    }
  }

  private boolean isProvider() {
    return enabled && protocol == EtherType.QINQ;
  }

  /// The link-local groups that this kind of bridge must forward, a bit for each last digit
  /// (`group_fwd_mask_required`).
  int requiredGroups() {
    return isProvider() ? PROVIDER_GROUPS & ~(1 << (groupAddress.value() & 0xf)) : 0;
  }

  // ---- Memberships ----

  /// The VLANs of a port, or of the bridge itself if it is null.
  public VlanGroup groupOf(@Nullable BridgePort port) {
    return port == null ? group : port.vlans();
  }

  /// Adds a VLAN to a port, or to the bridge itself if it is null, or changes it there
  /// (`nbp_vlan_add`, `br_vlan_add`).
  ///
  /// @throws KernelError EINVAL outside 1 to 4094
  public void add(@Nullable BridgePort port, int vid, boolean pvid, boolean untagged) {
    if (vid < 1 || vid > VlanGroup.MAX_VID) {
      throw new KernelError(Errno.EINVAL, "bridge: Vlan id is invalid");
    }
    NetDevice device = port == null ? bridge : port.device();
    VlanGroup there = groupOf(port);
    Origin origin = bridge.core().origin();
    if (!there.contains(vid)) {
      bridge.forwardingDatabase().addLocal(port, device.address(), vid, device.origin());
    }
    there.set(vid, pvid, untagged, origin);
  }

  /// Takes a VLAN away; the kernel does not mind if there is none (`nbp_vlan_delete`,
  /// `br_vlan_delete`).
  public void delete(@Nullable BridgePort port, int vid) {
    VlanGroup there = groupOf(port);
    if (there.contains(vid)) {
      ForwardingDatabase database = bridge.forwardingDatabase();
      NetDevice device = port == null ? bridge : port.device();
      database.deleteLocal(port, device.address(), vid);
      database.forgetLearned(port, vid);
      there.remove(vid);
    }
  }

  /// Sets the state of a VLAN on a port (`bridge vlan set … state`).
  ///
  /// @throws KernelError ENOENT if it has no such VLAN
  public void setState(BridgePort port, int vid, PortState state) {
    if (!port.vlans().contains(vid)) {
      throw new KernelError(Errno.ENOENT);
    }
    port.vlans().setState(vid, state, bridge.core().origin());
  }
}
