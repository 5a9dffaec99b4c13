package vethlab.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;

/// Copies a second when every frame is a broadcast on a bridge with 64 ports: 63 copies each.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class FloodBenchmark {

  private static final int PORTS = 64;

  /// So many broadcasts make as many copies as may wait at once.
  private static final int BATCH = 8;

  private BridgedNetwork network;
  private EthernetFrame[] frames;

  @Setup
  public void prepare() {
    network = new BridgedNetwork(PORTS, false);
    frames = new EthernetFrame[BATCH];
    for (int i = 0; i < BATCH; i++) {
      frames[i] = BridgedNetwork.frame(BridgedNetwork.address(i), MacAddress.BROADCAST);
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH * (PORTS - 1))
  public long copies() {
    for (int i = 0; i < BATCH; i++) {
      network.send(i, frames[i]);
    }
    network.run();
    return network.arrived();
  }
}
