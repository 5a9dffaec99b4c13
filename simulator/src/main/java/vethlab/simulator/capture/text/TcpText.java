package vethlab.simulator.capture.text;

import vethlab.simulator.capture.text.SequenceNumbers.Ends;
import vethlab.simulator.capture.text.SequenceNumbers.Origin;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.TcpSegment;

/// TCP headers, the first line of some protocols of text, and DNS.
final class TcpText {

  private static final int HEADER_LENGTH = 20;
  private static final int LONGEST_REASON = 30;
  private static final int[] FLAGS = {
    TcpSegment.FIN,
    TcpSegment.SYN,
    TcpSegment.RST,
    TcpSegment.PSH,
    TcpSegment.ACK,
    TcpSegment.URG,
    TcpSegment.ECE,
    TcpSegment.CWR
  };

  private TcpText() {}

  static void print(Dissection d, IpText ip, int at, int length) {
    d.enter("tcp");
    if (!d.has(at, 4)) {
      d.printf("%s > %s:", ip.source(), ip.destination());
      throw new Dissection.Truncated();
    }
    int sourcePort = d.get16(at);
    int destinationPort = d.get16(at + 2);
    ip.printPorts(d, IpProtocol.TCP, sourcePort, destinationPort);
    int headerLength = (d.get8(at + 12) >> 4) * 4;
    if (headerLength < HEADER_LENGTH) {
      d.printf(
          " tcp %s [bad hdr length %d - too short, < %d]",
          Integer.toUnsignedString(length - headerLength), headerLength, HEADER_LENGTH);
      return;
    }
    int sequence = d.get32(at + 4);
    int acknowledgement = d.get32(at + 8);
    int window = d.get16(at + 14);
    int urgent = d.get16(at + 18);
    int flags = d.get8(at + 13);
    d.printf("Flags [%s]", Dissection.flags(flags, FLAGS, TcpText::letter, "", "none"));
    Origin origin = Origin.ZERO;
    if (!d.style().absoluteSequence() && (flags & TcpSegment.ACK) != 0) {
      Ends ends = new Ends(ip.source(), sourcePort, ip.destination(), destinationPort);
      boolean opens = (flags & TcpSegment.SYN) != 0;
      origin = d.sequenceNumbers().of(ends, opens, sequence, acknowledgement);
    }
    if (headerLength > length) {
      d.printf(" [bad hdr length %d - too long, > %d]", headerLength, length);
      return;
    }
    if (d.isVerbose() && !ip.fragmented() && d.has(at, length)) {
      printChecksum(d, ip, at, length);
    }
    int data = length - headerLength;
    printSequence(d, flags, sequence - origin.sequence(), data);
    if ((flags & TcpSegment.ACK) != 0) {
      d.printf(", ack %s", unsigned(acknowledgement - origin.acknowledgement()));
    }
    d.printf(", win %d", window);
    if ((flags & TcpSegment.URG) != 0) {
      d.printf(", urg %d", urgent);
    }
    if (headerLength > HEADER_LENGTH) {
      boolean whole =
          TcpOptionText.print(
              d, at + HEADER_LENGTH, headerLength - HEADER_LENGTH, origin.selective());
      if (!whole) {
        return;
      }
    }
    d.printf(", length %d", data);
    if (data == 0) {
      return;
    }
    if (!d.has(at, headerLength)) {
      d.printf(" [remaining caplen(%d) < header length(%d)]", d.end() - at, headerLength);
      throw new Dissection.Truncated();
    }
    if ((flags & TcpSegment.RST) != 0 && d.isVerbose()) {
      printResetReason(d, at + headerLength, data);
    } else {
      printData(d, sourcePort, destinationPort, at + headerLength, data);
    }
  }

  private static void printChecksum(Dissection d, IpText ip, int at, int length) {
    int found = d.get16(at + 16);
    int computed = d.checksum(ip.pseudoHeader(IpProtocol.TCP, length), at, length);
    d.printf(", cksum 0x%04x", found);
    if (computed == 0) {
      d.print(" (correct)");
    } else {
      d.printf(" (incorrect -> 0x%04x)", Dissection.expectedChecksum(found, computed));
    }
  }

  private static void printSequence(Dissection d, int flags, int sequence, int data) {
    boolean counts = (flags & (TcpSegment.SYN | TcpSegment.FIN | TcpSegment.RST)) != 0;
    if (d.style().verbosity() > 1 || data > 0 || counts) {
      d.printf(", seq %s", unsigned(sequence));
      if (data > 0) {
        d.printf(":%s", unsigned(sequence + data));
      }
    }
  }

  /// The data of a reset, which may be text that says why (RFC 9293, 3.5.3).
  private static void printResetReason(Dissection d, int at, int length) {
    d.print(d.has(at, length) ? " [RST" : " [!RST");
    d.print(length > LONGEST_REASON ? "+ " : " ");
    d.printCharacters(at, Math.min(Math.min(length, LONGEST_REASON), d.end() - at));
    d.print("]");
  }

  private static void printData(
      Dissection d, int sourcePort, int destinationPort, int at, int length) {
    TextProtocol protocol = TextProtocol.of(sourcePort, destinationPort);
    if (protocol != null) {
      protocol.print(d, at, length);
    } else if (sourcePort == DomainText.PORT || destinationPort == DomainText.PORT) {
      DomainText.printOverTcp(d, at, length);
    }
  }

  private static String letter(int flag) {
    return switch (flag) {
      case TcpSegment.FIN -> "F";
      case TcpSegment.SYN -> "S";
      case TcpSegment.RST -> "R";
      case TcpSegment.PSH -> "P";
      case TcpSegment.ACK -> ".";
      case TcpSegment.URG -> "U";
      case TcpSegment.ECE -> "E";
      default -> "W";
    };
  }

  private static String unsigned(int number) {
    return Integer.toUnsignedString(number);
  }
}
