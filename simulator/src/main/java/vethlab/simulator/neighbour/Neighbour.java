package vethlab.simulator.neighbour;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timer;
import vethlab.simulator.trace.Origin;

/// A host on a link: its address, what is known of its MAC, and the packets that wait for it.
///
/// Changed by its [NeighbourTable] only.
public final class Neighbour implements Forkable {

  final ArrayDeque<SocketBuffer> queue = new ArrayDeque<>();
  final EnumSet<NeighbourFlag> flags = EnumSet.noneOf(NeighbourFlag.class);
  private final NeighbourTable table;
  private final NetDevice device;
  private final IpAddress address;
  NudState state = NudState.NONE;
  MacAddress mac = MacAddress.ZERO;
  int queuedBytes;
  int probes;
  int protocol;
  boolean dead;

  /// Nanoseconds; `confirmed` may lie before the start of the machine.
  long used;

  long confirmed;
  long updated;
  @Nullable Timer timer;
  Origin origin;

  Neighbour(NeighbourTable table, NetDevice device, IpAddress address) {
    this.table = table;
    this.device = device;
    this.address = address;
    this.origin = device.core().origin();
    this.used = device.core().now().nanos();
    this.updated = used;
  }

  private Neighbour(Neighbour original, Fork fork) {
    fork.enter(original, this);
    this.table = fork.of(original.table);
    this.device = fork.of(original.device);
    this.address = original.address;
    this.state = original.state;
    this.mac = original.mac;
    this.queuedBytes = original.queuedBytes;
    this.probes = original.probes;
    this.protocol = original.protocol;
    this.dead = original.dead;
    this.used = original.used;
    this.confirmed = original.confirmed;
    this.updated = original.updated;
    this.origin = original.origin;
    this.flags.addAll(original.flags);
    this.timer = fork.ofNullable(original.timer);
    original.queue.forEach(buffer -> queue.add(fork.of(buffer)));
  }

  @Override
  public Neighbour fork(Fork fork) {
    return new Neighbour(this, fork);
  }

  public NetDevice device() {
    return device;
  }

  public IpAddress address() {
    return address;
  }

  public NudState state() {
    return state;
  }

  /// Its link address; zero where unknown. Shown only in a valid state.
  public MacAddress mac() {
    return mac;
  }

  public boolean has(NeighbourFlag flag) {
    return flags.contains(flag);
  }

  public Set<NeighbourFlag> flags() {
    return flags.isEmpty() ? Set.of() : Set.copyOf(flags);
  }

  /// How many questions were asked in a row without an answer.
  public int probes() {
    return probes;
  }

  /// The protocol number of who made the entry, 0 if nobody said.
  public int protocol() {
    return protocol;
  }

  /// The time since a packet last used it.
  public Duration sinceUsed() {
    return since(used);
  }

  /// The time since it was last known to be there.
  public Duration sinceConfirmed() {
    return since(confirmed);
  }

  /// The time since its state or link address last changed.
  public Duration sinceUpdated() {
    return since(updated);
  }

  /// How many packets wait for it.
  public int queueLength() {
    return queue.size();
  }

  /// How many hold on to it beside the table (`ref` of `ip -s neigh`): its running timer.
  public int references() {
    return timer != null && timer.isPending() ? 1 : 0;
  }

  /// Whether it was taken out of the table.
  public boolean isDead() {
    return dead;
  }

  /// The script line that made it.
  public Origin origin() {
    return origin;
  }

  /// A program knows that it is there: it answered on a higher layer (`neigh_confirm`).
  public void confirm() {
    confirmed = now().nanos();
  }

  NeighbourTable table() {
    return table;
  }

  private SimTime now() {
    return device.core().now();
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(now().nanos() - nanos);
  }

  @Override
  public String toString() {
    return address + " dev " + device.name() + " " + state;
  }
}
