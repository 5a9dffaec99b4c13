package vethlab.simulator.ipv6;

import java.time.Duration;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouterPreference;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourParameter;
import vethlab.simulator.neighbour.NeighbourParameters;
import vethlab.simulator.neighbour.NeighbourUpdate;
import vethlab.simulator.neighbour.NeighbourUpdate.How;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Ipv6Prefix;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.DropReason;

/// What routers say about a link: that they are a way out, which ranges are on it, and its figures
/// (RFC 4861, 6.3.4, RFC 4862, 5.5.3; `ndisc_router_discovery`, `addrconf_prefix_rcv`).
///
/// Route information (RFC 4191) and options for programs are passed over.
final class RouterAdvertisements implements Forkable {

  /// Octets behind the checksum and before the options.
  static final int FIXED_LENGTH = 12;

  /// Octets of a prefix option.
  private static final int PREFIX_OPTION_LENGTH = 32;

  /// An advertisement cannot shorten an address's life below this (RFC 4862, 5.5.3 e).
  private static final long LEAST_VALID_SECONDS = 2 * 3600;

  private final Ipv6Stack stack;

  RouterAdvertisements(Ipv6Stack stack) {
    this.stack = stack;
  }

  private RouterAdvertisements(RouterAdvertisements original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public RouterAdvertisements fork(Fork fork) {
    return new RouterAdvertisements(this, fork);
  }

  /// @param data the octets behind the checksum
  void receive(
      SocketBuffer buffer,
      Ipv6Packet packet,
      Ipv6Device owner,
      Bytes data,
      DiscoveryOptions options) {
    Ipv6Address router = packet.source();
    if (!router.isLinkLocal()) {
      buffer.drop(DropReason.IP_INHDR, null, "a link-local sender");
      return;
    }
    boolean accepted = owner.acceptsAdvertisements();
    boolean foreign =
        owner.is(DeviceSetting.ACCEPT_RA_FROM_LOCAL) || !stack.isOwn(router, owner.device());
    if (accepted) {
      owner.solicitor().advertisementReceived();
      long lifetime = Octets.unsigned16(data, 2);
      boolean longEnough =
          lifetime == 0 || lifetime >= owner.setting(DeviceSetting.ACCEPT_RA_MIN_LFT);
      if (owner.is(DeviceSetting.ACCEPT_RA_DEFRTR) && longEnough && foreign) {
        defaultRouter(owner, router, data, lifetime);
      }
      figures(owner, data);
    }
    Neighbour neighbour = stack.neighbours().lookupOrCreate(owner.device(), router);
    if (neighbour != null) {
      stack
          .neighbours()
          .update(
              neighbour,
              NeighbourUpdate.of(
                  DiscoveryOptions.mac(options.sourceLink()),
                  NudState.STALE,
                  How.WEAK_OVERRIDE,
                  How.OVERRIDE,
                  How.OVERRIDE_IS_ROUTER,
                  How.IS_ROUTER));
    }
    if (!accepted) {
      buffer.drop(DropReason.SILENCED, null, "accept_ra on " + owner.device().name());
      return;
    }
    if (owner.is(DeviceSetting.ACCEPT_RA_PINFO)) {
      options.prefixes().forEach(option -> prefix(owner, option));
    }
    Bytes mtu = options.mtu();
    if (mtu != null && mtu.length() >= 8 && owner.is(DeviceSetting.ACCEPT_RA_MTU)) {
      mtu(owner, router, Octets.unsigned32(mtu, 4));
    }
    buffer.delivered("address configuration");
  }

  private void defaultRouter(Ipv6Device owner, Ipv6Address router, Bytes data, long lifetime) {
    RouterPreference preference =
        owner.is(DeviceSetting.ACCEPT_RA_RTR_PREF)
            ? preference(data.at(1) >> 3 & 3)
            : RouterPreference.MEDIUM;
    int metric = (int) owner.setting(DeviceSetting.RA_DEFRTR_METRIC);
    int hopLimit = data.at(0);
    boolean takesHopLimit =
        hopLimit != 0 && owner.setting(DeviceSetting.ACCEPT_RA_MIN_HOP_LIMIT) <= hopLimit;
    Route known = stack.routes().findDefaultRouter(owner.device(), router);
    if (known != null && (lifetime == 0 || known.metric() != metric)) {
      stack.routes().remove(known);
      known = null;
    }
    if (lifetime != 0) {
      SimTime expires = owner.now().plus(Duration.ofSeconds(lifetime));
      if (known == null) {
        stack
            .routes()
            .addDefaultRouter(
                owner.device(), router, preference, metric, expires, takesHopLimit ? hopLimit : 0);
      } else {
        stack
            .routes()
            .replace(
                known,
                known.toBuilder()
                    .preference(preference)
                    .expires(expires)
                    .metrics(
                        takesHopLimit
                            ? known.metrics().with(RouteMetric.HOPLIMIT, hopLimit)
                            : known.metrics())
                    .build());
      }
    }
    if (takesHopLimit) {
      owner.settings().set(DeviceSetting.HOP_LIMIT, hopLimit);
    }
  }

  private static RouterPreference preference(int bits) {
    return switch (bits) {
      case 1 -> RouterPreference.HIGH;
      case 3 -> RouterPreference.LOW;
      default -> RouterPreference.MEDIUM;
    };
  }

  /// How often to ask neighbours, and how long an answer counts.
  private void figures(Ipv6Device owner, Bytes data) {
    NeighbourParameters parameters = stack.neighbours().parameters(owner.device());
    long retransmission = Octets.unsigned32(data, 8);
    if (retransmission != 0) {
      parameters.set(NeighbourParameter.RETRANS_TIME, Math.max(retransmission, 10));
    }
    long reachable = Octets.unsigned32(data, 4);
    if (reachable != 0) {
      long base = Math.max(reachable, 100);
      if (base != parameters.get(NeighbourParameter.BASE_REACHABLE_TIME)) {
        parameters.set(NeighbourParameter.BASE_REACHABLE_TIME, base);
        parameters.set(NeighbourParameter.GC_STALE_TIME, 3 * base);
      }
    }
  }

  /// Packets to this link are shorter from now on, and those over the router too.
  private void mtu(Ipv6Device owner, Ipv6Address router, long mtu) {
    if (mtu >= Ipv6Stack.MINIMUM_MTU
        && mtu <= owner.device().mtu()
        && mtu != owner.setting(DeviceSetting.MTU)) {
      Route known = stack.routes().findDefaultRouter(owner.device(), router);
      if (known != null) {
        RouteMetrics metrics = known.metrics().with(RouteMetric.MTU, (int) mtu);
        stack.routes().replace(known, known.toBuilder().metrics(metrics).build());
      }
      stack.routes().mtuChanged(owner.device(), (int) mtu);
      owner.settings().set(DeviceSetting.MTU, mtu);
    }
  }

  private void prefix(Ipv6Device owner, Bytes option) {
    if (option.length() < PREFIX_OPTION_LENGTH) {
      return;
    }
    int length = option.at(2);
    int flags = option.at(3);
    long valid = Octets.unsigned32(option, 4);
    long preferred = Octets.unsigned32(option, 8);
    Ipv6Address address = Octets.address(option, 16);
    boolean tooShort = valid != 0 && valid < owner.setting(DeviceSetting.ACCEPT_RA_MIN_LFT);
    if (address.isMulticast()
        || address.isLinkLocal()
        || length > 128
        || preferred > valid
        || tooShort) {
      return;
    }
    Ipv6Prefix prefix = Ipv6Prefix.around(address, length);
    if ((flags & 0x80) != 0) {
      onLink(owner, prefix, valid);
    }
    boolean asksForAddress = (flags & 0x40) != 0;
    if (asksForAddress && owner.is(DeviceSetting.AUTOCONF) && length == 64) {
      Ipv6Address own =
          new Ipv6Address(
              prefix.address().high(), owner.device().address().toInterfaceIdentifier());
      address(owner, own, valid, preferred);
    }
  }

  private void onLink(Ipv6Device owner, Ipv6Prefix prefix, long valid) {
    Route known = stack.routes().findPrefix(owner.device(), prefix);
    if (valid == 0) {
      if (known != null && known.expires() != null) {
        stack.routes().remove(known);
      }
      return;
    }
    @Nullable SimTime expires =
        valid == Ipv6InterfaceAddress.INFINITE ? null : owner.now().plus(Duration.ofSeconds(valid));
    if (known == null) {
      stack.routes().addPrefix(owner.device(), prefix, 0, expires, owner.device().origin());
    } else if (known.expires() != null) {
      stack.routes().replace(known, known.toBuilder().expires(expires).build());
    }
  }

  /// `addrconf_prefix_rcv_add_addr`.
  private void address(Ipv6Device owner, Ipv6Address address, long valid, long preferred) {
    Ipv6InterfaceAddress known = owner.find(address);
    if (known == null) {
      long most = owner.setting(DeviceSetting.MAX_ADDRESSES);
      boolean room = most == 0 || owner.addresses().size() < most;
      if (valid == 0 || !room || owner.isDisabled()) {
        return;
      }
      Ipv6InterfaceAddress added =
          stack
              .configuration()
              .insert(
                  owner,
                  Ipv6AddressRequest.add(address, 64).withLifetimes(valid, preferred),
                  EnumSet.of(AddressFlag.MANAGETEMPADDR));
      stack.detection().start(added);
    } else {
      long left = known.validLeft(owner.now());
      long least = Math.min(left, LEAST_VALID_SECONDS);
      known.setLifetimes(Math.max(valid, least), preferred, owner.now());
      known.clear(AddressFlag.DEPRECATED);
    }
    stack.lifetimes().check();
  }
}
