package vethlab.simulator.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/// An immutable sequence of octets.
public final class Bytes {

  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] octets;

  private Bytes(byte[] octets) {
    this.octets = octets;
  }

  /// A copy of `octets`.
  public static Bytes of(byte... octets) {
    return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
  }

  /// A copy of `octets[from..to)`.
  public static Bytes of(byte[] octets, int from, int to) {
    return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(octets, from, to));
  }

  /// `length` octets as `writer` leaves them in an array of zeros, which it must not keep.
  public static Bytes written(int length, Consumer<byte[]> writer) {
    byte[] octets = new byte[length];
    writer.accept(octets);
    return new Bytes(octets);
  }

  /// The UTF-8 form of `text`.
  public static Bytes ofText(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads pairs of hexadecimal digits; white space between them is skipped.
  ///
  /// @throws IllegalArgumentException if there is anything else
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex.replaceAll("\\s+", "")));
  }

  public int length() {
    return octets.length;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  /// The octet at `index`, 0 to 255.
  public int at(int index) {
    return octets[index] & 0xff;
  }

  /// The octets from `from` to before `to`.
  public Bytes slice(int from, int to) {
    return from == 0 && to == octets.length ? this : of(octets, from, to);
  }

  /// These octets and then those of `next`.
  public Bytes plus(Bytes next) {
    byte[] both = Arrays.copyOf(octets, octets.length + next.octets.length);
    System.arraycopy(next.octets, 0, both, octets.length, next.octets.length);
    return new Bytes(both);
  }

  /// A copy as an array.
  public byte[] toArray() {
    return octets.clone();
  }

  /// Copies all octets into `target` from `offset` on.
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(octets, 0, target, offset, octets.length);
  }

  /// The octets read as UTF-8; what is not UTF-8 becomes U+FFFD.
  public String toText() {
    return new String(octets, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /// Lower-case hexadecimal without separators.
  @Override
  public String toString() {
    return HexFormat.of().formatHex(octets);
  }
}
