package vethlab.userland.iproute.command;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Process;
import vethlab.userland.iproute.print.Report;
import vethlab.userland.program.Output;

/// A running `ip` or `bridge`: the process, its options, what it prints and how it ends.
public final class Tool {

  private final Process process;
  private final Options options;
  private final Output out;
  private final Names names;
  private final LinkNames links;
  private final Hosts hosts;
  private boolean batch;

  public Tool(Process process) {
    this.process = process;
    this.options = new Options();
    this.out = Output.of(process);
    this.names = new Names(this);
    this.links = new LinkNames(this);
    this.hosts = new Hosts(this);
  }

  public Process process() {
    return process;
  }

  public Options options() {
    return options;
  }

  /// The names of tables, protocols, scopes and groups.
  public Names names() {
    return names;
  }

  /// The names of the devices.
  public LinkNames links() {
    return links;
  }

  /// How hosts are shown.
  public Hosts hosts() {
    return hosts;
  }

  public NetworkNamespace network() {
    return process.network();
  }

  public DeviceTable devices() {
    return process.network().devices();
  }

  /// Whether commands come from a file.
  public boolean isBatch() {
    return batch;
  }

  void setBatch() {
    batch = true;
  }

  // ---- Printing ----

  /// A new report in the form that the options ask for, not begun.
  public Report report() {
    return options.json() ? Report.json(out, options.pretty()) : textReport();
  }

  /// A new report that is text whatever the options say.
  public Report textReport() {
    return Report.text(
        out, options.oneLine() ? "\\" : "\n", options.coloured(), isBackgroundDark());
  }

  private boolean isBackgroundDark() {
    String palette = process.environment().get("COLORFGBG");
    return palette != null && palette.matches(".*;[0-68]");
  }

  /// Prints to standard error.
  public void error(String text) {
    if (Output.isTerminal(process, 1)) {
      flush();
    }
    write(2, text);
  }

  public void print(String text) {
    out.print(text);
  }

  public void flush() {
    try {
      out.flush();
    } catch (KernelError lost) {
      // Nobody looks at what printf returns.
    }
  }

  private void write(int descriptor, String text) {
    try {
      process.write(descriptor, text.getBytes(StandardCharsets.UTF_8));
    } catch (KernelError lost) {
      // Nobody looks at what fprintf returns.
    }
  }

  // ---- Ending ----

  /// The end of the program; to be thrown.
  public Error exit(int status) {
    flush();
    return process.exit(status);
  }

  /// The end of the program with a message, a line or more; to be thrown.
  public Error exit(int status, String message) {
    error(message + "\n");
    return exit(status);
  }

  /// The failure of the command with a message; to be thrown.
  ///
  /// @param result what the command's function returns, -1 or -2
  public CommandFailure fail(int result, String message) {
    error(message + "\n");
    return new CommandFailure(result);
  }

  /// The failure of a command that named a device that is not there; to be thrown.
  public CommandFailure noDevice(String name) {
    return fail(-1, "Cannot find device \"" + name + "\"");
  }

  /// The end of the program after it said how it is to be used; to be thrown.
  public Error usage(String name) {
    error(Texts.usage(name));
    return exit(255);
  }

  // ---- Talking to the kernel ----

  /// Asks the kernel for something.
  ///
  /// @throws CommandFailure after printing why, if it refuses
  public void talk(Runnable request) {
    talk(() -> {
      request.run();
      return "";
    });
  }

  /// As [#talk(Runnable)], with an answer.
  public <T> T talk(Supplier<T> request) {
    try {
      return request.get();
    } catch (KernelError refused) {
      error(answer(refused));
      throw new CommandFailure(-2);
    }
  }

  /// What libnetlink prints when the kernel refuses (`rtnl_talk_error`).
  public static String answer(KernelError refused) {
    String words = refused.extendedAck();
    if (words == null || words.isEmpty()) {
      return "RTNETLINK answers: " + refused.errno().text() + "\n";
    }
    return "Error: " + words + (words.endsWith(".") ? "" : ".") + "\n";
  }

  /// The device of a name.
  ///
  /// @throws CommandFailure if there is none
  public int deviceIndex(String name) {
    int index = links.index(name);
    if (index == 0) {
      throw noDevice(name);
    }
    return index;
  }

  /// What a file of the simulated machine holds, or null if it cannot be read.
  public @Nullable String read(String path) {
    return TextFile.read(process, path);
  }
}
