package vethlab.simulator.device;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DropReason;

/// One end of a virtual cable (`drivers/net/veth.c`): what is sent here arrives at the other end.
///
/// An end has carrier while both are up.
public final class VethDevice extends NetDevice {

  private @Nullable VethDevice peer;

  public VethDevice(DeviceTable table, String name, MacAddress address) {
    super(table, name, address, 1500, 1000);
  }

  private VethDevice(VethDevice original, Fork fork) {
    super(original, fork);
    fork.later(() -> this.peer = fork.ofNullable(original.peer));
  }

  @Override
  public VethDevice fork(Fork fork) {
    return new VethDevice(this, fork);
  }

  /// Enters both ends into their namespaces and joins them (`veth_newlink`): the peer first, so it
  /// gets the lower index where both are in one namespace.
  ///
  /// @param index the index that `end` is to have, or 0 for the next free one; the same for the
  ///   peer
  /// @throws KernelError as [#register]; then neither end is there
  public static void registerPair(VethDevice end, int index, VethDevice peer, int peerIndex) {
    peer.register(peerIndex);
    try {
      end.register(index);
    } catch (KernelError refused) {
      peer.unregister();
      throw refused;
    }
    end.peer = peer;
    peer.peer = end;
  }

  /// The other end; null only while the pair is being made or torn down.
  public @Nullable VethDevice peer() {
    return peer;
  }

  @Override
  public String kind() {
    return "veth";
  }

  @Override
  public int speedMegabits() {
    return 10_000;
  }

  @Override
  public int linkIndex() {
    return peer == null ? 0 : peer.index();
  }

  @Override
  public @Nullable NetDevice link() {
    return peer;
  }

  @Override
  protected void registered() {
    setCarrier(false);
  }

  /// @throws KernelError ENOTCONN if the other end is gone
  @Override
  protected void opening() {
    if (peer == null) {
      throw new KernelError(Errno.ENOTCONN);
    }
    if (peer.isUp()) {
      setCarrier(true);
      peer.setCarrier(true);
    }
  }

  @Override
  protected void stopping() {
    setCarrier(false);
    if (peer != null) {
      peer.setCarrier(false);
    }
  }

  @Override
  protected void leave(DeviceRemoval removal) {
    VethDevice other = peer;
    peer = null;
    removal.add(this);
    if (other != null) {
      other.peer = null;
      removal.add(other);
    }
  }

  /// Appends the frame to the backlog for the other end (`veth_xmit`): never a nested call.
  @Override
  protected void transmit(SocketBuffer buffer) {
    VethDevice other = peer;
    if (other == null || !other.isUp()) {
      refuse(buffer, other, DropReason.VETH_PEER_DOWN);
      return;
    }
    int length = buffer.length();
    // The receiver's MTU, its link header, and room for one VLAN tag.
    if (length > other.mtu() + EthernetFrame.HEADER_LENGTH + 4) {
      refuse(buffer, other, DropReason.VETH_TOO_LONG);
      return;
    }
    buffer.scrub(other.table() != table());
    buffer.arriveAt(other);
    if (core().backlog().enqueue(buffer)) {
      statistics().transmitted(length);
      other.statistics().received(length);
    } else {
      statistics().transmitDropped();
    }
  }

  /// The other end does not take it (`is_skb_forwardable`).
  private void refuse(SocketBuffer buffer, @Nullable VethDevice other, DropReason reason) {
    statistics().transmitDropped();
    if (other != null) {
      other.statistics().receiveDropped();
    }
    buffer.drop(reason, other == null ? null : other.origin(), null);
  }
}
