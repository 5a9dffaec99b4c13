package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.Origin;

/// What routing says about a destination (`struct rt6_info`).
public sealed interface Ipv6Way {

  /// There is a way on.
  ///
  /// @param device the device of the next hop; for an address of this host, the one that has it
  /// @param kind what is at the other end
  /// @param exception what the network said about this destination, or null
  /// @param choices over how many next hops a hash had to choose; 1 if there was no choice
  record Found(
      Ipv6Stack stack,
      Route route,
      NextHop hop,
      NetDevice device,
      Kind kind,
      @Nullable PathException exception,
      int choices)
      implements Ipv6Way {

    private static final int TCP_HEADER_LENGTH = 20;

    /// What stands for no limit would be taken for something else.
    private static final int LONGEST_SEGMENT = 65_534;

    /// Whether it depends on a random hash which way it goes.
    public boolean dependsOnHash() {
      return choices > 1;
    }

    /// Whether it ends at this host.
    public boolean isOwn() {
      return kind == Kind.LOCAL || kind == Kind.ANYCAST;
    }

    /// Whether another router lies between.
    public boolean hasGateway() {
      return (exception != null && exception.redirected())
          ? exception.gateway() != null
          : hop.gateway() != null;
    }

    /// The neighbour that packets to `destination` are handed to (`rt6_nexthop`).
    public Ipv6Address nextHop(Ipv6Address destination) {
      Ipv6Address gateway =
          exception != null && exception.redirected()
              ? exception.gateway()
              : (Ipv6Address) hop.gateway();
      return gateway == null ? destination : gateway;
    }

    /// The router that lies between, or null if there is none.
    public @Nullable IpAddress gateway() {
      return exception != null && exception.redirected() ? exception.gateway() : hop.gateway();
    }

    /// Whether the network told something about this destination (`RTF_CACHE`).
    public boolean isLearned() {
      return exception != null;
    }

    /// The longest packet that the network told of, or 0 if it told of none.
    public int learnedMtu() {
      return exception == null ? 0 : exception.mtu();
    }

    /// When what was learned is forgotten, or null if that is open.
    public @Nullable SimTime learnedUntil() {
      return exception == null ? null : exception.expires();
    }

    /// The device that packets leave by: what is for this host goes over the loopback device.
    public NetDevice output() {
      if (!isOwn()) {
        return device;
      }
      NetDevice loopback = stack.devices().find("lo");
      return loopback == null ? device : loopback;
    }

    /// The longest packet, in octets (`ip6_mtu`).
    public int mtu() {
      if (exception != null && exception.mtu() != 0) {
        return exception.mtu();
      }
      int own = route.metrics().get(RouteMetric.MTU);
      if (own != 0) {
        return own;
      }
      Ipv6Device owner = stack.find(output());
      return owner == null
          ? Ipv6Stack.MINIMUM_MTU
          : (int) Math.max(Ipv6Stack.MINIMUM_MTU, owner.setting(DeviceSetting.MTU));
    }

    /// The longest TCP segment to ask for (`ip6_default_advmss`).
    public int maximumSegmentSize() {
      int own = route.metrics().get(RouteMetric.ADVMSS);
      if (own != 0) {
        return own;
      }
      long least = stack.settings().number("route/min_adv_mss");
      int fits = mtu() - Ipv6Packet.HEADER_LENGTH - TCP_HEADER_LENGTH;
      return (int) Math.min(Math.max(fits, least), LONGEST_SEGMENT);
    }

    /// The hop limit of packets that do not say otherwise (`ip6_dst_hoplimit`).
    public int hopLimit() {
      int own = route.metrics().get(RouteMetric.HOPLIMIT);
      if (own != 0) {
        return own;
      }
      Ipv6Device owner = stack.find(output());
      DeviceSettings settings = owner == null ? stack.settings().all() : owner.settings();
      return (int) settings.get(DeviceSetting.HOP_LIMIT);
    }

    /// The source address that the route asks for, or null.
    public @Nullable Ipv6Address preferredSource() {
      return (Ipv6Address) route.preferredSource();
    }

    /// The route in short, in the words of `ip route`.
    @Override
    public String toString() {
      String type = route.type() == RouteType.UNICAST ? "" : route.type().text() + " ";
      String destination =
          route.destination().length() == 0 ? "default" : route.destination().toString();
      IpAddress gateway = gateway();
      String via = gateway == null ? "" : " via " + gateway;
      String metric = route.metric() == 0 ? "" : " metric " + route.metric();
      return type + destination + via + " dev " + device.name() + metric;
    }

    Found fork(Fork fork) {
      return new Found(
          fork.of(stack), route, hop, fork.of(device), kind, fork.ofNullable(exception), choices);
    }
  }

  /// What is at the end of a way.
  enum Kind {
    /// An address of this host.
    LOCAL,
    /// An address that this host shares with other routers.
    ANYCAST,
    /// A group.
    GROUP,
    /// Some other host.
    REMOTE,
    /// Nothing: a range on the loopback device.
    NOTHING
  }

  /// There is none.
  ///
  /// @param route the route that refuses, or null
  /// @param origin the script line of the route or rule that refuses; [Origin#KERNEL] if nothing
  ///   leads there
  record Refused(Errno errno, @Nullable Route route, Origin origin) implements Ipv6Way {

    /// The script line, or null if there is none to blame.
    @Nullable Origin knownOrigin() {
      return origin.isKnown() ? origin : null;
    }
  }
}
