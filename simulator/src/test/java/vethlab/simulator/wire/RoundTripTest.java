package vethlab.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.Transport;

/// What holds for any octets: frames of a real kernel, their prefixes, bit errors, and noise.
class RoundTripTest {

  private static final long SEED = 20250608;

  static List<RealFrames.Sample> frames() {
    return RealFrames.all();
  }

  @ParameterizedTest
  @MethodSource("frames")
  void real_frame_is_understood_and_comes_back_octet_for_octet(RealFrames.Sample sample) {
    EthernetFrame frame = Wire.decode(sample.octets());

    assertThat(frame.length()).isEqualTo(sample.octets().length);
    assertThat(HexFormat.of().formatHex(Wire.encode(frame))).isEqualTo(sample.hex());
    assertThat(innermost(frame.payload())).isNotInstanceOfAny(Malformed.class, Payload.Raw.class);
    Transport transport = transport(frame.payload());
    if (transport != null) {
      assertThat(transport)
          .isNotInstanceOfAny(
              Transport.Raw.class, Transport.BadChecksum.class, Icmpv6Message.Other.class);
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void equal_octets_are_equal_values(RealFrames.Sample sample) {
    EthernetFrame once = Wire.decode(sample.octets());
    EthernetFrame again = Wire.decode(sample.octets());

    assertThat(once).isEqualTo(again).hasSameHashCodeAs(again);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void payload_alone_decodes_as_it_does_in_its_frame(RealFrames.Sample sample) {
    Payload payload = Wire.decode(sample.octets()).payload();

    assertThat(Wire.decode(payload.etherType(), Wire.encode(payload))).isEqualTo(payload);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void padding_is_cut_off(RealFrames.Sample sample) {
    byte[] octets = sample.octets();
    byte[] padded = Arrays.copyOf(octets, octets.length + 18);

    assertThat(Wire.decode(padded)).isEqualTo(Wire.decode(octets));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void every_prefix_is_a_value_with_these_octets(RealFrames.Sample sample) {
    byte[] octets = sample.octets();
    for (int length = 0; length < octets.length; length++) {
      byte[] prefix = Arrays.copyOf(octets, length);
      EthernetFrame frame = Wire.decode(prefix);

      assertThat(Wire.encode(frame)).as("first %d octets", length).isEqualTo(prefix);
      assertThat(innermost(frame.payload()))
          .as("first %d octets", length)
          .isInstanceOf(Malformed.class);
    }
  }

  /// A changed bit in what a checksum covers is found wherever it is; the octets stay as they are.
  @ParameterizedTest
  @MethodSource("frames")
  void every_bit_that_a_checksum_covers_is_guarded(RealFrames.Sample sample) {
    byte[] octets = sample.octets();
    EthernetFrame whole = Wire.decode(octets);
    int header = whole.length() - innermost(whole.payload()).length();
    Transport transport = transport(whole.payload());
    if (transport == null || transport instanceof Transport.Fragment) {
      return;
    }
    int body = whole.length() - transport.length();
    boolean ipv4 = innermost(whole.payload()) instanceof Ipv4Packet;
    for (int bit = header * 8; bit < octets.length * 8; bit++) {
      octets[bit / 8] ^= (byte) (0x80 >> bit % 8);
      EthernetFrame frame = Wire.decode(octets);
      if (bit / 8 >= body) {
        assertThat(transport(frame.payload()))
            .as("bit %d of octet %d", bit % 8, bit / 8)
            .isInstanceOfAny(Transport.BadChecksum.class, Transport.Raw.class);
        assertThat(Wire.encode(frame)).isEqualTo(octets);
      } else if (ipv4) {
        assertThat(innermost(frame.payload()))
            .as("bit %d of octet %d", bit % 8, bit / 8)
            .isInstanceOf(Malformed.class);
        assertThat(Wire.encode(frame)).isEqualTo(octets);
      }
      octets[bit / 8] ^= (byte) (0x80 >> bit % 8);
    }
  }

  @Test
  void noise_is_a_value_that_comes_back() {
    Random random = new Random(SEED);
    for (int round = 0; round < 100_000; round++) {
      byte[] octets = new byte[random.nextInt(120)];
      random.nextBytes(octets);
      if (octets.length >= 16) {
        steer(octets, random);
      }
      assertStable(octets, round);
    }
  }

  @Test
  void real_frames_with_errors_are_values_that_come_back() {
    Random random = new Random(SEED);
    List<RealFrames.Sample> frames = frames();
    for (int round = 0; round < 100_000; round++) {
      byte[] octets = frames.get(random.nextInt(frames.size())).octets();
      for (int errors = random.nextInt(4); errors >= 0; errors--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      assertStable(octets, round);
    }
  }

  /// Behind the checksums, where noise seldom gets.
  @Test
  void noise_as_transport_with_its_checksum_is_a_value_that_comes_back() {
    Random random = new Random(SEED);
    Ipv4Address from4 = new Ipv4Address(random.nextInt());
    Ipv4Address to4 = new Ipv4Address(random.nextInt());
    Ipv6Address from6 = new Ipv6Address(random.nextLong(), random.nextLong());
    Ipv6Address to6 = new Ipv6Address(random.nextLong(), random.nextLong());
    int[] protocols4 = {IpProtocol.ICMP, IpProtocol.IGMP, IpProtocol.TCP, IpProtocol.UDP};
    int[] protocols6 = {IpProtocol.ICMPV6, IpProtocol.TCP, IpProtocol.UDP};
    for (int round = 0; round < 100_000; round++) {
      byte[] octets = new byte[4 * random.nextInt(16) + (random.nextInt(4) == 0 ? 1 : 0)];
      random.nextBytes(octets);
      for (int i = 0; i < octets.length; i++) {
        if (random.nextInt(3) > 0) {
          octets[i] = 0;
        }
      }
      if (random.nextBoolean()) {
        int protocol = protocols4[random.nextInt(protocols4.length)];
        prepare(protocol, octets, random, Checksum.addresses(from4, to4));
        Bytes given = Bytes.of(octets);
        Transport value = Wire.decodeTransport(protocol, given, from4, to4);
        assertSame(round, given, Wire.encodeTransport(value, from4, to4), value);
      } else {
        int protocol = protocols6[random.nextInt(protocols6.length)];
        prepare(protocol, octets, random, Checksum.addresses(from6, to6));
        Bytes given = Bytes.of(octets);
        Transport value = Wire.decodeTransport(protocol, given, from6, to6);
        assertSame(round, given, Wire.encodeTransport(value, from6, to6), value);
      }
    }
  }

  @Test
  void endless_tags_are_a_value() {
    byte[] octets = new byte[60_000];
    for (int i = 12; i + 4 <= octets.length; i += 4) {
      octets[i] = (byte) 0x81;
    }
    EthernetFrame frame = Wire.decode(octets);

    assertThat(Wire.encode(frame)).isEqualTo(octets);
    assertThat(innermost(frame.payload()))
        .isInstanceOfSatisfying(
            Payload.Raw.class, raw -> assertThat(raw.etherType()).isEqualTo(EtherType.VLAN));
  }

  @Test
  void endless_extension_headers_are_a_value() {
    byte[] octets = new byte[14 + 40 + 65_528];
    octets[12] = (byte) 0x86;
    octets[13] = (byte) 0xdd;
    octets[14] = 0x60;
    octets[18] = (byte) 0xff;
    octets[19] = (byte) 0xf8;
    Arrays.fill(octets, 54, octets.length, (byte) 0);
    octets[20] = IpProtocol.DESTINATION_OPTIONS;
    for (int i = 54; i < octets.length; i += 8) {
      octets[i] = IpProtocol.DESTINATION_OPTIONS;
    }
    EthernetFrame frame = Wire.decode(octets);

    assertThat(Wire.encode(frame)).isEqualTo(octets);
    assertThat(frame.payload())
        .isInstanceOfSatisfying(
            Ipv6Packet.class, packet -> assertThat(packet.extensions()).hasSize(8191));
  }

  /// Makes noise look like a protocol that is looked into.
  private static void steer(byte[] octets, Random random) {
    int[] types = {0x0800, 0x86dd, 0x0806, 0x8100, 0x88a8, octets.length - 14};
    int type = types[random.nextInt(types.length)];
    octets[12] = (byte) (type >> 8);
    octets[13] = (byte) type;
    if (type == 0x0800) {
      octets[14] = 0x45;
    } else if (type == 0x86dd) {
      octets[14] = 0x60;
    }
  }

  /// Puts a type, a length and the right checksum where the protocol has them.
  private static void prepare(int protocol, byte[] octets, Random random, long addresses) {
    int field =
        switch (protocol) {
          case IpProtocol.TCP -> 16;
          case IpProtocol.UDP -> 6;
          default -> 2;
        };
    if (octets.length < field + 2) {
      return;
    }
    switch (protocol) {
      case IpProtocol.TCP -> octets[12] = (byte) (random.nextInt(4, 9) << 4);
      case IpProtocol.UDP -> Octets.put16(octets, 4, octets.length);
      case IpProtocol.IGMP ->
          octets[0] = new byte[] {0x11, 0x12, 0x16, 0x17, 0x22}[random.nextInt(5)];
      case IpProtocol.ICMPV6 -> octets[0] = (byte) random.nextInt(127, 144);
      default -> {}
    }
    Octets.put16(octets, field, 0);
    boolean pseudo = protocol != IpProtocol.ICMP && protocol != IpProtocol.IGMP;
    long sum = pseudo ? addresses + protocol + octets.length : 0;
    int checksum = Checksum.of(Checksum.add(sum, octets, 0, octets.length));
    Octets.put16(octets, field, checksum == 0 && protocol == IpProtocol.UDP ? 0xffff : checksum);
  }

  private static void assertSame(int round, Bytes given, Bytes encoded, Transport value) {
    assertThat(encoded).as("seed %d, round %d: %s", SEED, round, value).isEqualTo(given);
    assertThat(value.length())
        .as("seed %d, round %d: %s", SEED, round, value)
        .isEqualTo(given.length());
  }

  /// One trip may lose padding and reserved bits, a second one loses nothing.
  private static void assertStable(byte[] octets, int round) {
    EthernetFrame frame = Wire.decode(octets);
    byte[] encoded = Wire.encode(frame);
    assertThat(encoded.length)
        .as("seed %d, round %d: %s", SEED, round, frame)
        .isEqualTo(frame.length())
        .isLessThanOrEqualTo(octets.length);
    assertThat(Wire.decode(encoded)).as("seed %d, round %d", SEED, round).isEqualTo(frame);
  }

  private static Payload innermost(Payload payload) {
    Payload inner = payload;
    while (inner instanceof Payload.Tagged tagged) {
      inner = tagged.payload();
    }
    return inner;
  }

  private static @Nullable Transport transport(Payload payload) {
    return switch (innermost(payload)) {
      case Ipv4Packet packet -> packet.transport();
      case Ipv6Packet packet -> packet.transport();
      default -> null;
    };
  }
}
