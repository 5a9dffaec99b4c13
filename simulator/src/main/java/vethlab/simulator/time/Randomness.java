package vethlab.simulator.time;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// All chance in a machine: a sequence fixed by one seed (SplitMix64; Steele, Lea, Flood 2014).
public final class Randomness implements Forkable {

  private long state;

  public Randomness(long seed) {
    this.state = seed;
  }

  private Randomness(Randomness original, Fork fork) {
    fork.enter(original, this);
    this.state = original.state;
  }

  @Override
  public Randomness fork(Fork fork) {
    return new Randomness(this, fork);
  }

  /// The next 64 random bits.
  public long nextLong() {
    state += 0x9e37_79b9_7f4a_7c15L;
    long mixed = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ mixed >>> 31;
  }

  /// A number from 0 to before `bound`, evenly (`get_random_u32_below`).
  public long below(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive: " + bound);
    }
    return Long.remainderUnsigned(nextLong(), bound);
  }
}
