package vethlab.simulator.packet;

/// IPv6 addresses as text: read per RFC 4291, 2.2; written per RFC 5952, and with an IPv4 tail
/// where the C library's `inet_ntop` has one, so for ::/96 too.
final class Ipv6Text {

  private Ipv6Text() {}

  static Ipv6Address parse(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      throw malformed(text);
    }
    int[] head = groups(gap < 0 ? text : text.substring(0, gap), text, gap < 0);
    int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), text, true);
    int given = head.length + tail.length;
    if (gap < 0 ? given != 8 : given > 7) {
      throw malformed(text);
    }
    int[] all = new int[8];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
    return new Ipv6Address(half(all, 0), half(all, 4));
  }

  static String format(Ipv6Address address) {
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (address.high() >>> (48 - 16 * i)) & 0xffff;
      groups[4 + i] = (int) (address.low() >>> (48 - 16 * i)) & 0xffff;
    }
    if (address.high() == 0 && address.low() >>> 32 == 0xffff) {
      return "::ffff:" + new Ipv4Address((int) address.low());
    }
    if (address.high() == 0 && address.low() >>> 32 == 0 && groups[6] != 0) {
      return "::" + new Ipv4Address((int) address.low());
    }
    int start = -1;
    int length = 1; // a single zero group is not shortened
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static int[] groups(String part, String whole, boolean mayEndInIpv4) {
    if (part.isEmpty()) {
      return new int[0];
    }
    String[] words = part.split(":", -1);
    boolean ipv4 = mayEndInIpv4 && words[words.length - 1].indexOf('.') >= 0;
    int[] groups = new int[words.length + (ipv4 ? 1 : 0)];
    for (int i = 0; i < words.length; i++) {
      if (ipv4 && i == words.length - 1) {
        int value = Ipv4Address.parse(words[i]).value();
        groups[i] = value >>> 16;
        groups[i + 1] = value & 0xffff;
      } else if (words[i].matches("[0-9a-fA-F]{1,4}")) {
        groups[i] = Integer.parseInt(words[i], 16);
      } else {
        throw malformed(whole);
      }
    }
    return groups;
  }

  private static long half(int[] groups, int from) {
    long value = 0;
    for (int i = from; i < from + 4; i++) {
      value = value << 16 | groups[i];
    }
    return value;
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException("not an IPv6 address: " + text);
  }
}
