package vethlab.simulator.ipv4;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;

/// Tells routers and switches which groups this host is in (`igmp.c`; RFC 2236, RFC 3376).
public final class Igmp implements TransportHandler {

  static final Ipv4Address ALL_ROUTERS = new Ipv4Address(0xe000_0002);
  static final Ipv4Address ALL_VERSION_3_ROUTERS = new Ipv4Address(0xe000_0016);

  private static final int INTERNETWORK_CONTROL = 0xc0;

  private final Ipv4Stack stack;

  Igmp(Ipv4Stack stack) {
    this.stack = stack;
  }

  private Igmp(Igmp original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public Igmp fork(Fork fork) {
    return new Igmp(this, fork);
  }

  /// Joins a group on a device once more; reports follow by themselves.
  ///
  /// @throws KernelError `ENODEV` if IPv4 is not active there, `EINVAL` if it is no group
  public void join(NetDevice device, Ipv4Address group) {
    interfaceOf(device, group).groups().join(group);
  }

  /// Leaves a group on a device once.
  ///
  /// @throws KernelError as [#join]
  public void leave(NetDevice device, Ipv4Address group) {
    interfaceOf(device, group).groups().leave(group);
  }

  private Ipv4Interface interfaceOf(NetDevice device, Ipv4Address group) {
    if (!group.isMulticast()) {
      throw new KernelError(Errno.EINVAL);
    }
    Ipv4Interface on = stack.find(device);
    if (on == null) {
      throw new KernelError(Errno.ENODEV);
    }
    return on;
  }

  /// Sends a message about the groups of a device.
  void send(Ipv4Interface on, IgmpMessage message, Ipv4Address destination) {
    stack.output().sendIgmp(on, message, destination, INTERNETWORK_CONTROL);
  }

  @Override
  public void receive(Ipv4Packet packet, SocketBuffer buffer) {
    Ipv4Interface on = stack.find(buffer.device());
    if (on == null || !(packet.transport() instanceof IgmpMessage message)) {
      buffer.drop(DropReason.NOT_SPECIFIED);
      return;
    }
    switch (message) {
      case IgmpMessage.Query query -> {
        if (query.version3() && query.group().isUnspecified() && !query.sources().isEmpty()) {
          buffer.drop(DropReason.NOT_SPECIFIED);
          return;
        }
        on.groups().heardQuery(query);
      }
      case IgmpMessage.Membership(int type, int ignored, Ipv4Address group) -> {
        PacketRoute route = buffer.attachment(PacketRoute.class);
        boolean own = route != null && !route.input();
        boolean toMany =
            buffer.packetType() == PacketType.MULTICAST
                || buffer.packetType() == PacketType.BROADCAST;
        if (type != IgmpMessage.Membership.LEAVE && !own && toMany) {
          on.groups().heardReport(group);
        }
      }
      case IgmpMessage.Version3Report ignored -> {}
    }
    if (buffer.isTraced()) {
      buffer.trace(new IpStep.DeliveredLocally(buffer.device().place(), "IGMP"));
    }
    buffer.delivered("IGMP");
  }

  @Override
  public boolean error(
      IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet outer, SocketBuffer buffer) {
    return false;
  }

  /// The value of an 8-bit code, exponential from 128 on (RFC 3376, 4.1.1).
  static int decode(int code) {
    return code < 128 ? code : ((code & 0xf) | 0x10) << (((code >> 4) & 7) + 3);
  }
}
