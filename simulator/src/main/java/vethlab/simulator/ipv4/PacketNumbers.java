package vethlab.simulator.ipv4;

import java.util.LinkedHashMap;
import java.util.Map;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.time.Ticks;

/// The numbers that tell the fragments of packets apart (`__ip_select_ident`): a counter for each
/// pair of addresses and protocol, which also moves on by chance while time passes.
///
/// The kernel keeps a limited number of counters and spreads the pairs over them by a hash.
final class PacketNumbers implements Forkable {

  private record Key(Ipv4Address source, Ipv4Address destination, int protocol) {}

  private record Counter(int next, long ticks) {}

  private final NetCore core;
  private final Map<Key, Counter> counters = new LinkedHashMap<>();

  PacketNumbers(NetCore core) {
    this.core = core;
  }

  private PacketNumbers(PacketNumbers original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.counters.putAll(original.counters);
  }

  @Override
  public PacketNumbers fork(Fork fork) {
    return new PacketNumbers(this, fork);
  }

  /// The next number, 0 to 65535.
  int next(Ipv4Address source, Ipv4Address destination, int protocol) {
    Key key = new Key(source, destination, protocol);
    long now = core.now().nanos() / Ticks.duration(1).toNanos();
    Counter counter = counters.get(key);
    if (counter == null) {
      counter = new Counter((int) core.randomness().nextLong(), now);
    }
    long passed = now - counter.ticks();
    int skipped = passed > 0 ? (int) core.randomness().below(passed) : 0;
    int number = counter.next() + skipped;
    counters.put(key, new Counter(number + 1, now));
    return number & 0xffff;
  }
}
