package vethlab.userland.iproute;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.file.ConsoleFile;
import vethlab.simulator.file.Node;
import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.namespace.MountNamespace;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.WaitStatus;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;
import vethlab.userland.debian.Debian;
import vethlab.userland.program.Executable;

/// A Debian machine without a shell: runs one command after the other, each in a process of its
/// own, in a network namespace made for the purpose, whose devices `/sys` shows.
public final class TestHost implements AutoCloseable {

  /// What a program starting takes on the real machine that the expected output comes from.
  private static final Duration START = Duration.ofMillis(10);

  private final Machine machine;
  private final NetworkNamespace namespace;
  private final MountNamespace mounts;

  public TestHost(long seed) {
    this.machine =
        Debian.machine(KernelProfile.LINUX_6_1, HostProfile.BARE, "host", seed, Limits.DEFAULT);
    this.namespace = machine.namespaces().createNetwork();
    this.mounts = machine.namespaces().createMounts(namespace);
    machine.processes().createFirst().setNetwork(namespace);
  }

  /// What a command printed and how it ended.
  ///
  /// @param refused what was not modelled; empty if nothing
  public record Result(String output, String errors, int status, String refused) {}

  public Machine machine() {
    return machine;
  }

  public NetworkNamespace namespace() {
    return namespace;
  }

  /// Runs a command line; words are split at blanks, quotes hold them together. `sleep` lets time
  /// pass.
  public Result run(String line) {
    List<String> words = words(line);
    if (words.getFirst().equals("sleep")) {
      machine.run(Duration.ofMillis(Math.round(1000 * Double.parseDouble(words.get(1)))));
      return new Result("", "", 0, "");
    }
    machine.run(START);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Process process = machine.processes().createFirst();
    process.setNetwork(namespace);
    process.setMounts(mounts);
    process.environment().put("PATH", Debian.ROOT_PATH);
    process.files().set(0, machine.files().open(process, "/", "/dev/null", Node.OpenMode.READ, 0));
    process.files().set(1, new ConsoleFile(output::write));
    process.files().set(2, new ConsoleFile(errors::write));
    Executable executable = Executable.named(process, words);
    machine.processes().start(process, executable.program(), executable.words());
    Outcome outcome = machine.run(() -> !process.isAlive(), null);
    String refused = outcome instanceof Outcome.Refused(String what, _) ? what : "";
    int status = process.end() instanceof WaitStatus.Exited(int exit) ? exit : -1;
    return new Result(
        output.toString(StandardCharsets.UTF_8),
        errors.toString(StandardCharsets.UTF_8),
        status,
        refused);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      if (quote == 0 && (letter == '"' || letter == '\'')) {
        quote = letter;
        word = word == null ? new StringBuilder() : word;
      } else if (letter == quote) {
        quote = 0;
      } else if (letter == ' ' && quote == 0) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
      } else {
        word = word == null ? new StringBuilder() : word;
        word.append(letter);
      }
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  @Override
  public void close() {
    machine.close();
  }
}
