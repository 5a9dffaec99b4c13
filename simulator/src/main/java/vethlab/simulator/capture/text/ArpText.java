package vethlab.simulator.capture.text;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.EtherType;

/// ARP, its reverse and its inverse.
final class ArpText {

  private static final int FIXED_LENGTH = 8;
  private static final int TRAILER = 0x1000;

  private ArpText() {}

  static void print(Dissection d, int at, int length) {
    d.enter("arp");
    d.require(at, FIXED_LENGTH);
    int hardware = d.get16(at);
    int protocol = d.get16(at + 2);
    int hardwareLength = d.get8(at + 4);
    int protocolLength = d.get8(at + 5);
    int operation = d.get16(at + 6);
    int sender = at + FIXED_LENGTH;
    int senderAddress = sender + hardwareLength;
    int target = senderAddress + protocolLength;
    int targetAddress = target + hardwareLength;
    d.require(targetAddress, protocolLength);
    if (!d.style().linkHeader()) {
      d.print("ARP, ");
    }
    boolean ipv4 = protocol == EtherType.IPV4 || protocol == TRAILER;
    if (!ipv4 || protocolLength != 4 || hardwareLength == 0 || d.isVerbose()) {
      d.printf(
          "%s (len %d), %s (len %d)",
          Dissection.orElse(hardwareName(hardware), "Unknown Hardware (%d)", hardware),
          hardwareLength,
          Dissection.orElse(LinkText.nameOf(protocol), "Unknown Protocol (0x%04x)", protocol),
          protocolLength);
      if (!d.isVerbose()) {
        d.printf(", length %d", length);
        return;
      }
      d.print(", ");
    }
    String operationName = operationName(operation);
    d.printf("%s ", Dissection.orElse(operationName, "Unknown (%d)", operation));
    String senderMac = hardware(d, sender, hardwareLength);
    String targetMac = hardware(d, target, hardwareLength);
    String asked = address(d, targetAddress, ipv4, protocolLength);
    String asking = address(d, senderAddress, ipv4, protocolLength);
    switch (operation) {
      case 1 ->
          d.printf(
              "who-has %s%s tell %s",
              asked, isZero(d, target, hardwareLength) ? "" : " (" + targetMac + ")", asking);
      case 2 -> d.printf("%s is-at %s", asking, senderMac);
      case 3, 8 -> d.printf("who-is %s tell %s", targetMac, senderMac);
      case 4 -> d.printf("%s at %s", targetMac, asked);
      case 9 -> d.printf("%s at %s", senderMac, asking);
      default -> {
        HexText.print(d, at, d.end() - at);
        return;
      }
    }
    d.printf(", length %d", length);
  }

  private static String hardware(Dissection d, int at, int length) {
    return length == 0 ? "<empty>" : d.getHex(at, length);
  }

  private static String address(Dissection d, int at, boolean ipv4, int length) {
    return !ipv4 ? "<wrong proto type>" : length != 4 ? "<wrong len>" : d.getIpv4(at).toString();
  }

  private static boolean isZero(Dissection d, int at, int length) {
    for (int i = 0; i < length; i++) {
      if (d.get8(at + i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String hardwareName(int hardware) {
    return switch (hardware) {
      case 1 -> "Ethernet";
      case 6 -> "TokenRing";
      case 7 -> "ArcNet";
      case 15 -> "FrameRelay";
      case 23 -> "Strip";
      case 24 -> "IEEE 1394";
      case 32 -> "InfiniBand";
      default -> null;
    };
  }

  private static @Nullable String operationName(int operation) {
    return switch (operation) {
      case 1 -> "Request";
      case 2 -> "Reply";
      case 3 -> "Reverse Request";
      case 4 -> "Reverse Reply";
      case 8 -> "Inverse Request";
      case 9 -> "Inverse Reply";
      case 10 -> "NACK Reply";
      default -> null;
    };
  }
}
