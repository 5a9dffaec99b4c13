package vethlab.userland.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.VethDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.ConsoleFile;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.file.Pipe;
import vethlab.simulator.ipv4.AddressRequest;
import vethlab.simulator.ipv6.AddressFlag;
import vethlab.simulator.ipv6.Ipv6AddressRequest;
import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.WaitStatus;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;
import vethlab.userland.debian.Debian;
import vethlab.userland.program.Executable;
import vethlab.userland.program.Installation;
import vethlab.userland.program.ProgramFile;

/// A Debian machine called `host` on which a test runs one command after another, without a shell:
/// the first is process 1000.
///
/// Beside Debian's programs it has `sleep`, which sleeps for so many seconds.
public final class Workplace implements AutoCloseable {

  private static final Program SLEEP =
      (self, arguments) -> {
        self.sleep(Duration.ofSeconds(Long.parseLong(arguments.getFirst())));
        return 0;
      };

  /// Stands for standard input that stays open.
  private static final String OPEN = "\0";

  private final Machine machine;
  private final Process holder;

  /// What a command did.
  ///
  /// @param status as the shell's `$?` has it
  public record Result(String out, String err, int status) {}

  /// A command that runs on while others do.
  public final class Running {
    private final Process process;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Running(List<String> words, String input) {
      Program program =
          (self, arguments) -> {
            try {
              throw Executable.named(self, words).exec(self);
            } catch (KernelError error) {
              self.complain("sh: 1: " + words.getFirst() + ": " + error.errno().text());
              return error.errno() == Errno.ENOENT ? 127 : 126;
            }
          };
      this.process =
          holder.spawn(
              program,
              words,
              child -> {
                child.startSession();
                child
                    .files()
                    .set(1, new ConsoleFile((octets, at, length) -> out.write(octets, at, length)));
                child
                    .files()
                    .set(2, new ConsoleFile((octets, at, length) -> err.write(octets, at, length)));
                if (input.equals(OPEN)) {
                  Pipe pipe = new Pipe();
                  child.files().set(0, pipe.openReader());
                  holder.files().add(10, pipe.openWriter());
                } else if (!input.isEmpty()) {
                  child.files().set(0, filled(input));
                }
              });
    }

    public Process process() {
      return process;
    }

    public int pid() {
      return process.pid();
    }

    /// Lets everything go on until the command ends.
    public Result finish() {
      Outcome outcome = machine.run(() -> !process.isAlive(), null);
      WaitStatus end = process.end();
      if (end == null) {
        throw new IllegalStateException(process + " goes on: " + outcome);
      }
      holder.poll(process.pid(), false);
      return new Result(out(), err(), end.shellStatus());
    }

    /// What it has printed so far.
    public String out() {
      return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
      return err.toString(StandardCharsets.UTF_8);
    }
  }

  public Workplace() {
    this(1);
  }

  public Workplace(long seed) {
    this.machine =
        Debian.machine(KernelProfile.LINUX_6_1, HostProfile.BARE, "host", seed, Limits.DEFAULT);
    Installation.of(machine).put("/usr/bin/sleep", new ProgramFile("/usr/bin/sleep", SLEEP));
    this.holder = machine.processes().createFirst();
    holder.environment().put("PATH", Debian.ROOT_PATH);
    holder.setArguments(List.of("sh"));
    holder
        .files()
        .set(0, machine.files().open(holder, "/", "/dev/null", Node.OpenMode.READ_WRITE, 0));
  }

  public Machine machine() {
    return machine;
  }

  /// The process whose children the commands are.
  public Process holder() {
    return holder;
  }

  /// Runs a command of words between blanks; `'` keeps blanks together.
  public Result run(String command) {
    return start(command, "").finish();
  }

  /// As [#run(String)], with text on standard input.
  public Result run(String command, String input) {
    return start(command, input).finish();
  }

  /// Runs a command that must not complain.
  ///
  /// @return what it printed
  public String output(String command) {
    Result result = run(command);
    if (result.status != 0 || !result.err.isEmpty()) {
      throw new AssertionError(command + ": " + result);
    }
    return result.out;
  }

  /// Starts a command in the background.
  public Running start(String command) {
    return start(command, "");
  }

  /// Starts a command in the background with text on its standard input.
  public Running start(String command, String input) {
    return new Running(words(command), input);
  }

  /// Starts a command in the background whose standard input stays open and empty.
  public Running startOpen(String command) {
    return new Running(words(command), OPEN);
  }

  /// Lets time pass.
  public void pass(Duration duration) {
    machine.run(duration);
  }

  public NetworkNamespace root() {
    return machine.namespaces().root();
  }

  /// Makes a pair of veth devices, both down.
  public void connect(NetworkNamespace here, String name, NetworkNamespace there, String peer) {
    VethDevice.registerPair(
        new VethDevice(there.devices(), peer, MacAddress.ofRandom(random())),
        0,
        new VethDevice(here.devices(), name, MacAddress.ofRandom(random())),
        0);
  }

  private long random() {
    return machine.core().randomness().nextLong();
  }

  /// Gives a device an address, without duplicate detection, and sets it up.
  public void address(NetworkNamespace where, String device, String prefix) {
    NetDevice found = Objects.requireNonNull(where.devices().find(device));
    int slash = prefix.indexOf('/');
    int length = Integer.parseInt(prefix.substring(slash + 1));
    switch (IpAddress.parse(prefix.substring(0, slash))) {
      case Ipv4Address v4 -> where.ipv4().setAddress(found, AddressRequest.add(v4, length));
      case Ipv6Address v6 ->
          where
              .ipv6()
              .addAddress(found, Ipv6AddressRequest.add(v6, length).withFlags(AddressFlag.NODAD));
    }
    found.open();
  }

  /// Writes a file of the machine.
  public void write(String path, String text) {
    Installation.of(machine).write(path, text, 0644);
  }

  /// Writes to a file as `echo` does with `>`.
  ///
  /// @throws KernelError if it cannot be opened or written
  public void echo(String text, String path) {
    var file = machine.files().open(holder, "/", path, Node.OpenMode.WRITE, 0644);
    byte[] octets = (text + "\n").getBytes(StandardCharsets.UTF_8);
    file.write(octets, 0, octets.length);
    file.release();
  }

  /// What a file holds for the holder of the commands.
  ///
  /// @throws KernelError if it cannot be opened or read
  public String content(String path) {
    var file = machine.files().open(holder, "/", path, Node.OpenMode.READ, 0);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (file.read(4096) instanceof FileDescription.Read.Data data) {
      all.writeBytes(data.octets());
    }
    file.release();
    return all.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    machine.close();
  }

  private static FileDescription filled(String text) {
    Pipe pipe = new Pipe();
    var reader = pipe.openReader();
    var writer = pipe.openWriter();
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    writer.write(octets, 0, octets.length);
    writer.release();
    return reader;
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
        any = true;
      } else if (c == ' ' && !quoted) {
        if (any) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
        any = true;
      }
    }
    if (any) {
      words.add(word.toString());
    }
    return words;
  }
}
