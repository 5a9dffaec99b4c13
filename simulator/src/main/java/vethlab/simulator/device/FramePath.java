package vethlab.simulator.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.trace.DeviceStep;
import vethlab.simulator.trace.DropReason;

/// The way of frames into and out of one device: its taps, its handler, the protocols
/// (`net/core/dev.c`).
final class FramePath {

  private final NetDevice device;
  private final LinkState link;
  private final List<FrameTap> taps = new ArrayList<>();
  private @Nullable RxHandler handler;

  FramePath(NetDevice device, LinkState link) {
    this.device = device;
    this.link = link;
  }

  /// Takes over the taps and the handler of the double's original; called once all devices are
  /// there.
  void copyFrom(FramePath original, Fork fork) {
    handler = fork.ofNullable(original.handler);
    for (FrameTap tap : original.taps) {
      FrameTap copy = tap.forkedInto(fork);
      if (copy != null) {
        taps.add(copy);
      }
    }
  }

  void addTap(FrameTap tap) {
    taps.add(Objects.requireNonNull(tap));
  }

  void removeTap(FrameTap tap) {
    taps.remove(tap);
  }

  @Nullable RxHandler handler() {
    return handler;
  }

  void setHandler(@Nullable RxHandler newHandler) {
    if (newHandler != null && handler != null) {
      throw new IllegalStateException(device + " has a handler already");
    }
    handler = newHandler;
  }

  /// Sends a frame: taps see it, then the driver gets it (`dev_queue_xmit`).
  void send(SocketBuffer buffer) {
    buffer.setDevice(device);
    if (!link.isQueueActive()) {
      buffer.drop(DropReason.QDISC_DROP);
      return;
    }
    if (!taps.isEmpty()) {
      tap(PacketType.OUTGOING, buffer.frame());
    }
    if (buffer.isTraced()) {
      buffer.trace(new DeviceStep.Transmitted(device.place(), buffer.frame()));
    }
    device.transmit(buffer);
  }

  /// Queues a copy of what the host sends, for the host itself; neither tap nor handler sees it.
  void loopBack(SocketBuffer copy) {
    copy.setDevice(device);
    copy.setPacketType(PacketType.LOOPBACK);
    device.core().backlog().enqueue(copy);
  }

  /// Takes a frame in (`__netif_receive_skb_core`): taps, handler, protocols.
  void receive(SocketBuffer buffer) {
    if (buffer.packetType() == PacketType.LOOPBACK) {
      deliver(buffer);
      return;
    }
    if (!taps.isEmpty()) {
      tap(buffer.packetType(), buffer.frame());
    }
    if (buffer.isTraced()) {
      buffer.trace(new DeviceStep.Received(device.place(), buffer.frame()));
    }
    // vlan_do_receive comes here: a VLAN device of this one takes its tag before any handler does.
    if (handler != null) {
      switch (handler.handleFrame(buffer)) {
        case CONSUMED -> {
          return;
        }
        case ANOTHER -> {
          buffer.device().receive(buffer);
          return;
        }
        case PASS -> {}
      }
    }
    buffer.dropTag();
    deliver(buffer);
  }

  /// Hands a frame to the protocol of its type (`deliver_ptype_list_skb`).
  private void deliver(SocketBuffer buffer) {
    ProtocolHandler protocol = device.table().protocol(buffer.frame().etherType());
    if (protocol != null) {
      protocol.receive(buffer);
    } else if (taps.isEmpty() || handler != null) {
      device.statistics().receiveDropped();
      buffer.drop(DropReason.UNHANDLED_PROTO);
    } else {
      // The tap was the last one to get it, so the kernel does not call it dropped.
      buffer.delivered("tap");
    }
  }

  /// Lets the taps of this device see a frame, outermost tag included.
  private void tap(PacketType type, EthernetFrame frame) {
    for (int i = 0; i < taps.size(); i++) {
      taps.get(i).captured(device, type, frame);
    }
  }
}
