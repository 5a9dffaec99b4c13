package vethlab.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;

/// Frames a second through a bridge that knows many stations, each frame between two others of
/// them.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class LargeDatabaseBenchmark {

  private static final int PORTS = 8;
  private static final int BATCH = 512;

  /// A multiple of the ports.
  @Param({"1000", "100000"})
  private int stations;

  private BridgedNetwork network;
  private EthernetFrame[] frames;
  private int next;

  /// Station n is behind port n modulo 8; all have been heard.
  @Setup
  public void prepare() {
    network = new BridgedNetwork(PORTS, false);
    for (int station = 0; station < stations; station++) {
      network.send(
          station % PORTS,
          BridgedNetwork.frame(BridgedNetwork.address(station), MacAddress.BROADCAST));
      network.run();
    }
    Random random = new Random(1);
    frames = new EthernetFrame[stations];
    for (int station = 0; station < stations; station++) {
      int to = random.nextInt(stations);
      to = to % PORTS == station % PORTS ? (to + 1) % stations : to;
      frames[station] =
          BridgedNetwork.frame(BridgedNetwork.address(station), BridgedNetwork.address(to));
    }
    for (int i = frames.length - 1; i > 0; i--) {
      // Swapping among the stations of one port keeps a frame at the port that it comes from.
      int other = random.nextInt(i / PORTS + 1) * PORTS + i % PORTS;
      if (other <= i) {
        EthernetFrame swapped = frames[i];
        frames[i] = frames[other];
        frames[other] = swapped;
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long unicast() {
    int at = next;
    for (int i = 0; i < BATCH; i++) {
      network.send(at % PORTS, frames[at]);
      at = at + 1 == frames.length ? 0 : at + 1;
    }
    next = at;
    network.run();
    return network.arrived();
  }
}
