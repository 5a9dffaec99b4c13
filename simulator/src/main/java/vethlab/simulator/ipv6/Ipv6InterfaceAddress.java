package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Prefix;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timer;
import vethlab.simulator.trace.Origin;

/// An address of a device (`struct inet6_ifaddr`), from the moment it is configured, usable or not.
public final class Ipv6InterfaceAddress implements Forkable {

  /// A lifetime without end, in seconds.
  public static final long INFINITE = 0xffff_ffffL;

  /// How far detection of duplicates has come (`INET6_IFADDR_STATE_*`).
  enum Detection {
    /// To be started.
    BEFORE,
    UNDER_WAY,
    DONE,
    /// Failed; what follows from that is still to be done.
    FAILED,
    /// The address is gone.
    DEAD
  }

  private final Ipv6Device owner;
  private final Ipv6Address address;
  private final int prefixLength;
  private final Origin origin;
  private final SimTime created;
  private final Set<AddressFlag> flags = EnumSet.noneOf(AddressFlag.class);
  private @Nullable Ipv6Address peer;
  private SimTime updated;
  private long validSeconds;
  private long preferredSeconds;
  private long metric;
  Detection detection = Detection.BEFORE;
  long nonce;
  int probes;
  @Nullable Timer detectionTimer;

  Ipv6InterfaceAddress(Ipv6Device owner, Ipv6AddressRequest request, Set<AddressFlag> flags) {
    this.owner = owner;
    this.address = request.address();
    this.peer = request.peer();
    this.prefixLength = request.prefixLength();
    this.flags.addAll(flags);
    this.validSeconds = request.validSeconds();
    this.preferredSeconds = request.preferredSeconds();
    this.metric = request.metric();
    this.origin = owner.device().core().origin();
    this.created = owner.device().core().now();
    this.updated = created;
  }

  private Ipv6InterfaceAddress(Ipv6InterfaceAddress original, Fork fork) {
    fork.enter(original, this);
    this.owner = fork.of(original.owner);
    this.address = original.address;
    this.peer = original.peer;
    this.prefixLength = original.prefixLength;
    this.origin = original.origin;
    this.created = original.created;
    this.updated = original.updated;
    this.flags.addAll(original.flags);
    this.validSeconds = original.validSeconds;
    this.preferredSeconds = original.preferredSeconds;
    this.metric = original.metric;
    this.detection = original.detection;
    this.nonce = original.nonce;
    this.probes = original.probes;
    this.detectionTimer = fork.ofNullable(original.detectionTimer);
  }

  @Override
  public Ipv6InterfaceAddress fork(Fork fork) {
    return new Ipv6InterfaceAddress(this, fork);
  }

  Ipv6Device owner() {
    return owner;
  }

  public NetDevice device() {
    return owner.device();
  }

  public Ipv6Address address() {
    return address;
  }

  /// The other end's address, if one was given.
  public @Nullable Ipv6Address peer() {
    return peer;
  }

  public int prefixLength() {
    return prefixLength;
  }

  /// The range that the address lies in.
  public Ipv6Prefix prefix() {
    return Ipv6Prefix.around(address, prefixLength);
  }

  public ImmutableSet<AddressFlag> flags() {
    return Sets.immutableEnumSet(flags);
  }

  public boolean is(AddressFlag flag) {
    return flags.contains(flag);
  }

  void set(AddressFlag flag) {
    flags.add(flag);
  }

  void clear(AddressFlag flag) {
    flags.remove(flag);
  }

  /// Whether packets may bear it: detection of duplicates has ended well.
  public boolean isUsable() {
    return !is(AddressFlag.TENTATIVE);
  }

  /// The metric of its prefix route; 0 for the usual one.
  public long metric() {
    return metric;
  }

  /// When it was made.
  public SimTime created() {
    return created;
  }

  /// When its lifetimes were set last.
  public SimTime updated() {
    return updated;
  }

  /// Seconds left to live, from `now` on; [#INFINITE] if it stays (`inet6_fill_ifaddr`).
  public long validLeft(SimTime now) {
    if (lastsForEver() || preferredSeconds == INFINITE || validSeconds == INFINITE) {
      return validSeconds;
    }
    return Math.max(0, validSeconds - ageSeconds(now));
  }

  /// Seconds left in which it may be used for new communication.
  public long preferredLeft(SimTime now) {
    if (lastsForEver() || preferredSeconds == INFINITE) {
      return preferredSeconds;
    }
    return Math.max(0, preferredSeconds - ageSeconds(now));
  }

  boolean lastsForEver() {
    return is(AddressFlag.PERMANENT) && preferredSeconds == INFINITE;
  }

  private long ageSeconds(SimTime now) {
    return now.since(updated).toSeconds();
  }

  /// The lifetimes as configured, counted from [#updated].
  long validSeconds() {
    return validSeconds;
  }

  long preferredSeconds() {
    return preferredSeconds;
  }

  void setLifetimes(long valid, long preferred, SimTime now) {
    validSeconds = valid;
    preferredSeconds = preferred;
    updated = now;
  }

  void setMetric(long metric) {
    this.metric = metric;
  }

  void setPeer(Ipv6Address peer) {
    this.peer = peer;
  }

  /// The script line that configured it.
  public Origin origin() {
    return origin;
  }

  void cancelDetection() {
    if (detectionTimer != null) {
      detectionTimer.cancel();
      detectionTimer = null;
    }
  }

  /// `2001:db8::1/64`.
  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
