package vethlab.simulator.device;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.time.Randomness;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timeline;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Origin;
import vethlab.simulator.trace.Recorder;

/// What all devices and protocols of one machine share: clock, backlog, link watch, seed, trace.
public final class NetCore implements Forkable {

  /// About what a machine has used up when it has started.
  private static final long FIRST_SOCKET_INODE = 20000;

  private final KernelProfile profile;
  private final Timeline timeline;
  private final Backlog backlog;
  private final LinkWatch linkWatch;
  private final Randomness randomness;
  private final KernelModules modules;
  private final long[] drops = new long[DropReason.values().length];
  private @Nullable Recorder recorder;
  private @Nullable Branch cause;
  private Origin origin = Origin.KERNEL;
  private long hashSecret;
  private long lastSocketInode = FIRST_SOCKET_INODE;
  private long framesLeft = Long.MAX_VALUE;

  /// Set by another thread, the only thing that another thread may touch.
  private volatile LimitReached.@Nullable Limit stop;

  public NetCore(KernelProfile profile, long seed) {
    this.profile = profile;
    this.timeline = new Timeline();
    this.backlog = new Backlog();
    this.linkWatch = new LinkWatch(timeline);
    this.randomness = new Randomness(seed);
    this.modules = new KernelModules();
  }

  private NetCore(NetCore original, Fork fork) {
    fork.enter(original, this);
    this.profile = original.profile;
    this.timeline = fork.of(original.timeline);
    this.backlog = fork.of(original.backlog);
    this.linkWatch = fork.of(original.linkWatch);
    this.randomness = fork.of(original.randomness);
    this.modules = fork.of(original.modules);
    this.origin = original.origin;
    this.hashSecret = original.hashSecret;
    this.lastSocketInode = original.lastSocketInode;
    this.framesLeft = original.framesLeft;
    System.arraycopy(original.drops, 0, drops, 0, drops.length);
  }

  /// The double records nothing until a recorder is installed there.
  @Override
  public NetCore fork(Fork fork) {
    return new NetCore(this, fork);
  }

  public KernelProfile profile() {
    return profile;
  }

  public Timeline timeline() {
    return timeline;
  }

  public SimTime now() {
    return timeline.now();
  }

  public Backlog backlog() {
    return backlog;
  }

  public LinkWatch linkWatch() {
    return linkWatch;
  }

  public Randomness randomness() {
    return randomness;
  }

  /// The modules that the kernel has loaded.
  public KernelModules modules() {
    return modules;
  }

  /// Lets the machine receive all that waits, and all that comes of it (`net_rx_action`).
  ///
  /// @throws LimitReached if the frames allowed are used up: a storm, most likely
  public void receiveBacklog() {
    while (!backlog.isEmpty()) {
      checkStop();
      if (framesLeft-- <= 0) {
        throw new LimitReached(LimitReached.Limit.FRAMES);
      }
      backlog.receiveNext();
    }
  }

  /// Ends the run at the next point where it can be ended; may be called by any thread.
  public void stop(LimitReached.Limit why) {
    stop = why;
  }

  /// Ends the run if that was asked for.
  ///
  /// @throws LimitReached if so
  public void checkStop() {
    LimitReached.Limit why = stop;
    if (why != null) {
      throw new LimitReached(why);
    }
  }

  /// Allows so many more frames to be received.
  public void allowFrames(long count) {
    framesLeft = count;
  }

  /// The number with which flows are hashed, drawn when first asked for (`hashrnd`).
  public long hashSecret() {
    while (hashSecret == 0) {
      hashSecret = randomness.nextLong();
    }
    return hashSecret;
  }

  /// Chooses that number, so that other outcomes of a random choice can be looked at.
  public void setHashSecret(long secret) {
    hashSecret = secret;
  }

  /// A number for a new socket, as `socket:[20001]` shows it (`get_next_ino`).
  public long nextSocketInode() {
    return ++lastSocketInode;
  }

  /// Records the ways of packets from now on; null stops that.
  public void setRecorder(@Nullable Recorder recorder) {
    this.recorder = recorder;
  }

  /// The place in the trace of a packet about to start: under its cause if it has one, else a root;
  /// null where nothing is recorded.
  public @Nullable Branch begin(String title) {
    if (cause != null) {
      return cause.branch(now(), title, Branch.Relation.CONSEQUENCE);
    }
    return recorder == null ? null : recorder.begin(now(), title);
  }

  /// Lets `action` run with packets that it starts filed under `branch`.
  public void because(@Nullable Branch branch, Runnable action) {
    Branch before = cause;
    cause = branch;
    try {
      action.run();
    } finally {
      cause = before;
    }
  }

  /// The script line that the machine is working for now; new objects remember it.
  public Origin origin() {
    return origin;
  }

  public void setOrigin(Origin origin) {
    this.origin = origin;
  }

  /// Counts a dropped packet.
  @SuppressWarnings("EnumOrdinal") // an array of counters on the hot path
  public void count(DropReason reason) {
    drops[reason.ordinal()]++;
  }

  /// How many packets ended for each reason that occurred.
  @SuppressWarnings("EnumOrdinal")
  public Map<DropReason, Long> drops() {
    Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      if (drops[reason.ordinal()] > 0) {
        counts.put(reason, drops[reason.ordinal()]);
      }
    }
    return counts;
  }
}
