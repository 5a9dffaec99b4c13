package vethlab.userland.shell.execution;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;
import vethlab.simulator.trace.Origin;

/// Where a shell's lines stand in the files that a person sees: for the blame.
public interface Positions {

  /// The file and line of a line of this shell's input, and who called it.
  Origin origin(int line, String command, ImmutableList<Origin.Caller> inner);

  /// The lines of a script file.
  static Positions ofFile(String file, Origin outer) {
    return (line, command, inner) ->
        new Origin(
            file,
            line,
            command,
            join(inner, outer.isKnown() ? called(file, outer) : ImmutableList.of()));
  }

  private static ImmutableList<Origin.Caller> called(String what, Origin outer) {
    return ImmutableList.<Origin.Caller>builder()
        .add(new Origin.Caller(what, outer.file(), outer.line()))
        .addAll(outer.callers())
        .build();
  }

  private static ImmutableList<Origin.Caller> join(
      ImmutableList<Origin.Caller> inner, ImmutableList<Origin.Caller> outer) {
    return outer.isEmpty()
        ? inner
        : ImmutableList.<Origin.Caller>builder().addAll(inner).addAll(outer).build();
  }

  /// Commands that stand in a word or a here-document of another script: all at its line.
  static Positions inside(Origin outer) {
    return (line, command, inner) ->
        new Origin(outer.file(), outer.line(), command, outer.callers());
  }

  /// Lines typed into a terminal, each remembered with its place in the lab.
  final class Typed implements Positions {
    private final Process process;
    private final Map<Integer, Terminal.Source> places = new HashMap<>();

    public Typed(Process process) {
      this.process = process;
    }

    /// Line `line` of this shell has just been read from its terminal.
    public void add(int line) {
      Terminal terminal = process.terminal();
      Terminal.Source place = terminal == null ? null : terminal.source();
      if (place != null) {
        places.put(line, place);
      }
    }

    @Override
    public Origin origin(int line, String command, ImmutableList<Origin.Caller> inner) {
      Terminal.Source place = places.get(line);
      return place == null
          ? new Origin("", 0, command, inner)
          : new Origin(place.file(), place.line(), command, inner);
    }
  }
}
