package vethlab.simulator.capture.text;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.wire.Wire;

/// Shows Ethernet frames as `tcpdump -n` does, without the time: one line, and further indented
/// lines where tcpdump has them (with `-v`, and for octets that it does not know).
///
/// It shows octets and not values, because a capture may hold anything: wrong checksums, cut-off
/// headers. It remembers the TCP connections that it has seen, to count sequence numbers from their
/// beginnings, so the frames of a capture are shown in order by one instance.
///
/// Of what ports announce, DNS and some protocols of text are looked into; the rest (DHCP, NTP, …)
/// is shown as on any other port.
public final class FrameText {

  private final Style style;
  private final SequenceNumbers sequenceNumbers = new SequenceNumbers();

  public FrameText(Style style) {
    this.style = style;
  }

  public String show(EthernetFrame frame) {
    return show(Wire.encode(frame));
  }

  public String show(Bytes octets) {
    return show(octets.toArray());
  }

  public String show(byte[] octets) {
    return show(octets, octets.length);
  }

  /// Shows the first octets of a frame that had `originalLength` of them.
  public String show(byte[] captured, int originalLength) {
    Dissection dissection = new Dissection(captured, style, sequenceNumbers);
    try {
      LinkText.print(dissection, originalLength);
    } catch (Dissection.Truncated e) {
      dissection.printTruncated();
    }
    return dissection.text();
  }
}
