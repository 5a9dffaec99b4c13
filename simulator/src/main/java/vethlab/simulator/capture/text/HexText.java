package vethlab.simulator.capture.text;

/// Octets of unknown meaning, sixteen a line.
final class HexText {

  private static final int PER_LINE = 16;
  private static final int HEX_WIDTH = 40;

  private HexText() {}

  /// Prints `length` octets, or those that are there, in hexadecimal and as characters.
  static void print(Dissection d, int at, int length) {
    int there = Math.min(length, d.end() - at);
    for (int line = 0; line < there; line += PER_LINE) {
      StringBuilder hex = new StringBuilder();
      StringBuilder characters = new StringBuilder();
      for (int i = line; i < Math.min(there, line + PER_LINE); i++) {
        int octet = d.get8(at + i);
        hex.append(i % 2 == 0 ? " " : "").append(Dissection.format("%02x", octet));
        characters.append(octet > ' ' && octet < 0x7f ? (char) octet : '.');
      }
      d.printf("\n\t0x%04x: %-" + HEX_WIDTH + "s  %s", line, hex, characters);
    }
    if (there < length) {
      throw new Dissection.Truncated();
    }
  }

  /// Prints those of `length` octets that are there, in hexadecimal, each line after `indent`.
  static void printUnknown(Dissection d, int at, int length, String indent) {
    int there = Math.min(length, d.end() - at);
    for (int i = 0; i < there; i++) {
      if (i % PER_LINE == 0) {
        d.printf("%s0x%04x: ", indent, i);
      }
      d.printf(i % 2 == 0 ? " %02x" : "%02x", d.get8(at + i));
    }
  }
}
