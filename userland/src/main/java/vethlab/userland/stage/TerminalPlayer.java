package vethlab.userland.stage;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.simulator.process.WaitStatus;
import vethlab.simulator.trace.Origin;
import vethlab.userland.program.Executable;
import vethlab.userland.program.Installation;

/// Plays a lab by typing it into interactive root shells, line by line: the next line is typed when
/// the program in the foreground waits for it.
final class TerminalPlayer extends Player {

  /// The name of the terminal where the typing starts.
  static final String MAIN = "main";

  /// What the shells are told to show, so that the two worlds look alike.
  private static final String PROMPT = "\\h:\\w # ";

  private static final String CONTINUATION = "> ";

  private static final ImmutableList<String> SHELL =
      ImmutableList.of("bash", "--norc", "--noprofile");

  /// How long it takes from a prompt to the next line: about ten lines a second, which is also what
  /// a shell pasted into manages where starting a program takes its time.
  static final Duration TYPING = Duration.ofMillis(95);

  /// How long a program is waited for after the last line.
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  /// For how long text for a program waits for that program to want it: then it is typed ahead.
  private static final Duration AHEAD = Duration.ofSeconds(1);

  private final Duration typing;
  private final Map<String, Seat> seats = new LinkedHashMap<>();

  /// Someone at a terminal.
  private final class Seat {
    final String name;
    final Terminal terminal;
    final Process shell;
    final ByteArrayOutputStream currentLine = new ByteArrayOutputStream();
    int line;

    Seat(String name) {
      this.name = name;
      this.terminal = new Terminal("/dev/pts/" + seats.size());
      this.shell = machine.processes().createFirst();
    }

    void show(byte[] octets, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        if (octets[i] == '\n') {
          currentLine.reset();
        } else {
          currentLine.write(octets[i]);
        }
      }
      transcript.add(name, line, octets, offset, length);
    }

    /// Whether the shell waits for the rest of a command.
    boolean isInsideCommand() {
      String shown = currentLine.toString(StandardCharsets.UTF_8);
      return terminal.isAwaited() && shown.equals(CONTINUATION);
    }
  }

  TerminalPlayer(Lab lab, Machine machine, Duration typing) {
    super(lab, machine);
    this.typing = typing;
  }

  @Override
  Finish perform() {
    ImmutableList<Act> acts = StageDirections.read(lab.name(), lab.text());
    ScriptFiles.install(lab, Installation.of(machine));
    Seat seat = open(MAIN, null);
    for (Act act : acts) {
      if (act instanceof Act.Terminal(int line, String name)) {
        Seat known = seats.get(name);
        seat = known == null ? open(name, seats.get(MAIN)) : known;
        continue;
      }
      Finish failed = perform(act, seat);
      if (failed != null) {
        return failed;
      }
    }
    return finish();
  }

  private @Nullable Finish perform(Act act, Seat seat) {
    return switch (act) {
      case Act.Line(int line, String text) -> typeLine(seat, line, text);
      case Act.Type(int line, String text) -> {
        Finish failed = runUntil(seat.terminal::isAwaited, AHEAD);
        failed = failed == null ? runFor(typing) : failed;
        if (failed == null) {
          type(seat, line, text + "\n");
        }
        yield failed;
      }
      case Act.Key(int line, char letter) -> {
        Finish failed = runFor(typing);
        if (failed == null) {
          type(seat, line, String.valueOf((char) (letter & 0x1f)));
          failed = runFor(Duration.ZERO);
        }
        yield failed;
      }
      case Act.Wait(int line, Duration time) -> runFor(time);
      case Act.Terminal t -> null;
    };
  }

  /// Types a line as soon as it is waited for. Comments and empty lines are typed only where they
  /// mean something: in the middle of a command.
  private @Nullable Finish typeLine(Seat seat, int line, String text) {
    boolean idle = text.isBlank() || text.strip().startsWith("#");
    Finish failed = idle ? runFor(typing) : awaitInput(seat);
    if (failed != null || (idle && !seat.isInsideCommand())) {
      return failed;
    }
    if (!seat.shell.isAlive()) {
      warn(line, "the shell of terminal " + seat.name + " has ended: the line is not typed");
      return null;
    }
    type(seat, line, text + "\n");
    return null;
  }

  /// Waits until a line is waited for, and then as long as it takes to type it.
  private @Nullable Finish awaitInput(Seat seat) {
    Finish failed = runUntil(() -> seat.terminal.isAwaited() || !seat.shell.isAlive());
    return failed == null ? runFor(typing) : failed;
  }

  private void type(Seat seat, int line, String text) {
    seat.line = line;
    seat.terminal.type(text, new Terminal.Source(lab.name(), line));
  }

  /// Waits for what still runs: until every shell waits at its prompt, or something else does.
  private Finish finish() {
    for (Seat seat : seats.values()) {
      Finish failed = runUntil(() -> seat.terminal.isAwaited() || !seat.shell.isAlive());
      if (failed != null && !(failed instanceof Finish.Stuck)) {
        return failed; // one who waits for others only is at the end, too
      }
    }
    Finish failed = runFor(AFTERWARDS);
    return failed == null ? new Finish.Played() : failed;
  }

  /// Opens a terminal with a shell on it; a later one gets what the first one has exported.
  private Seat open(String name, @Nullable Seat first) {
    Seat seat = new Seat(name);
    seats.put(name, seat);
    seat.terminal.setConsole(seat::show);
    seat.terminal.setSignalKeys(this::pressed);
    Installation.of(machine).connect(seat.terminal);
    Process shell = seat.shell;
    Login.prepare(shell);
    if (first != null) {
      shell.environment().putAll(first.shell.environment());
    }
    shell.environment().put("PS1", PROMPT);
    shell.setTerminal(seat.terminal);
    seat.terminal.setSession(shell.session());
    seat.terminal.setForegroundGroup(shell.group());
    for (int descriptor = 0; descriptor < 3; descriptor++) {
      shell.files().set(descriptor, seat.terminal.open());
    }
    shell.setOrigin(Origin.of(lab.name(), 0, "bash"));
    Executable bash = Executable.at(shell, "/bin/bash", SHELL);
    machine.processes().start(shell, bash.program(), SHELL);
    return seat;
  }

  private void pressed(Terminal terminal, Terminal.Signal key) {
    Signal signal =
        switch (key) {
          case INTERRUPT -> Signal.SIGINT;
          case QUIT -> Signal.SIGQUIT;
          case SUSPEND -> Signal.SIGTSTP;
        };
    machine.processes().signalGroup(terminal.foregroundGroup(), signal);
  }

  @Override
  void pressInterrupt(Process ping) {
    Terminal terminal = ping.terminal();
    if (terminal == null || terminal.foregroundGroup() != ping.group()) {
      super.pressInterrupt(ping);
    } else {
      terminal.type("\u0003");
    }
  }

  @Override
  @Nullable WaitStatus exit() {
    Seat first = seats.get(MAIN);
    return first == null ? null : first.shell.end();
  }
}
