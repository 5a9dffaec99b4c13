package vethlab.simulator.rtnetlink;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fib.RouterPreference;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.IpPrefix;

/// What the kernel says about a route, or about the way of one packet (`RTM_NEWROUTE`).
///
/// @param destination the range, or the one destination that was asked about
/// @param source the range of senders, or the sender that was asked about; null if there is none
/// @param table 0 if it is not told
/// @param preferredSource the source address that it gives, or null
/// @param metric null if it is not told
/// @param mark of the packet that was asked about, 0 if none was
/// @param user who asked, or null if it is not told
/// @param cached whether it is about one destination only, and what the network told about that
///   (`RTM_F_CLONED`)
/// @param cacheFlags what is special about the way of one packet
/// @param expires how long it still counts, or null if for ever
/// @param incoming the index of the device where the packet that was asked about came in, or 0
/// @param preference null for IPv4
/// @param hops where it leads; more than one if packets are shared out among them
public record RouteReport(
    IpFamily family,
    RouteType type,
    IpPrefix destination,
    @Nullable IpPrefix source,
    int tos,
    int table,
    RouteProtocol protocol,
    RouteScope scope,
    @Nullable IpAddress preferredSource,
    @Nullable Integer metric,
    int mark,
    @Nullable Integer user,
    boolean cached,
    ImmutableSet<CacheFlag> cacheFlags,
    @Nullable Duration expires,
    RouteMetrics metrics,
    int incoming,
    @Nullable RouterPreference preference,
    ImmutableList<Hop> hops) {

  /// A next hop.
  ///
  /// @param gateway null if the destinations are on the link
  /// @param device the interface index, 0 if it has none
  /// @param dead whether it does not count
  public record Hop(
      @Nullable IpAddress gateway,
      int device,
      int weight,
      boolean dead,
      boolean onlink,
      boolean linkdown) {

    /// The device that a packet leaves by, and the router that it goes to.
    public static Hop of(@Nullable IpAddress gateway, int device) {
      return new Hop(gateway, device, 1, false, false, false);
    }
  }

  /// What is special about the way of one packet (`RTCF_*`).
  public enum CacheFlag {
    /// This host takes it, or a copy.
    LOCAL,
    MULTICAST,
    BROADCAST,
    /// A router named a nearer one.
    REDIRECTED,
    /// The sender would be told of a nearer router.
    REDIRECT
  }

  /// The only next hop, or null if there are none or several.
  public @Nullable Hop hop() {
    return hops.size() == 1 ? hops.getFirst() : null;
  }

  /// A report about a route of a table.
  static RouteReport of(
      IpFamily family, Route route, @Nullable Duration expires, ImmutableList<Hop> hops) {
    boolean ipv6 = family == IpFamily.IPV6;
    return new RouteReport(
        family,
        route.type(),
        route.destination(),
        route.source(),
        route.tos(),
        route.table(),
        route.protocol(),
        ipv6 ? RouteScope.UNIVERSE : route.scope(),
        route.preferredSource(),
        ipv6 || route.metric() != 0 ? route.metric() : null,
        0,
        null,
        false,
        ImmutableSet.of(),
        expires,
        route.metrics(),
        0,
        ipv6 ? route.preference() : null,
        hops);
  }

  /// The same, told as of another table.
  RouteReport inTable(int other) {
    return with(other, cached);
  }

  /// The same of a destination about which nothing special is known.
  RouteReport notCached() {
    return with(table, false);
  }

  private RouteReport with(int newTable, boolean newCached) {
    return new RouteReport(
        family,
        type,
        destination,
        source,
        tos,
        newTable,
        protocol,
        scope,
        preferredSource,
        metric,
        mark,
        user,
        newCached,
        cacheFlags,
        expires,
        metrics,
        incoming,
        preference,
        hops);
  }
}
