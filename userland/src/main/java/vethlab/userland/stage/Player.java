package vethlab.userland.stage;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.Origin;

/// Lets a machine run while a lab is played on it, and sees when it waits in vain.
///
/// What is common to the two ways of playing: [ScriptPlayer] and [TerminalPlayer].
abstract sealed class Player permits ScriptPlayer, TerminalPlayer {

  /// How long the machine is let run between two looks at what it waits for.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// For how long nothing may run before it counts as waiting for ever.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  final Lab lab;
  final Machine machine;
  final Transcript transcript;
  private final List<Performance.Warning> warnings = new ArrayList<>();

  Player(Lab lab, Machine machine) {
    this.lab = lab;
    this.machine = machine;
    this.transcript = new Transcript(machine.limits().outputOctets());
  }

  /// Plays a lab on a machine that has its programs and files already.
  static Performance play(Lab lab, Machine machine) {
    return play(lab, machine, TerminalPlayer.TYPING);
  }

  /// As [#play(Lab, Machine)].
  ///
  /// @param typing how long it takes from a prompt to the next line
  static Performance play(Lab lab, Machine machine, Duration typing) {
    Player player =
        switch (lab.play()) {
          case SCRIPT -> new ScriptPlayer(lab, machine);
          case TERMINAL -> new TerminalPlayer(lab, machine, typing);
        };
    Finish finish = player.perform();
    return new Performance(
        lab,
        machine,
        player.transcript,
        finish,
        player.exit(),
        ImmutableList.copyOf(player.warnings));
  }

  /// Plays it to its end.
  abstract Finish perform();

  /// How its main shell ended, or null.
  abstract vethlab.simulator.process.@Nullable WaitStatus exit();

  /// Lets the machine run until `goal` holds; endless pings are interrupted on the way.
  ///
  /// @return null when it holds, else why it never will
  @Nullable Finish runUntil(BooleanSupplier goal) {
    SimTime lastTurn = machine.core().now();
    long turns = machine.processes().scheduler().turns();
    while (true) {
      SimTime now = machine.core().now();
      Process ping = EndlessPings.find(machine);
      SimTime until = now.plus(LOOK);
      if (ping != null && EndlessPings.cut(ping).isBefore(until)) {
        until = EndlessPings.cut(ping);
        if (!now.isBefore(until)) {
          interrupt(ping);
          until = now.plus(LOOK);
        }
      }
      switch (machine.run(goal, until)) {
        case Outcome.Reached r -> {
          return null;
        }
        case Outcome.Limited(var limit, Origin origin) -> {
          return new Finish.Limited(limit, origin);
        }
        case Outcome.Refused(String what, Origin origin) -> {
          return new Finish.Refused(what, origin);
        }
        case Outcome.Idle i -> {
          return stuck();
        }
        case Outcome.TimeUp t -> {
          long before = turns;
          turns = machine.processes().scheduler().turns();
          if (turns != before) {
            lastTurn = machine.core().now();
          } else if (PATIENCE.compareTo(machine.core().now().since(lastTurn)) < 0
              && nextDeadline() == null) {
            return stuck();
          }
        }
      }
    }
  }

  /// Lets time pass, whatever happens.
  @Nullable Finish runFor(Duration time) {
    return runUntil(() -> false, time);
  }

  /// Lets time pass until `goal` holds, but no more than so much.
  @Nullable Finish runUntil(BooleanSupplier goal, Duration most) {
    SimTime end = machine.core().now().plus(most);
    return switch (machine.run(goal, end)) {
      case Outcome.Limited(var limit, Origin origin) -> new Finish.Limited(limit, origin);
      case Outcome.Refused(String what, Origin origin) -> new Finish.Refused(what, origin);
      case Outcome.Reached r -> null;
      case Outcome.Idle i -> {
        machine.core().timeline().advanceTo(end);
        yield null;
      }
      case Outcome.TimeUp t -> null;
    };
  }

  private @Nullable SimTime nextDeadline() {
    SimTime next = null;
    for (Process process : machine.processes().all()) {
      SimTime deadline = process.isAlive() ? process.deadline() : null;
      if (deadline != null && (next == null || deadline.isBefore(next))) {
        next = deadline;
      }
    }
    return next;
  }

  private void interrupt(Process ping) {
    warn(
        ping.origin().line(),
        "'" + String.join(" ", ping.arguments()) + "' would run for ever: ended after 3 probes");
    pressInterrupt(ping);
  }

  /// Ends a ping as ^C would.
  void pressInterrupt(Process ping) {
    ping.signal(Signal.SIGINT);
  }

  private Finish stuck() {
    Process waiting = null;
    for (Process process : machine.processes().all()) {
      if (process.isAlive() && process.pid() != 1 && process.state() != Process.State.STOPPED) {
        waiting = process;
      }
    }
    return waiting == null
        ? new Finish.Stuck("nobody", Origin.KERNEL)
        : new Finish.Stuck(String.join(" ", waiting.arguments()), waiting.origin());
  }

  final void warn(int line, String text) {
    warnings.add(new Performance.Warning(line, text));
  }
}
