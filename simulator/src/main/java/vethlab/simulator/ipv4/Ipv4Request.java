package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Transport;

/// A packet that a socket wants to send, and how (`ip_append_data`, `ip_queue_xmit`).
///
/// @param title what a trace calls it: `echo request`, `TCP SYN`
/// @param destination 0.0.0.0 is this host
/// @param source 0.0.0.0 lets the kernel choose
/// @param transport what it carries; its protocol number is the packet's
/// @param ttl 0 for the default: `ip_default_ttl`, or 1 to a group
/// @param trafficClass the octet once called type of service
/// @param boundDevice the index of the device that the socket is bound to, or of the one given with
///   the packet; 0 for any
/// @param fragmentation what may be done with a packet that is too long
/// @param identification the number that a connected socket gives it, or −1 for the kernel's own
/// @param broadcast whether the socket may send to broadcast addresses (`SO_BROADCAST`)
/// @param onlyLink whether routers are not used (`SO_DONTROUTE`)
/// @param confirm whether the sender knows that the neighbour is there (`MSG_CONFIRM`; TCP after an
///   acknowledgement)
/// @param mark the firewall mark
/// @param options IPv4 options
/// @param multicastDevice the device for groups (`IP_MULTICAST_IF`), 0 if none was set
/// @param multicastSource the source for groups, or null
/// @param multicastLoop whether this host gets a copy of what goes to a group (`IP_MULTICAST_LOOP`)
/// @param freeSource whether the source need not be this host's (`IP_TRANSPARENT`, own headers)
public record Ipv4Request(
    String title,
    Ipv4Address destination,
    Ipv4Address source,
    Transport transport,
    int ttl,
    int trafficClass,
    int boundDevice,
    Fragmentation fragmentation,
    int identification,
    boolean broadcast,
    boolean onlyLink,
    boolean confirm,
    int mark,
    Bytes options,
    int multicastDevice,
    @Nullable Ipv4Address multicastSource,
    boolean multicastLoop,
    boolean freeSource) {

  /// What may be done with a packet that is too long (`IP_MTU_DISCOVER`).
  public enum Fragmentation {
    /// It may be fragmented, here and on the way (`IP_PMTUDISC_DONT`).
    ALLOWED,
    /// One that fits may not be fragmented on the way; a longer one is fragmented here
    /// (`IP_PMTUDISC_WANT`, the default).
    PATH,
    /// It may not be fragmented; a longer one is refused (`IP_PMTUDISC_DO`).
    FORBIDDEN,
    /// As FORBIDDEN, but only the device's MTU counts (`IP_PMTUDISC_PROBE`).
    PROBE,
    /// Only the device's MTU counts; a longer one is refused, and it may be fragmented on the way
    /// (`IP_PMTUDISC_INTERFACE`).
    INTERFACE,
    /// As INTERFACE, but a longer one is fragmented here (`IP_PMTUDISC_OMIT`).
    OMIT;

    /// Whether a longer packet is fragmented here (`ip_sk_ignore_df`).
    boolean splitsHere() {
      return this == ALLOWED || this == PATH || this == OMIT;
    }

    /// Whether what the path is known to carry counts (`ip_sk_use_pmtu`).
    boolean usesPath() {
      return this == ALLOWED || this == PATH || this == FORBIDDEN;
    }
  }

  /// A request with defaults for all but these.
  public static Builder to(Ipv4Address destination, Transport transport) {
    return new Builder(destination, transport);
  }

  /// A request in the making.
  public static final class Builder {

    private String title = "packet";
    private final Ipv4Address destination;
    private Ipv4Address source = Ipv4Address.ANY;
    private final Transport transport;
    private int ttl;
    private int trafficClass;
    private int boundDevice;
    private Fragmentation fragmentation = Fragmentation.PATH;
    private int identification = -1;
    private boolean broadcast;
    private boolean onlyLink;
    private boolean confirm;
    private int mark;
    private Bytes options = Bytes.EMPTY;
    private int multicastDevice;
    private @Nullable Ipv4Address multicastSource;
    private boolean multicastLoop = true;
    private boolean freeSource;

    private Builder(Ipv4Address destination, Transport transport) {
      this.destination = destination;
      this.transport = transport;
    }

    public Builder title(String value) {
      title = value;
      return this;
    }

    public Builder source(Ipv4Address value) {
      source = value;
      return this;
    }

    public Builder ttl(int value) {
      ttl = value;
      return this;
    }

    public Builder trafficClass(int value) {
      trafficClass = value;
      return this;
    }

    public Builder boundDevice(int value) {
      boundDevice = value;
      return this;
    }

    public Builder fragmentation(Fragmentation value) {
      fragmentation = value;
      return this;
    }

    public Builder identification(int value) {
      identification = value;
      return this;
    }

    public Builder broadcast(boolean value) {
      broadcast = value;
      return this;
    }

    public Builder onlyLink(boolean value) {
      onlyLink = value;
      return this;
    }

    public Builder confirm(boolean value) {
      confirm = value;
      return this;
    }

    public Builder mark(int value) {
      mark = value;
      return this;
    }

    public Builder options(Bytes value) {
      options = value;
      return this;
    }

    public Builder multicastDevice(int value) {
      multicastDevice = value;
      return this;
    }

    public Builder multicastSource(@Nullable Ipv4Address value) {
      multicastSource = value;
      return this;
    }

    public Builder multicastLoop(boolean value) {
      multicastLoop = value;
      return this;
    }

    public Builder freeSource(boolean value) {
      freeSource = value;
      return this;
    }

    public Ipv4Request build() {
      return new Ipv4Request(
          title,
          destination,
          source,
          transport,
          ttl,
          trafficClass,
          boundDevice,
          fragmentation,
          identification,
          broadcast,
          onlyLink,
          confirm,
          mark,
          options,
          multicastDevice,
          multicastSource,
          multicastLoop,
          freeSource);
    }
  }
}
