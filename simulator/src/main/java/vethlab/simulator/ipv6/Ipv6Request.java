package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet.ExtensionHeader;
import vethlab.simulator.packet.Transport;

/// A packet that a socket, or the host itself, wants to send.
///
/// @param source [Ipv6Address#ANY] to let the host choose
/// @param device the device to leave by, or null for any
/// @param bound whether the socket is bound to that device
/// @param hopLimit −1 for the usual one; 1 is usual for groups
/// @param flowLabel 0 for the automatic one
/// @param flowHash a number of the connection's own from which the automatic label is made, 0 to
///   make it from addresses and ports
/// @param dontFragment whether a packet too long is refused instead of cut
/// @param loopGroups whether members on this host get what is sent to a group
/// @param confirm whether the sender knows that the neighbour is there
/// @param title what the packet is called in a trace
public record Ipv6Request(
    Transport transport,
    Ipv6Address destination,
    Ipv6Address source,
    @Nullable NetDevice device,
    boolean bound,
    int hopLimit,
    int trafficClass,
    int flowLabel,
    long flowHash,
    ImmutableList<ExtensionHeader> extensions,
    boolean dontFragment,
    boolean loopGroups,
    int mark,
    boolean confirm,
    String title) {

  /// A packet with everything as usual.
  public static Ipv6Request of(Transport transport, Ipv6Address destination, String title) {
    return new Ipv6Request(
        transport,
        destination,
        Ipv6Address.ANY,
        null,
        false,
        -1,
        0,
        0,
        0,
        ImmutableList.of(),
        false,
        true,
        0,
        false,
        title);
  }

  public Ipv6Request withSource(Ipv6Address other) {
    return new Ipv6Request(
        transport,
        destination,
        other,
        device,
        bound,
        hopLimit,
        trafficClass,
        flowLabel,
        flowHash,
        extensions,
        dontFragment,
        loopGroups,
        mark,
        confirm,
        title);
  }

  /// @param isBound whether the socket is bound to the device, not only the packet
  public Ipv6Request withDevice(@Nullable NetDevice other, boolean isBound) {
    return new Ipv6Request(
        transport,
        destination,
        source,
        other,
        isBound,
        hopLimit,
        trafficClass,
        flowLabel,
        flowHash,
        extensions,
        dontFragment,
        loopGroups,
        mark,
        confirm,
        title);
  }

  public Ipv6Request withHopLimit(int other) {
    return new Ipv6Request(
        transport,
        destination,
        source,
        device,
        bound,
        other,
        trafficClass,
        flowLabel,
        flowHash,
        extensions,
        dontFragment,
        loopGroups,
        mark,
        confirm,
        title);
  }

  public Ipv6Request withTrafficClass(int other) {
    return new Ipv6Request(
        transport,
        destination,
        source,
        device,
        bound,
        hopLimit,
        other,
        flowLabel,
        flowHash,
        extensions,
        dontFragment,
        loopGroups,
        mark,
        confirm,
        title);
  }

  /// @param label 0 for the automatic one
  /// @param hash see [#flowHash]
  public Ipv6Request withFlow(int label, long hash) {
    return new Ipv6Request(
        transport,
        destination,
        source,
        device,
        bound,
        hopLimit,
        trafficClass,
        label,
        hash,
        extensions,
        dontFragment,
        loopGroups,
        mark,
        confirm,
        title);
  }

  public Ipv6Request withFragmentation(boolean allowed) {
    return new Ipv6Request(
        transport,
        destination,
        source,
        device,
        bound,
        hopLimit,
        trafficClass,
        flowLabel,
        flowHash,
        extensions,
        !allowed,
        loopGroups,
        mark,
        confirm,
        title);
  }

  public Ipv6Request withGroupLoop(boolean on) {
    return new Ipv6Request(
        transport,
        destination,
        source,
        device,
        bound,
        hopLimit,
        trafficClass,
        flowLabel,
        flowHash,
        extensions,
        dontFragment,
        on,
        mark,
        confirm,
        title);
  }

  public Ipv6Request withTitle(String other) {
    return new Ipv6Request(
        transport,
        destination,
        source,
        device,
        bound,
        hopLimit,
        trafficClass,
        flowLabel,
        flowHash,
        extensions,
        dontFragment,
        loopGroups,
        mark,
        confirm,
        other);
  }

  public Ipv6Request withMark(int other) {
    return new Ipv6Request(
        transport,
        destination,
        source,
        device,
        bound,
        hopLimit,
        trafficClass,
        flowLabel,
        flowHash,
        extensions,
        dontFragment,
        loopGroups,
        other,
        confirm,
        title);
  }

  public Ipv6Request withConfirmation(boolean on) {
    return new Ipv6Request(
        transport,
        destination,
        source,
        device,
        bound,
        hopLimit,
        trafficClass,
        flowLabel,
        flowHash,
        extensions,
        dontFragment,
        loopGroups,
        mark,
        on,
        title);
  }
}
