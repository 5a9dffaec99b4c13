package vethlab.simulator.bridge;

import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.trace.DropReason;

/// What a bridge makes of the multicast that passes (`br_multicast.c`).
///
/// It listens to memberships, but as long as nobody in the network queries for them, which is how
/// Linux starts, it floods multicast like broadcast. That much is modelled; the first query ends
/// the run as not modelled, because from then on members alone get the frames of their groups.
public final class MulticastSnooping {

  /// The groups of those that watch for multicast routers (RFC 4286).
  private static final Ipv4Address ALL_SNOOPERS = Ipv4Address.parse("224.0.0.106");

  private static final Ipv6Address ALL_SNOOPERS_6 = Ipv6Address.parse("ff02::6a");

  private final Bridge bridge;
  private final EnumMap<MulticastParameter, Long> changed;
  private boolean enabled = true;

  MulticastSnooping(Bridge bridge) {
    this(bridge, new EnumMap<>(MulticastParameter.class));
  }

  private MulticastSnooping(Bridge bridge, EnumMap<MulticastParameter, Long> changed) {
    this.bridge = bridge;
    this.changed = changed;
  }

  /// The same for the double of the bridge.
  MulticastSnooping copy(Bridge bridgeDouble) {
    MulticastSnooping copy = new MulticastSnooping(bridgeDouble, new EnumMap<>(changed));
    copy.enabled = enabled;
    return copy;
  }

  /// Looks at a multicast frame on its way (`br_multicast_rcv`).
  ///
  /// @return why it goes no further, or null if it does
  @Nullable DropReason inspect(Payload payload) {
    if (!enabled) {
      return null;
    }
    return switch (payload) {
      case Ipv4Packet packet -> inspectIgmp(packet.transport());
      case Ipv6Packet packet when hopByHop(packet) -> inspectMld(packet.transport());
      case Malformed broken when isUnreadable(broken) -> DropReason.BRIDGE_MULTICAST_MALFORMED;
      default -> null;
    };
  }

  private static @Nullable DropReason inspectIgmp(Transport transport) {
    return switch (transport) {
      case IgmpMessage.Query _ ->
          throw new NotModelled("an IGMP query on a bridge with multicast snooping");
      case Transport.BadChecksum broken when broken.protocol() == IpProtocol.IGMP ->
          DropReason.BRIDGE_MULTICAST_MALFORMED;
      default -> null;
    };
  }

  private static @Nullable DropReason inspectMld(Transport transport) {
    return switch (transport) {
      case Icmpv6Message.MldQuery _ ->
          throw new NotModelled("an MLD query on a bridge with multicast snooping");
      case Transport.BadChecksum broken when broken.protocol() == IpProtocol.ICMPV6 ->
          DropReason.BRIDGE_MULTICAST_MALFORMED;
      default -> null;
    };
  }

  /// MLD always comes with hop-by-hop options; without them the kernel does not look.
  private static boolean hopByHop(Ipv6Packet packet) {
    return !packet.extensions().isEmpty()
        && packet.extensions().getFirst().number() == IpProtocol.HOP_BY_HOP;
  }

  private static boolean isUnreadable(Malformed broken) {
    return (broken.etherType() == EtherType.IPV4 || broken.etherType() == EtherType.IPV6)
        && broken.kind() != Malformed.Kind.CHECKSUM;
  }

  // ---- The snoopers' groups ----

  /// The bridge is set up: it joins the snoopers' groups itself (`br_multicast_join_snoopers`).
  void start() {
    if (enabled) {
      bridge.table().join(bridge, ALL_SNOOPERS);
      bridge.table().join(bridge, ALL_SNOOPERS_6);
    }
  }

  /// The bridge is set down.
  void stop() {
    if (enabled) {
      bridge.table().leave(bridge, ALL_SNOOPERS);
      bridge.table().leave(bridge, ALL_SNOOPERS_6);
    }
  }

  // ---- Settings ----

  /// Whether it listens at all (`mcast_snooping`).
  public boolean isEnabled() {
    return enabled;
  }

  /// Turns it on or off (`br_multicast_toggle`).
  public void setEnabled(boolean on) {
    if (enabled == on) {
      return;
    }
    if (!on) {
      stop();
    }
    enabled = on;
    if (on && bridge.isUp()) {
      start();
    }
  }

  public long value(MulticastParameter parameter) {
    return changed.getOrDefault(parameter, parameter.initial());
  }

  /// Changes a number.
  ///
  /// @throws KernelError EINVAL for what the kernel does not know
  /// @throws NotModelled for being a querier, and for snooping by VLAN
  public void set(MulticastParameter parameter, long value) {
    switch (parameter) {
      case QUERIER -> refuse(value != 0, "mcast_querier 1");
      case VLAN_SNOOPING -> refuse(value != 0, "mcast_vlan_snooping 1");
      case ROUTER -> check(value, 0, 2);
      case IGMP_VERSION -> check(value, 2, 3);
      case MLD_VERSION -> check(value, 1, 2);
      case QUERY_USE_IFADDR,
          HASH_ELASTICITY,
          HASH_MAX,
          LAST_MEMBER_COUNT,
          STARTUP_QUERY_COUNT,
          LAST_MEMBER_INTERVAL,
          MEMBERSHIP_INTERVAL,
          QUERIER_INTERVAL,
          QUERY_INTERVAL,
          QUERY_RESPONSE_INTERVAL,
          STARTUP_QUERY_INTERVAL,
          STATS_ENABLED -> {}
    }
    changed.put(parameter, value);
  }

  private static void refuse(boolean wanted, String option) {
    if (wanted) {
      throw new NotModelled("bridge option " + option);
    }
  }

  private static void check(long value, long least, long most) {
    if (value < least || value > most) {
      throw new KernelError(Errno.EINVAL);
    }
  }
}
