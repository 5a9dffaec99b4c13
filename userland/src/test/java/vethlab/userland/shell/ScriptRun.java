package vethlab.userland.shell;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.file.ConsoleFile;
import vethlab.simulator.file.Node;
import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.WaitStatus;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;
import vethlab.userland.debian.Debian;
import vethlab.userland.program.Executable;
import vethlab.userland.program.Installation;

/// A script played as `bash lab.sh ARGS </dev/null 2>&1` in `/tmp` of a fresh machine.
///
/// @param output everything it printed
/// @param status its exit status; -1 if it did not end
/// @param outcome why the machine stopped
record ScriptRun(String output, int status, Outcome outcome) {

  static ScriptRun of(String script, String... arguments) {
    return of(script, Limits.DEFAULT, arguments);
  }

  static ScriptRun of(String script, Limits limits, String... arguments) {
    Machine machine = Debian.machine(KernelProfile.LINUX_6_1, HostProfile.BARE, "mytux", 1, limits);
    Installation.of(machine).write("/tmp/lab.sh", script, 0755);
    Process process = machine.processes().createFirst();
    process.setDirectory("/tmp");
    process.environment().put("PATH", Debian.ROOT_PATH);
    process.environment().put("HOME", "/root");
    process.environment().put("LC_ALL", "C.UTF-8");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ConsoleFile console = new ConsoleFile(printed::write);
    process.files().set(0, machine.files().open(process, "/", "/dev/null", Node.OpenMode.READ, 0));
    process.files().set(1, console);
    process.files().set(2, console.retain());
    List<String> words =
        ImmutableList.<String>builder().add("bash", "lab.sh").add(arguments).build();
    Executable bash = Executable.at(process, "/bin/bash", words);
    machine.processes().start(process, bash.program(), words);
    Outcome outcome = machine.run(() -> !process.isAlive(), null);
    @Nullable WaitStatus end = process.end();
    int status = end == null ? -1 : end.shellStatus();
    machine.close();
    return new ScriptRun(printed.toString(StandardCharsets.UTF_8), status, outcome);
  }

  /// Runs a script of the host, for looking at.
  public static void main(String[] arguments) throws IOException {
    String script = Files.readString(Path.of(arguments[0]));
    ScriptRun run =
        of(script, List.of(arguments).subList(1, arguments.length).toArray(new String[0]));
    System.out.print(run.output);
    System.out.println(
        "=> " + run.status + (run.outcome instanceof Outcome.Reached ? "" : " " + run.outcome));
  }
}
