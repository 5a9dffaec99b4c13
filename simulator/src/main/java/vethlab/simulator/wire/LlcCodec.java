package vethlab.simulator.wire;

import vethlab.simulator.packet.Bpdu;
import vethlab.simulator.packet.BridgeId;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.LlcPayload;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.packet.Malformed.Kind;
import vethlab.simulator.packet.Payload;

/// 802.2 headers in 802.3 frames, and the spanning tree's units behind them (IEEE 802.1D-1998,
/// 9.3). What follows the frame's length is padding and cut off.
final class LlcCodec {

  private static final int HEADER_LENGTH = 3;

  /// Unnumbered information: the control octet of a BPDU.
  private static final int UNNUMBERED = 3;

  private static final int CONFIGURATION = 0x00;
  private static final int TOPOLOGY_CHANGE = 0x80;
  private static final int CHANGE_FLAG = 0x01;
  private static final int ACKNOWLEDGMENT_FLAG = 0x80;

  private LlcCodec() {}

  /// Decodes what an 802.3 frame carries; `length` is what stands in its length field.
  static Payload decode(int length, byte[] octets, int from, int to) {
    if (length > to - from) {
      String problem = "802.3 frame with " + length + " octets, only " + (to - from) + " are there";
      return new Malformed(length, Bytes.of(octets, from, to), Kind.TRUNCATED, problem);
    }
    if (length < HEADER_LENGTH) {
      String problem = "802.2 header of " + length + " octets, shorter than " + HEADER_LENGTH;
      return new Malformed(length, Bytes.of(octets, from, to), Kind.HEADER, problem);
    }
    int destinationSap = Octets.get8(octets, from);
    int sourceSap = Octets.get8(octets, from + 1);
    int control = Octets.get8(octets, from + 2);
    if (destinationSap == LlcPayload.STP_SAP
        && sourceSap == LlcPayload.STP_SAP
        && control == UNNUMBERED) {
      int unit = from + HEADER_LENGTH;
      if (isTopologyChange(length - HEADER_LENGTH, octets, unit)) {
        return new Bpdu.TopologyChange();
      }
      if (isConfiguration(length - HEADER_LENGTH, octets, unit)) {
        return configuration(octets, unit);
      }
    }
    Bytes data = Bytes.of(octets, from + HEADER_LENGTH, from + length);
    return new LlcPayload(destinationSap, sourceSap, control, data);
  }

  /// Protocol 0, version 0, type 0x80.
  private static boolean isTopologyChange(int length, byte[] octets, int at) {
    return length == Bpdu.TopologyChange.UNIT_LENGTH && Octets.get32(octets, at) == TOPOLOGY_CHANGE;
  }

  /// Protocol 0, version 0, type 0, and no flag of a newer version.
  private static boolean isConfiguration(int length, byte[] octets, int at) {
    return length == Bpdu.Configuration.UNIT_LENGTH
        && Octets.get32(octets, at) == CONFIGURATION
        && (Octets.get8(octets, at + 4) & ~(CHANGE_FLAG | ACKNOWLEDGMENT_FLAG)) == 0;
  }

  private static Bpdu configuration(byte[] octets, int at) {
    int flags = Octets.get8(octets, at + 4);
    return new Bpdu.Configuration(
        (flags & CHANGE_FLAG) != 0,
        (flags & ACKNOWLEDGMENT_FLAG) != 0,
        bridgeId(octets, at + 5),
        Octets.get32(octets, at + 13) & 0xffff_ffffL,
        bridgeId(octets, at + 17),
        Octets.get16(octets, at + 25),
        Octets.get16(octets, at + 27),
        Octets.get16(octets, at + 29),
        Octets.get16(octets, at + 31),
        Octets.get16(octets, at + 33));
  }

  private static BridgeId bridgeId(byte[] octets, int at) {
    return new BridgeId(Octets.get16(octets, at), Octets.getMac(octets, at + 2));
  }

  static void encode(LlcPayload payload, byte[] octets, int at) {
    putHeader(octets, at, payload.destinationSap(), payload.sourceSap(), payload.control());
    payload.data().copyTo(octets, at + HEADER_LENGTH);
  }

  static void encode(Bpdu bpdu, byte[] octets, int at) {
    putHeader(octets, at, LlcPayload.STP_SAP, LlcPayload.STP_SAP, UNNUMBERED);
    int unit = at + HEADER_LENGTH;
    switch (bpdu) {
      case Bpdu.TopologyChange() -> Octets.put8(octets, unit + 3, TOPOLOGY_CHANGE);
      case Bpdu.Configuration it -> {
        int flags =
            (it.topologyChange() ? CHANGE_FLAG : 0)
                | (it.topologyChangeAcknowledgment() ? ACKNOWLEDGMENT_FLAG : 0);
        Octets.put8(octets, unit + 4, flags);
        putBridgeId(octets, unit + 5, it.root());
        Octets.put32(octets, unit + 13, (int) it.rootPathCost());
        putBridgeId(octets, unit + 17, it.bridge());
        Octets.put16(octets, unit + 25, it.port());
        Octets.put16(octets, unit + 27, it.messageAge());
        Octets.put16(octets, unit + 29, it.maxAge());
        Octets.put16(octets, unit + 31, it.helloTime());
        Octets.put16(octets, unit + 33, it.forwardDelay());
      }
    }
  }

  private static void putHeader(byte[] octets, int at, int destination, int source, int control) {
    Octets.put8(octets, at, destination);
    Octets.put8(octets, at + 1, source);
    Octets.put8(octets, at + 2, control);
  }

  private static void putBridgeId(byte[] octets, int at, BridgeId id) {
    Octets.put16(octets, at, id.priority());
    Octets.putMac(octets, at + 2, id.mac());
  }
}
