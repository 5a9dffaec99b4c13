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

/// Frames a second from station to station through veth, bridge and veth, without a trace.
///
/// Each frame goes the whole way: taps and queue of the sending end, the backlog, the bridge's
/// decisions with learning and looking up, the port, the backlog again, and the protocol of the
/// receiving end.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class ForwardingBenchmark {

  /// As many as wait at once without one being dropped.
  private static final int BATCH = 512;

  @Param({"8", "64"})
  private int ports;

  @Param({"false", "true"})
  private boolean vlanFiltering;

  private BridgedNetwork network;
  private EthernetFrame[] frames;
  private int[] senders;

  /// Every station has been heard once; then random pairs talk.
  @Setup
  public void prepare() {
    network = new BridgedNetwork(ports, vlanFiltering);
    for (int station = 0; station < ports; station++) {
      network.send(
          station, BridgedNetwork.frame(BridgedNetwork.address(station), MacAddress.BROADCAST));
      network.run();
    }
    Random random = new Random(1);
    frames = new EthernetFrame[BATCH];
    senders = new int[BATCH];
    for (int i = 0; i < BATCH; i++) {
      int from = random.nextInt(ports);
      int to = (from + 1 + random.nextInt(ports - 1)) % ports;
      senders[i] = from;
      frames[i] = BridgedNetwork.frame(BridgedNetwork.address(from), BridgedNetwork.address(to));
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long unicast() {
    for (int i = 0; i < BATCH; i++) {
      network.send(senders[i], frames[i]);
    }
    network.run();
    return network.arrived();
  }
}
