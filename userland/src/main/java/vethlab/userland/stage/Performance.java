package vethlab.userland.stage;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.process.WaitStatus;

/// A lab that was played: what appeared, how it ended, and the machine as it is then.
///
/// @param exit how the script, or the first terminal's shell, ended; null if it has not
/// @param warnings what someone who reads the answers should know
public record Performance(
    Lab lab,
    Machine machine,
    Transcript transcript,
    Finish finish,
    @Nullable WaitStatus exit,
    ImmutableList<Warning> warnings) {

  /// Something to know.
  ///
  /// @param line of the lab, 0 if none
  public record Warning(int line, String text) {}
}
