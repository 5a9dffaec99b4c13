package vethlab.simulator.neighbour;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timer;

/// Takes unused entries out of a table, and keeps managed ones fresh (`neigh_periodic_work`,
/// `neigh_forced_gc`, `neigh_managed_work`).
///
/// Its rounds run only while there is something for them to do: below the first threshold the
/// kernel's collect nothing either.
final class NeighbourCollector implements Forkable {

  private static final Duration FORCED_PAUSE = Duration.ofSeconds(5);

  private final NeighbourTable table;
  private @Nullable Timer round;
  private @Nullable Timer managedRound;
  private SimTime lastForced = SimTime.ZERO;
  private int lowThreshold = 128;
  private int middleThreshold = 512;
  private int highThreshold = 1024;

  /// The periodic round.
  record Round(NeighbourCollector collector) implements Event {

    @Override
    public void happen() {
      collector.collect();
    }

    @Override
    public Event fork(Fork fork) {
      return new Round(fork.of(collector));
    }
  }

  /// The round over managed entries.
  record ManagedRound(NeighbourCollector collector) implements Event {

    @Override
    public void happen() {
      collector.refreshManaged();
    }

    @Override
    public Event fork(Fork fork) {
      return new ManagedRound(fork.of(collector));
    }
  }

  NeighbourCollector(NeighbourTable table) {
    this.table = table;
  }

  private NeighbourCollector(NeighbourCollector original, Fork fork) {
    fork.enter(original, this);
    this.table = fork.of(original.table);
    this.round = fork.ofNullable(original.round);
    this.managedRound = fork.ofNullable(original.managedRound);
    this.lastForced = original.lastForced;
    this.lowThreshold = original.lowThreshold;
    this.middleThreshold = original.middleThreshold;
    this.highThreshold = original.highThreshold;
  }

  @Override
  public NeighbourCollector fork(Fork fork) {
    return new NeighbourCollector(this, fork);
  }

  int threshold(int number) {
    return switch (number) {
      case 1 -> lowThreshold;
      case 2 -> middleThreshold;
      case 3 -> highThreshold;
      default -> throw new IllegalArgumentException("threshold " + number);
    };
  }

  void setThreshold(int number, int value) {
    switch (number) {
      case 1 -> lowThreshold = value;
      case 2 -> middleThreshold = value;
      case 3 -> highThreshold = value;
      default -> throw new IllegalArgumentException("threshold " + number);
    }
  }

  /// Frees entries if the table is nearly full.
  ///
  /// @return whether one more entry may be made
  boolean makeRoom() {
    int entries = collectable();
    boolean full = entries >= highThreshold;
    if (full
        || (entries >= middleThreshold
            && table.core().now().since(lastForced).compareTo(FORCED_PAUSE) > 0)) {
      return force(entries) > 0 || !full;
    }
    return true;
  }

  private int force(int entries) {
    int most = entries - middleThreshold;
    int shrunk = 0;
    for (Neighbour each : table.all()) {
      if (isExempt(each) || each.references() > 0) {
        continue;
      }
      if (each.state == NudState.FAILED
          || each.state == NudState.NOARP
          || table.protocol().isMulticast(each.address())
          || each.sinceUpdated().compareTo(FORCED_PAUSE) > 0) {
        table.remove(each);
        shrunk++;
      }
      if (shrunk >= most) {
        break;
      }
    }
    lastForced = table.core().now();
    return shrunk;
  }

  private int collectable() {
    int count = 0;
    if (table.size() < middleThreshold) {
      return table.size();
    }
    for (Neighbour each : table.all()) {
      if (!isExempt(each)) {
        count++;
      }
    }
    return count;
  }

  private static boolean isExempt(Neighbour neighbour) {
    return neighbour.state == NudState.PERMANENT || neighbour.has(NeighbourFlag.EXTERN_LEARN);
  }

  /// An entry was added: rounds begin at the first threshold.
  void added() {
    if (table.size() >= lowThreshold && (round == null || !round.isPending())) {
      round = table.core().timeline().schedule(pause(), new Round(this));
    }
  }

  private Duration pause() {
    return table.defaults().time(NeighbourParameter.BASE_REACHABLE_TIME).dividedBy(2);
  }

  private void collect() {
    if (table.size() < lowThreshold) {
      return;
    }
    long now = table.core().now().nanos();
    for (Neighbour each : table.all()) {
      if (isExempt(each) || each.state.isInTimer()) {
        continue;
      }
      each.used = Math.max(each.used, Math.min(each.confirmed, now));
      Duration staleTime = table.parameters(each.device()).time(NeighbourParameter.GC_STALE_TIME);
      if (each.state == NudState.FAILED || each.sinceUsed().compareTo(staleTime) >= 0) {
        table.remove(each);
      }
    }
    added();
  }

  /// Begins the rounds over managed entries.
  void keepManaged() {
    if (managedRound == null || !managedRound.isPending()) {
      managedRound =
          table
              .core()
              .timeline()
              .schedule(
                  table.defaults().time(NeighbourParameter.INTERVAL_PROBE_TIME),
                  new ManagedRound(this));
    }
  }

  private void refreshManaged() {
    boolean any = false;
    for (Neighbour each : table.all()) {
      if (each.has(NeighbourFlag.MANAGED)) {
        any = true;
        table.touch(each);
      }
    }
    if (any) {
      keepManaged();
    }
  }
}
