package vethlab.simulator.device;

import org.jspecify.annotations.Nullable;
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
    setCarrier(false);
  }

  private VethDevice(VethDevice original, Fork fork) {
    super(original, fork);
    fork.later(() -> this.peer = fork.ofNullable(original.peer));
  }

  @Override
  public VethDevice fork(Fork fork) {
    return new VethDevice(this, fork);
  }

  /// Joins two ends.
  public static void join(VethDevice one, VethDevice other) {
    one.peer = other;
    other.peer = one;
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
  public int linkIndex() {
    return peer == null ? 0 : peer.index();
  }

  @Override
  public @Nullable NetDevice link() {
    return peer;
  }

  @Override
  protected void opening() {
    if (peer != null && peer.isUp()) {
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
  protected void unregistering() {
    VethDevice other = peer;
    if (other != null) {
      peer = null;
      other.peer = null;
      other.unregister();
    }
  }

  /// Appends the frame to the backlog for the other end (`veth_xmit`): never a nested call.
  @Override
  protected void transmit(SocketBuffer buffer) {
    VethDevice other = peer;
    if (other == null || !other.isUp()) {
      statistics().transmitDropped();
      buffer.drop(DropReason.VETH_PEER_DOWN, other == null ? null : other.origin(), null);
      return;
    }
    EthernetFrame frame = buffer.frame();
    // is_skb_forwardable: the receiver's MTU, link header and one VLAN tag
    if (frame.length() > other.mtu() + EthernetFrame.HEADER_LENGTH + 4) {
      statistics().transmitDropped();
      buffer.drop(DropReason.VETH_TOO_LONG, other.origin(), null);
      return;
    }
    statistics().transmitted(frame);
    other.statistics().received(frame);
    buffer.setDevice(other);
    if (other.table() != table()) {
      buffer.scrub();
    }
    other.classify(buffer);
    core().backlog().enqueue(buffer);
  }
}
