package vethlab.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.Timeline;

/// Events through the timeline: each one that happens schedules the next, `pending` of them at a
/// time.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimelineBenchmark {
  @Param({"1", "64", "4096"})
  private int pending;

  private Timeline timeline;

  /// Schedules the first events, a microsecond apart.
  @Setup
  public void scheduleTheFirst() {
    timeline = new Timeline();
    for (int i = 0; i < pending; i++) {
      Duration delay = Duration.ofNanos(1_000L * (i + 1));
      timeline.schedule(delay, new Again(timeline, Duration.ofNanos(1_000L * pending)));
    }
  }

  /// One event happens and schedules its successor.
  @Benchmark
  public boolean step() {
    return timeline.step();
  }

  private record Again(Timeline timeline, Duration delay) implements Event {
    @Override
    public void happen() {
      timeline.schedule(delay, this);
    }

    @Override
    public Event fork(vethlab.simulator.fork.Fork fork) {
      return new Again(fork.of(timeline), delay);
    }
  }
}
