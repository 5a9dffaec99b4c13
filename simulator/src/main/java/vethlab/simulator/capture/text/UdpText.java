package vethlab.simulator.capture.text;

import vethlab.simulator.packet.IpProtocol;

/// UDP headers.
final class UdpText {

  private static final int HEADER_LENGTH = 8;

  private UdpText() {}

  static void print(Dissection d, IpText ip, int at, int length) {
    d.enter("udp");
    if (!d.has(at, 4)) {
      if (ip.headerProtocol() == IpProtocol.UDP) {
        d.printf("%s > %s: ", ip.source(), ip.destination());
      }
      d.printTruncated();
      return;
    }
    int sourcePort = d.get16(at);
    int destinationPort = d.get16(at + 2);
    ip.printPorts(d, IpProtocol.UDP, sourcePort, destinationPort);
    if (length < HEADER_LENGTH) {
      d.printf("truncated-udp %d", length);
      return;
    }
    int claimed = d.get16(at + 4);
    if (claimed < HEADER_LENGTH) {
      d.printf("truncated-udplength %d", claimed);
      return;
    }
    int data = claimed - HEADER_LENGTH;
    int there = Math.min(length - HEADER_LENGTH, data);
    if (at + HEADER_LENGTH > d.end()) {
      d.printTruncated();
      return;
    }
    if (d.isVerbose() && !ip.fragmented()) {
      printChecksum(d, ip, at, there);
    }
    if (sourcePort == DomainText.PORT || destinationPort == DomainText.PORT) {
      DomainText.print(d, at + HEADER_LENGTH, there);
    } else if (data > there && !ip.fragmented()) {
      d.printf("UDP, bad length %d > %d", data, there);
    } else {
      d.printf("UDP, length %d", data);
    }
  }

  /// IPv4's only from the second `-v` on.
  private static void printChecksum(Dissection d, IpText ip, int at, int data) {
    if (ip.isIpv4() && d.style().verbosity() == 1) {
      return;
    }
    int found = d.get16(at + 6);
    int length = data + HEADER_LENGTH;
    if (ip.isIpv4() && found == 0) {
      d.print("[no cksum] ");
    } else if (d.has(at, length)) {
      int computed = d.checksum(ip.pseudoHeader(IpProtocol.UDP, length), at, length);
      if (computed == 0) {
        d.print("[udp sum ok] ");
      } else {
        d.printf(
            "[bad udp cksum 0x%04x -> 0x%04x!] ",
            found, Dissection.expectedChecksum(found, computed));
      }
    }
  }
}
