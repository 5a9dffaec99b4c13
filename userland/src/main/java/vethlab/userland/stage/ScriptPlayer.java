package vethlab.userland.stage;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.file.ConsoleFile;
import vethlab.simulator.file.Node;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.WaitStatus;
import vethlab.simulator.trace.Origin;
import vethlab.userland.program.Executable;
import vethlab.userland.program.Installation;

/// Plays a lab as `bash lab.sh ARGS </dev/null`.
final class ScriptPlayer extends Player {

  private final Process shell;

  ScriptPlayer(Lab lab, Machine machine) {
    super(lab, machine);
    this.shell = machine.processes().createFirst();
  }

  @Override
  Finish perform() {
    ScriptFiles files = ScriptFiles.install(lab, Installation.of(machine));
    Login.prepare(shell);
    shell.files().set(0, machine.files().open(shell, "/", "/dev/null", Node.OpenMode.READ, 0));
    shell.files().set(1, new ConsoleFile(this::show));
    shell.files().set(2, new ConsoleFile(this::show));
    ImmutableList<String> words =
        ImmutableList.<String>builder().add("bash", files.script()).addAll(lab.arguments()).build();
    shell.setOrigin(Origin.of(lab.name(), 0, "bash " + lab.name()));
    Executable bash = Executable.at(shell, "/bin/bash", words);
    machine.processes().start(shell, bash.program(), words);
    Finish failed = runUntil(() -> !shell.isAlive());
    return failed == null ? new Finish.Played() : failed;
  }

  @Override
  @Nullable WaitStatus exit() {
    return shell.end();
  }

  private void show(byte[] octets, int offset, int length) {
    transcript.add("", machine.core().origin().line(), octets, offset, length);
  }
}
