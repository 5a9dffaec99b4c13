package vethlab.userland.stage;

import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;
import vethlab.userland.debian.Debian;

/// The simulated one of the two machines that play labs: each lab gets a fresh one.
///
/// @param hostname of the machine, as prompts show it
/// @param seed fixes all chance
public record SimulatedStage(
    KernelProfile kernel, HostProfile host, String hostname, long seed, Limits limits) {

  /// The hostname of the text that the experiments come from.
  public static final String HOSTNAME = "mytux";

  /// Debian 12's kernel on a bare host.
  public static SimulatedStage standard() {
    return new SimulatedStage(
        KernelProfile.LINUX_6_1, HostProfile.BARE, HOSTNAME, 1, Limits.DEFAULT);
  }

  public SimulatedStage withSeed(long other) {
    return new SimulatedStage(kernel, host, hostname, other, limits);
  }

  public SimulatedStage withHost(HostProfile other) {
    return new SimulatedStage(kernel, other, hostname, seed, limits);
  }

  public SimulatedStage withLimits(Limits other) {
    return new SimulatedStage(kernel, host, hostname, seed, other);
  }

  /// Makes the machine, with nothing played on it.
  public Machine open() {
    return Debian.machine(kernel, host, hostname, seed, limits);
  }

  /// Plays a lab on a fresh machine, which is then the caller's to question and to close.
  ///
  /// @throws DirectionException if a `#@` comment says nothing that is known
  public Performance play(Lab lab) {
    return play(lab, open());
  }

  /// Plays a lab on a machine that [#open] made.
  public Performance play(Lab lab, Machine machine) {
    return Player.play(lab, machine);
  }
}
