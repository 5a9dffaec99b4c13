package vethlab.analysis.machine.question;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.ConsoleFile;
import vethlab.simulator.file.DeviceNode;
import vethlab.simulator.file.Node;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.simulator.process.WaitStatus;
import vethlab.userland.debian.Debian;
import vethlab.userland.program.Executable;

/// A program that is run in a namespace beside the lab, with what it printed.
///
/// It is a process of the machine like any other, so what it does is done by the same code that
/// runs the lab's own commands.
public final class ProgramRun {

  private final Process process;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  private ProgramRun(Machine machine, NetworkNamespace in) {
    this.process = machine.processes().createFirst();
    process.environment().put("PATH", Debian.ROOT_PATH);
    process.environment().put("HOME", "/root");
    process.environment().put("LANG", "C.UTF-8");
    process.setNetwork(in);
    process.files().set(0, new DeviceNode(DeviceNode.Kind.NULL).open(process, Node.OpenMode.READ));
    process.files().set(1, new ConsoleFile(output::write));
    process.files().set(2, process.files().get(1).retain());
  }

  /// Starts a program and lets the machine run until it has ended, or the patience is over; then it
  /// is killed.
  ///
  /// @param words its name and arguments
  /// @throws KernelError if there is no such program
  public static ProgramRun run(
      Machine machine, NetworkNamespace in, List<String> words, Duration patience) {
    ProgramRun run = new ProgramRun(machine, in);
    Executable program = Executable.named(run.process, words);
    machine.processes().start(run.process, program.program(), program.words());
    machine.run(() -> !run.process.isAlive(), machine.core().now().plus(patience));
    if (run.process.isAlive()) {
      run.process.signal(Signal.SIGKILL);
      machine.run(() -> !run.process.isAlive(), machine.core().now());
    }
    return run;
  }

  /// Whether it ended by itself with status 0.
  public boolean succeeded() {
    return process.end() instanceof WaitStatus.Exited(int status) && status == 0;
  }

  /// What it printed on both outputs.
  public String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  public ImmutableList<String> lines() {
    return output().lines().collect(ImmutableList.toImmutableList());
  }
}
