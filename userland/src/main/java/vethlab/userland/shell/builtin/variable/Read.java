package vethlab.userland.shell.builtin.variable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;
import vethlab.simulator.time.SimTime;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.state.Variables;

/// `read`: a line from a descriptor, octet by octet, into variables.
public final class Read {

  private static final int STATUS_OF_TIMEOUT = 142;

  private final Shell shell;
  private final Usage.Parsed parsed;
  private final int descriptor;
  private final byte delimiter;
  private final int most;
  private final boolean raw;
  private final @Nullable SimTime deadline;

  /// Characters read, and for each whether a backslash stood before it.
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  private final StringBuilder escaped = new StringBuilder();
  private boolean timedOut;

  private Read(Shell shell, Usage.Parsed parsed, int descriptor, @Nullable SimTime deadline) {
    this.shell = shell;
    this.parsed = parsed;
    this.descriptor = descriptor;
    this.deadline = deadline;
    String given = parsed.argument('d');
    boolean exactly = parsed.has('N');
    this.delimiter =
        given == null
            ? (byte) '\n'
            : given.isEmpty() ? 0 : given.getBytes(StandardCharsets.UTF_8)[0];
    String count = exactly ? parsed.argument('N') : parsed.argument('n');
    this.most = count == null ? Integer.MAX_VALUE : number(count);
    this.raw = parsed.has('r');
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  public static int run(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "read", "ersa:d:i:n:N:p:t:u:", arguments);
    if (parsed.bad()) {
      return 2;
    }
    for (String name : parsed.rest()) {
      if (!isAssignable(name)) {
        shell.complain("read: `" + name + "': not a valid identifier");
        return 1;
      }
    }
    for (char letter : new char[] {'n', 'N', 'u'}) {
      String text = parsed.argument(letter);
      if (text != null && number(text) < 0) {
        String why = letter == 'u' ? ": invalid file descriptor specification" : ": invalid number";
        shell.complain("read: " + text + why);
        return 1;
      }
    }
    String given = parsed.argument('u');
    int descriptor = given == null ? 0 : number(given);
    if (!shell.process().files().isOpen(descriptor)) {
      shell.complain(
          "read: "
              + (given == null ? "read error: 0: " : descriptor + ": invalid file descriptor: ")
              + "Bad file descriptor");
      return 1;
    }
    SimTime deadline = null;
    String timeout = parsed.argument('t');
    if (timeout != null) {
      if (!timeout.matches("[0-9]*(\\.[0-9]*)?") || timeout.isEmpty()) {
        shell.complain("read: " + timeout + ": invalid timeout specification");
        return 1;
      }
      double seconds = Double.parseDouble(timeout.equals(".") ? "0" : timeout);
      deadline = shell.process().now().plus(Duration.ofNanos((long) (seconds * 1e9)));
    }
    return new Read(shell, parsed, descriptor, deadline).run();
  }

  private static boolean isAssignable(String name) {
    int bracket = name.indexOf('[');
    return Characters.isName(bracket < 0 ? name : name.substring(0, bracket));
  }

  private int run() {
    FileDescription file = shell.process().files().get(descriptor);
    Terminal terminal = file instanceof Terminal.Opened opened ? opened.terminal() : null;
    String prompt = parsed.argument('p');
    if (prompt != null && terminal != null) {
      shell.write(2, prompt);
    }
    boolean silent = parsed.has('s');
    boolean complete;
    if (silent && terminal != null) {
      terminal.setEcho(false);
    }
    try {
      complete = readLine();
    } catch (KernelError error) {
      shell.complain("read: read error: " + descriptor + ": " + error.errno().text());
      return 1;
    } finally {
      if (silent && terminal != null) {
        terminal.setEcho(true);
      }
    }
    assign();
    return timedOut ? STATUS_OF_TIMEOUT : complete ? 0 : 1;
  }

  /// Whether the delimiter, or the number of characters wanted, was reached.
  private boolean readLine() {
    boolean exactly = parsed.has('N');
    int count = 0;
    while (count < most) {
      int octet = next();
      if (octet < 0) {
        return false;
      }
      if (!exactly && octet == (delimiter & 0xff)) {
        return true;
      }
      if (octet == 0) {
        continue; // a variable cannot hold it
      }
      if (octet == '\\' && !raw) {
        int after = next();
        if (after < 0) {
          return false;
        }
        if (after != '\n') {
          add(after, true);
          count++;
        }
        continue;
      }
      add(octet, false);
      count += (octet & 0xc0) == 0x80 ? 0 : 1; // characters, not octets
    }
    return true;
  }

  private void add(int octet, boolean isEscaped) {
    octets.write(octet);
    if ((octet & 0xc0) != 0x80) {
      escaped.append(isEscaped ? '\\' : ' ');
    }
    if (octets.size() > Variables.LONGEST) {
      throw new LimitReached(LimitReached.Limit.MEMORY);
    }
  }

  /// The next octet; -1 at the end or when the time is over.
  private int next() {
    Process process = shell.process();
    if (deadline == null) {
      return nextInTime(process);
    }
    FileDescription file = process.files().get(descriptor);
    while (true) {
      switch (file.read(1)) {
        case FileDescription.Read.Data(byte[] data) -> {
          return data[0] & 0xff;
        }
        case FileDescription.Read.EndOfFile end -> {
          return -1;
        }
        case FileDescription.Read.WouldBlock later -> {
          if (!process.now().isBefore(deadline)
              || process.await(file.readable(), deadline) == Process.Woken.TIMEOUT) {
            timedOut = true;
            return -1;
          }
        }
      }
    }
  }

  private int nextInTime(Process process) {
    while (true) {
      try {
        byte[] data = process.read(descriptor, 1);
        return data == null ? -1 : data[0] & 0xff;
      } catch (KernelError error) {
        if (error.errno() != vethlab.simulator.errno.Errno.EINTR) {
          throw error;
        }
        shell.afterSignal();
      }
    }
  }

  private void assign() {
    String text = octets.toString(StandardCharsets.UTF_8);
    String array = parsed.argument('a');
    String ifs = shell.variables().text("IFS");
    String separators = ifs == null ? " \t\n" : ifs;
    List<String> names = parsed.rest();
    if (parsed.has('N')) {
      separators = "";
    }
    ReadSplitter splitter = new ReadSplitter(text, escaped, separators);
    if (array != null) {
      Variable variable = shell.variables().findOrMake(array);
      TreeMap<Long, String> elements = new TreeMap<>();
      for (String field : splitter.all()) {
        elements.put((long) elements.size(), field);
      }
      variable.setValue(new Value.Indexed(elements));
      return;
    }
    if (names.isEmpty()) {
      shell.expander().assigner().assign("REPLY", null, text, false);
      return;
    }
    List<String> fields = new ArrayList<>(splitter.first(names.size()));
    for (int i = 0; i < names.size(); i++) {
      assign(names.get(i), i < fields.size() ? fields.get(i) : "");
    }
  }

  private void assign(String target, String text) {
    int bracket = target.indexOf('[');
    String subscript = bracket < 0 ? null : target.substring(bracket + 1, target.length() - 1);
    String name = bracket < 0 ? target : target.substring(0, bracket);
    shell.expander().assigner().assign(name, subscript, text, false);
  }
}
