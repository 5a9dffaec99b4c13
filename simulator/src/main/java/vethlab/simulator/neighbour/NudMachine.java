package vethlab.simulator.neighbour;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.neighbour.NeighbourUpdate.How;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.Event;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.NeighbourStep;

/// Neighbour unreachability detection: what packets, news and time do to an entry
/// (`__neigh_event_send`, `__neigh_update`, `neigh_timer_handler`; RFC 4861, 7.3).
final class NudMachine implements Forkable {

  /// The kernel waits at least this long before a timer (`HZ/100`).
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final NeighbourTable table;
  private final NeighbourProtocol protocol;

  /// The timer of one entry.
  record Expiry(NudMachine machine, Neighbour neighbour) implements Event {

    @Override
    public void happen() {
      machine.expired(neighbour);
    }

    @Override
    public Event fork(Fork fork) {
      return new Expiry(fork.of(machine), fork.of(neighbour));
    }
  }

  NudMachine(NeighbourTable table, NeighbourProtocol protocol) {
    this.table = table;
    this.protocol = protocol;
  }

  private NudMachine(NudMachine original, Fork fork) {
    fork.enter(original, this);
    this.table = fork.of(original.table);
    this.protocol = fork.of(original.protocol);
  }

  @Override
  public NudMachine fork(Fork fork) {
    return new NudMachine(this, fork);
  }

  // ---- A packet is to be sent ----

  /// Sends the packet, or lets it wait (`neigh_output`, `neigh_resolve_output`).
  void output(Neighbour neighbour, SocketBuffer buffer) {
    // A connected entry is used without a note of it (`neigh_hh_output`).
    if (neighbour.state.isConnected() || send(neighbour, buffer)) {
      if (buffer.isTraced()) {
        buffer.trace(
            new NeighbourStep.Resolved(
                neighbour.device().place(),
                neighbour.address().toString(),
                neighbour.mac.toString(),
                neighbour.state.name()));
      }
      buffer.setFrame(buffer.frame().withAddresses(neighbour.mac, neighbour.device().address()));
      neighbour.device().send(buffer);
    }
  }

  /// Notes the use, and starts asking if need be (`neigh_event_send`).
  ///
  /// @param buffer the packet, or null if there is none yet; if it cannot be sent now it is queued
  ///   or dropped here
  /// @return whether the packet can be sent now
  boolean send(Neighbour neighbour, @Nullable SocketBuffer buffer) {
    neighbour.used = now();
    return switch (neighbour.state) {
      case PERMANENT, NOARP, REACHABLE, DELAY, PROBE -> true;
      case STALE -> {
        if (!neighbour.dead) {
          enter(neighbour, NudState.DELAY);
          start(neighbour, time(neighbour, NeighbourParameter.DELAY_FIRST_PROBE_TIME));
        }
        yield true;
      }
      case NONE, FAILED -> {
        ask(neighbour, buffer);
        yield false;
      }
      case INCOMPLETE -> {
        if (neighbour.dead) {
          drop(buffer, neighbour, DropReason.NEIGH_DEAD);
        } else {
          queue(neighbour, buffer);
        }
        yield false;
      }
    };
  }

  /// Begins to ask for a neighbour that nothing is known of.
  private void ask(Neighbour neighbour, @Nullable SocketBuffer buffer) {
    if (neighbour.dead) {
      drop(buffer, neighbour, DropReason.NEIGH_DEAD);
      return;
    }
    if (count(neighbour, NeighbourParameter.MCAST_SOLICIT)
            + count(neighbour, NeighbourParameter.APP_SOLICIT)
        == 0) {
      enter(neighbour, NudState.FAILED);
      drop(buffer, neighbour, DropReason.NEIGH_FAILED);
      return;
    }
    neighbour.probes = count(neighbour, NeighbourParameter.UCAST_SOLICIT);
    stop(neighbour);
    enter(neighbour, NudState.INCOMPLETE);
    start(neighbour, atLeastShortest(time(neighbour, NeighbourParameter.RETRANS_TIME)));
    queue(neighbour, buffer);
    probe(neighbour);
  }

  private void queue(Neighbour neighbour, @Nullable SocketBuffer buffer) {
    if (buffer == null) {
      return;
    }
    int size = TrueSize.of(buffer);
    long limit = table.parameters(neighbour.device()).get(NeighbourParameter.UNRES_QLEN_BYTES);
    while (neighbour.queuedBytes + size > limit && !neighbour.queue.isEmpty()) {
      SocketBuffer oldest = neighbour.queue.remove();
      neighbour.queuedBytes -= TrueSize.of(oldest);
      drop(oldest, neighbour, DropReason.NEIGH_QUEUEFULL);
    }
    if (buffer.isTraced()) {
      buffer.trace(
          new NeighbourStep.Queued(
              neighbour.device().place(), neighbour.address().toString(), neighbour.state.name()));
    }
    neighbour.queue.add(buffer);
    neighbour.queuedBytes += size;
  }

  private static void drop(@Nullable SocketBuffer buffer, Neighbour neighbour, DropReason reason) {
    if (buffer != null) {
      buffer.drop(reason, null, "an answer from " + neighbour.address());
    }
  }

  // ---- Time passed ----

  private void expired(Neighbour neighbour) {
    Duration next = atLeastShortest(time(neighbour, NeighbourParameter.RETRANS_TIME));
    Duration delay = time(neighbour, NeighbourParameter.DELAY_FIRST_PROBE_TIME);
    switch (neighbour.state) {
      case REACHABLE -> {
        Duration reachable = table.reachableTime(neighbour.device());
        if (neighbour.sinceConfirmed().compareTo(reachable) < 0) {
          next = reachable.minus(neighbour.sinceConfirmed());
        } else if (neighbour.sinceUsed().compareTo(delay) < 0) {
          enter(neighbour, NudState.DELAY);
          next = delay;
        } else {
          enter(neighbour, NudState.STALE);
        }
      }
      case DELAY -> {
        if (neighbour.sinceConfirmed().compareTo(delay) <= 0) {
          enter(neighbour, NudState.REACHABLE);
          next = table.reachableTime(neighbour.device()).minus(neighbour.sinceConfirmed());
        } else {
          enter(neighbour, NudState.PROBE);
          neighbour.probes = 0;
        }
      }
      case INCOMPLETE, PROBE -> {}
      case NONE, STALE, FAILED, NOARP, PERMANENT -> {
        return;
      }
    }
    boolean asking = neighbour.state == NudState.INCOMPLETE || neighbour.state == NudState.PROBE;
    if (asking && neighbour.probes >= mostProbes(neighbour)) {
      neighbour.state = NudState.FAILED;
      invalidate(neighbour);
      return;
    }
    if (neighbour.state.isInTimer()) {
      start(neighbour, atLeastShortest(next));
    }
    if (asking) {
      probe(neighbour);
    }
  }

  private int mostProbes(Neighbour neighbour) {
    return count(neighbour, NeighbourParameter.UCAST_SOLICIT)
        + count(neighbour, NeighbourParameter.APP_SOLICIT)
        + count(
            neighbour,
            neighbour.state == NudState.PROBE
                ? NeighbourParameter.MCAST_RESOLICIT
                : NeighbourParameter.MCAST_SOLICIT);
  }

  /// The neighbour did not answer: those who wait are told, one after the other
  /// (`neigh_invalidate`).
  private void invalidate(Neighbour neighbour) {
    neighbour.updated = now();
    while (neighbour.state == NudState.FAILED && !neighbour.queue.isEmpty()) {
      protocol.unreachable(neighbour, neighbour.queue.remove());
    }
    purge(neighbour, DropReason.NEIGH_FAILED);
  }

  private void purge(Neighbour neighbour, DropReason reason) {
    while (!neighbour.queue.isEmpty()) {
      drop(neighbour.queue.remove(), neighbour, reason);
    }
    neighbour.queuedBytes = 0;
  }

  /// Asks: by unicast first if there was an address, then (after the daemons' share, of which there
  /// are none here) by broadcast.
  private void probe(Neighbour neighbour) {
    int probes = neighbour.probes - count(neighbour, NeighbourParameter.UCAST_SOLICIT);
    boolean unicast = probes < 0;
    boolean application = !unicast && probes < count(neighbour, NeighbourParameter.APP_SOLICIT);
    if (!application) {
      SocketBuffer newest = neighbour.queue.peekLast();
      core()
          .because(
              newest == null ? null : newest.branch(),
              () -> protocol.solicit(neighbour, unicast, newest));
    }
    neighbour.probes++;
  }

  // ---- News came in ----

  /// Whether the entry takes news from the wire: a fixed one takes none, and an unknown one needs
  /// an address.
  static boolean takes(Neighbour neighbour, NeighbourUpdate news) {
    return !neighbour.dead
        && neighbour.state != NudState.NOARP
        && neighbour.state != NudState.PERMANENT
        && (news.mac() != null || !news.state().isValid() || neighbour.state.isValid());
  }

  /// Takes news (`__neigh_update`).
  ///
  /// @throws KernelError if the news says too little; only a person's can
  void update(Neighbour neighbour, NeighbourUpdate news) {
    NudState old = neighbour.state;
    if (news.may(How.ADMIN)) {
      setFlag(neighbour, NeighbourFlag.EXTERN_LEARN, news.may(How.EXTERN_LEARN));
      setFlag(neighbour, NeighbourFlag.MANAGED, news.may(How.MANAGED));
    }
    if (news.may(How.USE) || news.may(How.MANAGED)) {
      neighbour.state = old == NudState.PERMANENT ? NudState.NONE : old;
      return;
    }
    if (!news.state().isValid()) {
      lose(neighbour, old, news.state());
      return;
    }
    MacAddress mac = news.mac();
    if (mac == null) {
      if (!old.isValid()) {
        throw new KernelError(Errno.EINVAL, "No link layer address given");
      }
      mac = neighbour.mac;
    }
    boolean sameMac = (old.isValid() || news.mac() == null) && mac.equals(neighbour.mac);
    NudState state = news.state();
    if (state.isConnected()) {
      neighbour.confirmed = now();
    }
    boolean routerCounts = news.may(How.OVERRIDE_IS_ROUTER);
    if (old.isValid()) {
      if (!sameMac && !news.may(How.OVERRIDE)) {
        if (!news.may(How.WEAK_OVERRIDE) || !old.isConnected()) {
          return; // what was known stays, and the router flag with it
        }
        routerCounts = false;
        mac = neighbour.mac;
        sameMac = true;
        state = NudState.STALE;
      } else if (sameMac && state == NudState.STALE && !news.may(How.ADMIN)) {
        state = old;
      }
    }
    change(neighbour, old, state, mac, sameMac);
    if (routerCounts) {
      setFlag(neighbour, NeighbourFlag.ROUTER, news.may(How.IS_ROUTER));
    }
  }

  private void change(
      Neighbour neighbour, NudState old, NudState state, MacAddress mac, boolean sameMac) {
    if (state != old || !sameMac) {
      neighbour.updated = now();
    }
    if (state != old) {
      stop(neighbour);
      if (state == NudState.PROBE) {
        neighbour.probes = 0;
      }
      if (state.isInTimer()) {
        start(
            neighbour,
            state == NudState.REACHABLE ? table.reachableTime(neighbour.device()) : Duration.ZERO);
      }
      neighbour.state = state;
    }
    if (!sameMac) {
      neighbour.mac = mac;
      if (!state.isConnected()) {
        neighbour.confirmed =
            now() - 2 * time(neighbour, NeighbourParameter.BASE_REACHABLE_TIME).toNanos();
      }
    }
    if (state != old && !old.isValid()) {
      while (neighbour.state.isValid() && !neighbour.queue.isEmpty()) {
        output(neighbour, neighbour.queue.remove());
      }
      purge(neighbour, DropReason.NEIGH_FAILED);
    }
  }

  private void lose(Neighbour neighbour, NudState old, NudState state) {
    stop(neighbour);
    neighbour.state = state;
    if ((old == NudState.INCOMPLETE || old == NudState.PROBE) && state == NudState.FAILED) {
      invalidate(neighbour);
    }
  }

  private static void setFlag(Neighbour neighbour, NeighbourFlag flag, boolean on) {
    if (on) {
      neighbour.flags.add(flag);
    } else {
      neighbour.flags.remove(flag);
    }
  }

  /// The entry was taken out of the table: nothing more happens to it.
  void kill(Neighbour neighbour) {
    stop(neighbour);
    neighbour.dead = true;
    purge(neighbour, DropReason.NEIGH_DEAD);
    neighbour.state = neighbour.state.isValid() ? NudState.NOARP : NudState.NONE;
  }

  // ---- Small things ----

  private void enter(Neighbour neighbour, NudState state) {
    neighbour.state = state;
    neighbour.updated = now();
  }

  private void start(Neighbour neighbour, Duration delay) {
    stop(neighbour);
    neighbour.used = Math.max(neighbour.used, neighbour.confirmed);
    neighbour.timer = core().timeline().schedule(delay, new Expiry(this, neighbour));
  }

  private static void stop(Neighbour neighbour) {
    if (neighbour.timer != null) {
      neighbour.timer.cancel();
      neighbour.timer = null;
    }
  }

  private Duration time(Neighbour neighbour, NeighbourParameter parameter) {
    return table.parameters(neighbour.device()).time(parameter);
  }

  private int count(Neighbour neighbour, NeighbourParameter parameter) {
    return table.parameters(neighbour.device()).count(parameter);
  }

  private static Duration atLeastShortest(Duration delay) {
    return delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay;
  }

  private NetCore core() {
    return table.core();
  }

  private long now() {
    return core().now().nanos();
  }
}
