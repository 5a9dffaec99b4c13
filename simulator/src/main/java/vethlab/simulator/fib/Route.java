package vethlab.simulator.fib;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.Origin;

/// An entry of a routing table (`fib_alias` with its `fib_info`; `fib6_info`).
///
/// @param destination which addresses it is for
/// @param source IPv6: which senders it is for; null for all
/// @param table the number of its table
/// @param tos the type of service that it is for; 0 for all
/// @param metric its priority: smaller wins
/// @param preferredSource the source address for packets that have none yet, or null
/// @param nextHops empty for a route that refuses
/// @param preference IPv6: of the router that announced it
/// @param expires IPv6: when it goes away by itself, or null
/// @param dead whether its source address is gone: it waits to be removed
/// @param origin the script line that made it
public record Route(
    IpPrefix destination,
    @Nullable IpPrefix source,
    int table,
    int tos,
    int metric,
    RouteType type,
    RouteScope scope,
    RouteProtocol protocol,
    @Nullable IpAddress preferredSource,
    RouteMetrics metrics,
    ImmutableList<NextHop> nextHops,
    RouterPreference preference,
    @Nullable SimTime expires,
    boolean dead,
    Origin origin) {

  /// The numbers of the tables that every namespace has.
  public static final int TABLE_DEFAULT = 253;

  public static final int TABLE_MAIN = 254;
  public static final int TABLE_LOCAL = 255;

  /// Starts a unicast route of table main, of protocol boot and the widest scope.
  public static Builder to(IpPrefix destination) {
    return new Builder(destination);
  }

  /// The only, or first, next hop; null if there is none.
  public @Nullable NextHop nextHop() {
    return nextHops.isEmpty() ? null : nextHops.getFirst();
  }

  /// Whether all its next hops are on devices that are down (`RTNH_F_DEAD` of the route).
  public boolean isDead() {
    return dead || (!nextHops.isEmpty() && nextHops.stream().allMatch(NextHop::dead));
  }

  /// Whether all its next hops are without carrier (`RTNH_F_LINKDOWN` of the route).
  public boolean isLinkdown() {
    return !nextHops.isEmpty() && nextHops.stream().allMatch(NextHop::linkdown);
  }

  public Route withNextHops(ImmutableList<NextHop> others) {
    return toBuilder().nextHops(others).build();
  }

  /// The same with everything but the destination open to change.
  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Whether both say the same, whoever made them and whatever their devices' state
  /// (`fib_find_info`, and the type).
  public boolean saysTheSame(Route other) {
    return comparable().equals(other.comparable());
  }

  private Route comparable() {
    return toBuilder()
        .nextHops(
            nextHops.stream()
                .map(each -> each.withState(false, false))
                .collect(ImmutableList.toImmutableList()))
        .dead(false)
        .expires(null)
        .origin(Origin.KERNEL)
        .build();
  }

  /// A route in the making.
  public static final class Builder {

    private final IpPrefix destination;
    private @Nullable IpPrefix source;
    private int table = TABLE_MAIN;
    private int tos;
    private int metric;
    private RouteType type = RouteType.UNICAST;
    private RouteScope scope = RouteScope.UNIVERSE;
    private RouteProtocol protocol = RouteProtocol.BOOT;
    private @Nullable IpAddress preferredSource;
    private RouteMetrics metrics = RouteMetrics.NONE;
    private ImmutableList<NextHop> nextHops = ImmutableList.of();
    private RouterPreference preference = RouterPreference.MEDIUM;
    private @Nullable SimTime expires;
    private boolean dead;
    private Origin origin = Origin.KERNEL;

    private Builder(IpPrefix destination) {
      this.destination = destination;
    }

    private Builder(Route route) {
      this.destination = route.destination;
      this.source = route.source;
      this.table = route.table;
      this.tos = route.tos;
      this.metric = route.metric;
      this.type = route.type;
      this.scope = route.scope;
      this.protocol = route.protocol;
      this.preferredSource = route.preferredSource;
      this.metrics = route.metrics;
      this.nextHops = route.nextHops;
      this.preference = route.preference;
      this.expires = route.expires;
      this.dead = route.dead;
      this.origin = route.origin;
    }

    public Builder source(@Nullable IpPrefix value) {
      source = value;
      return this;
    }

    public Builder table(int value) {
      table = value;
      return this;
    }

    public Builder tos(int value) {
      tos = value;
      return this;
    }

    public Builder metric(int value) {
      metric = value;
      return this;
    }

    public Builder type(RouteType value) {
      type = value;
      return this;
    }

    public Builder scope(RouteScope value) {
      scope = value;
      return this;
    }

    public Builder protocol(RouteProtocol value) {
      protocol = value;
      return this;
    }

    public Builder preferredSource(@Nullable IpAddress value) {
      preferredSource = value;
      return this;
    }

    public Builder metrics(RouteMetrics value) {
      metrics = value;
      return this;
    }

    public Builder nextHops(ImmutableList<NextHop> value) {
      nextHops = value;
      return this;
    }

    public Builder nextHop(NextHop value) {
      return nextHops(ImmutableList.of(value));
    }

    /// On the link behind `device`.
    public Builder on(int device) {
      return nextHop(NextHop.on(device));
    }

    /// Over a router.
    public Builder via(IpAddress gateway, int device) {
      return nextHop(NextHop.via(gateway, device));
    }

    public Builder preference(RouterPreference value) {
      preference = value;
      return this;
    }

    public Builder expires(@Nullable SimTime value) {
      expires = value;
      return this;
    }

    public Builder dead(boolean value) {
      dead = value;
      return this;
    }

    public Builder origin(Origin value) {
      origin = value;
      return this;
    }

    public Route build() {
      return new Route(
          destination,
          source,
          table,
          tos,
          metric,
          type,
          scope,
          protocol,
          preferredSource,
          metrics,
          nextHops,
          preference,
          expires,
          dead,
          origin);
    }
  }
}
