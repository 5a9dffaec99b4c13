package vethlab.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vethlab.scenarios.LabInput;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.profile.HostProfile;
import vethlab.userland.stage.Performance;
import vethlab.userland.stage.SimulatedStage;

/// A lab being played for a command, with a limit on the time of the real machine.
final class Session implements AutoCloseable {

  private final LabInput input;
  private final Machine machine;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Performance performance;

  private Session(LabInput input, long seed, Limits limits) {
    this.input = input;
    SimulatedStage stage =
        SimulatedStage.standard().withSeed(seed).withHost(input.host()).withLimits(limits);
    this.machine = stage.open();
    Thread.ofPlatform().daemon().name("vethlab-watch").start(() -> watch(limits));
    this.performance = stage.play(input.lab(), machine);
  }

  /// Stops the machine when the real time allowed is used up.
  private void watch(Limits limits) {
    try {
      if (!closed.await(limits.computing().toMillis(), TimeUnit.MILLISECONDS)) {
        machine.core().stop(LimitReached.Limit.WALL_TIME);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Plays a lab to its end.
  ///
  /// @throws NotModelled for a host that cannot be simulated yet
  static Session play(LabInput input, long seed) {
    if (input.host().equals(HostProfile.DOCKER)) {
      throw new NotModelled("--host docker: iptables, br_netfilter and the FORWARD policy DROP");
    }
    return new Session(input, seed, Limits.DEFAULT);
  }

  LabInput input() {
    return input;
  }

  Performance performance() {
    return performance;
  }

  Machine machine() {
    return machine;
  }

  @Override
  public void close() {
    closed.countDown();
    machine.close();
  }
}
