package vethlab.simulator.capture.text;

import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;

/// IPv4 headers.
final class Ipv4Text {

  private static final int HEADER_LENGTH = 20;
  private static final int OFFSET = 0x1fff;
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int[] FLAGS = {MORE_FRAGMENTS, 0x4000, 0x8000};

  private Ipv4Text() {}

  /// Prints a packet for which its carrier has `length` octets.
  static void print(Dissection d, int at, int length) {
    d.enter("ip");
    int version = d.get8(at) >> 4;
    if (version != 4) {
      d.print(version == 6 ? "IP6, wrong link-layer encapsulation" : "IP" + version);
      d.printInvalid();
      return;
    }
    if (!d.style().linkHeader()) {
      d.print("IP ");
    }
    d.require(at, HEADER_LENGTH);
    if (length < HEADER_LENGTH) {
      d.printf("truncated-ip %d", length);
      return;
    }
    int headerLength = (d.get8(at) & 0xf) * 4;
    if (headerLength < HEADER_LENGTH) {
      d.printf("bad-hlen %d", headerLength);
      return;
    }
    int total = d.get16(at + 2);
    if (length < total) {
      d.printf("truncated-ip - %d bytes missing! ", total - length);
    }
    if (total < headerLength) {
      d.printf("bad-len %d", total);
      return;
    }
    int end = d.end();
    d.limit(at + total);
    printContent(d, at, headerLength, total - headerLength);
    d.restore(end);
  }

  private static void printContent(Dissection d, int at, int headerLength, int length) {
    int fragmentation = d.get16(at + 6);
    Ipv4Address source = d.getIpv4(at + 12);
    Ipv4Address destination = d.getIpv4(at + 16);
    int protocol = d.get8(at + 9);
    if (d.isVerbose() && !printHeader(d, at, headerLength)) {
      d.printf("%s > %s: ", source, destination);
      d.printTruncated();
      return;
    }
    if ((fragmentation & OFFSET) != 0) {
      d.printf("%s > %s: ip-proto-%d", source, destination, protocol);
      return;
    }
    if (protocol != IpProtocol.TCP && protocol != IpProtocol.UDP) {
      d.printf("%s > %s: ", source, destination);
    }
    if (!d.has(at, headerLength)) {
      d.printf(" [remaining caplen(%d) < header length(%d)]", d.end() - at, headerLength);
      throw new Dissection.Truncated();
    }
    boolean fragmented = (fragmentation & MORE_FRAGMENTS) != 0;
    new IpText(source, destination, protocol, fragmented)
        .printTransport(d, protocol, at + headerLength, length);
  }

  /// Prints the fields of a header; false if its options are not all there.
  private static boolean printHeader(Dissection d, int at, int headerLength) {
    int service = d.get8(at + 1);
    d.printf("(tos 0x%x", service);
    d.print(
        switch (service & 3) {
          case 1 -> ",ECT(1)";
          case 2 -> ",ECT(0)";
          case 3 -> ",CE";
          default -> "";
        });
    int ttl = d.get8(at + 8);
    if (ttl > 0) {
      d.printf(", ttl %d", ttl);
    }
    int fragmentation = d.get16(at + 6);
    int protocol = d.get8(at + 9);
    d.printf(
        ", id %d, offset %d, flags [%s], proto %s (%d), length %d",
        d.get16(at + 4),
        (fragmentation & OFFSET) * 8,
        Dissection.flags(
            fragmentation,
            FLAGS,
            bit ->
                switch (bit) {
                  case MORE_FRAGMENTS -> "+";
                  case 0x4000 -> "DF";
                  default -> "rsvd";
                },
            ", ",
            "none"),
        Dissection.orElse(IpText.nameOf(protocol), "unknown", protocol),
        protocol,
        d.get16(at + 2));
    boolean whole = true;
    if (headerLength > HEADER_LENGTH) {
      d.print(", options (");
      whole = Ipv4OptionText.print(d, at + HEADER_LENGTH, headerLength - HEADER_LENGTH);
      d.print(whole ? ")" : " [truncated-option])");
    }
    if (d.has(at, headerLength)) {
      int computed = d.checksum(0, at, headerLength);
      if (computed != 0) {
        int found = d.get16(at + 10);
        d.printf(", bad cksum %x (->%x)!", found, Dissection.expectedChecksum(found, computed));
      }
    }
    d.print(")\n    ");
    return whole;
  }
}
