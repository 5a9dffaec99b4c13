package vethlab.simulator.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.MacAddress;

/// Reads and writes header fields, all in network order, in an array of octets.
final class Octets {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Octets() {}

  static int get8(byte[] octets, int at) {
    return octets[at] & 0xff;
  }

  static int get16(byte[] octets, int at) {
    return (short) SHORT.get(octets, at) & 0xffff;
  }

  static int get32(byte[] octets, int at) {
    return (int) INT.get(octets, at);
  }

  static long get64(byte[] octets, int at) {
    return (long) LONG.get(octets, at);
  }

  static MacAddress getMac(byte[] octets, int at) {
    return new MacAddress((long) get16(octets, at) << 32 | (get32(octets, at + 2) & 0xffff_ffffL));
  }

  static Ipv4Address getIpv4(byte[] octets, int at) {
    return new Ipv4Address(get32(octets, at));
  }

  static Ipv6Address getIpv6(byte[] octets, int at) {
    return new Ipv6Address(get64(octets, at), get64(octets, at + 8));
  }

  static void put8(byte[] octets, int at, int value) {
    octets[at] = (byte) value;
  }

  static void put16(byte[] octets, int at, int value) {
    SHORT.set(octets, at, (short) value);
  }

  static void put32(byte[] octets, int at, int value) {
    INT.set(octets, at, value);
  }

  static void put64(byte[] octets, int at, long value) {
    LONG.set(octets, at, value);
  }

  static void putMac(byte[] octets, int at, MacAddress mac) {
    put16(octets, at, (int) (mac.value() >>> 32));
    put32(octets, at + 2, (int) mac.value());
  }

  static void putIpv4(byte[] octets, int at, Ipv4Address address) {
    put32(octets, at, address.value());
  }

  static void putIpv6(byte[] octets, int at, Ipv6Address address) {
    put64(octets, at, address.high());
    put64(octets, at + 8, address.low());
  }
}
