package vethlab.simulator.rtnetlink;

import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;

/// One thing that a message says about a link (`IFLA_*`).
public sealed interface LinkAttribute {

  /// The name to have; may contain `%d`.
  record Name(String name) implements LinkAttribute {}

  record Address(HardwareAddress address) implements LinkAttribute {}

  record Broadcast(HardwareAddress address) implements LinkAttribute {}

  /// Octets of payload; not checked yet.
  record Mtu(int octets) implements LinkAttribute {}

  record TransmitQueueLength(int packets) implements LinkAttribute {}

  record Group(int number) implements LinkAttribute {}

  /// The alias; empty for none.
  record Alias(String text) implements LinkAttribute {}

  /// The index of the master; 0 for none.
  record Master(int index) implements LinkAttribute {}

  /// The index of the device that this one sits on.
  record Lower(int index) implements LinkAttribute {}

  /// The namespace to be made in, or to move to.
  record Namespace(NamespaceReference namespace) implements LinkAttribute {}

  /// The index to have after moving.
  record NewIndex(int index) implements LinkAttribute {}

  /// The number of the namespace in which the device is made before it moves to its own.
  record LinkNamespaceId(int id) implements LinkAttribute {}

  record TransmitQueues(int count) implements LinkAttribute {}

  record ReceiveQueues(int count) implements LinkAttribute {}

  record Carrier(boolean on) implements LinkAttribute {}

  /// Whether a device that can is to behave as if it were down.
  record ProtocolDown(boolean on) implements LinkAttribute {}

  /// How link-local addresses are made (`IN6_ADDR_GEN_MODE_*`).
  record AddressGeneration(int number) implements LinkAttribute {}

  /// The kind of the device, with what its kind wants to know.
  record Kind(String name, @Nullable KindData data) implements LinkAttribute {}

  /// Settings of a port, for its master to carry out.
  record PortValues(ImmutableMap<PortSetting, Long> values) implements LinkAttribute {}

  /// What a kind of device wants to know (`IFLA_INFO_DATA`).
  sealed interface KindData {

    /// The other end of a veth pair.
    record VethPeer(LinkMessage peer) implements KindData {}

    /// Settings of a bridge.
    record BridgeValues(ImmutableMap<BridgeSetting, Long> values) implements KindData {}
  }
}
