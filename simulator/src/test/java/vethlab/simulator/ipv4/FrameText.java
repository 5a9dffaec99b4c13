package vethlab.simulator.ipv4;

import vethlab.simulator.packet.ArpPacket;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;

/// Frames as short lines, for tests.
final class FrameText {

  private FrameText() {}

  static String of(EthernetFrame frame) {
    return switch (frame.payload()) {
      case ArpPacket arp ->
          arp.operation() == ArpPacket.REQUEST
              ? "who-has " + arp.targetAddress() + " tell " + arp.senderAddress()
              : arp.senderAddress() + " is-at " + arp.senderMac().toString().substring(15);
      case Ipv4Packet ip ->
          ip.source() + " > " + ip.destination() + " " + of(ip.transport()) + flags(ip);
      default -> frame.payload().getClass().getSimpleName();
    };
  }

  private static String flags(Ipv4Packet ip) {
    return ip.isFragment()
        ? " frag "
            + ip.fragmentOffset() * 8
            + ":"
            + ip.transport().length()
            + (ip.moreFragments() ? "+" : "")
        : "";
  }

  private static String of(Transport transport) {
    return switch (transport) {
      case IcmpMessage.Echo echo ->
          "echo " + (echo.request() ? "request " : "reply ") + echo.sequence();
      case IcmpMessage.Error error -> ErrorNames.of(error.type(), error.code());
      case IgmpMessage.Version3Report report -> {
        StringBuilder text = new StringBuilder("igmp v3 report");
        report
            .records()
            .forEach(each -> text.append(' ').append(each.type()).append(':').append(each.group()));
        yield text.toString();
      }
      case IgmpMessage.Membership membership ->
          "igmp " + Integer.toHexString(membership.type()) + " " + membership.group();
      case IgmpMessage.Query query -> "igmp query " + query.group();
      case UdpDatagram udp -> "udp " + udp.sourcePort() + ">" + udp.destinationPort();
      default -> transport.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
