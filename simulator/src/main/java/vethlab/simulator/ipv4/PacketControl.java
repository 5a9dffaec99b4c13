package vethlab.simulator.ipv4;

import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;

/// What the sender of a packet of this host wants of the layers below (`inet_skb_parm`, `sk_buff`).
///
/// @param splitsHere whether a packet that is too long is fragmented here although it must not be
///   on the way (`ignore_df`)
/// @param usesPath whether what the path is known to carry counts, not only the device's MTU
/// @param confirm whether the neighbour is known to be there
/// @param loop whether this host gets a copy of what goes to a group
record PacketControl(boolean splitsHere, boolean usesPath, boolean confirm, boolean loop)
    implements SocketBuffer.Attachment {

  /// What packets have that no socket sends, or that come from elsewhere.
  static final PacketControl NONE = new PacketControl(false, true, false, true);

  static PacketControl of(SocketBuffer buffer) {
    PacketControl attached = buffer.attachment(PacketControl.class);
    return attached == null ? NONE : attached;
  }

  @Override
  public PacketControl fork(Fork fork) {
    return this;
  }
}
