package vethlab.scenarios;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.scenarios.yaml.Location;
import vethlab.simulator.trace.DropReason;

/// Something that must hold once a scenario's lab has been played.
public sealed interface Expectation {

  /// Where the scenario says so.
  Location at();

  /// One line about it.
  String title();

  /// One namespace reaches all addresses of another by ping, or none of them.
  ///
  /// @param to the name of a namespace, or one address
  /// @param reason why not, if the scenario says; null if it does not
  record Reach(Location at, String from, String to, boolean reachable, @Nullable DropReason reason)
      implements Expectation {

    @Override
    public String title() {
      return from
          + (reachable ? " reaches " : " does not reach ")
          + to
          + (reason == null ? "" : ", because of " + reason);
    }
  }

  /// What a typed command shows.
  ///
  /// @param line of the lab where the command stands
  record Console(
      Location at,
      int line,
      String command,
      ImmutableList<TextPattern> shows,
      ImmutableList<TextPattern> hides)
      implements Expectation {

    @Override
    public String title() {
      return "lab.sh:" + line + ": " + command;
    }
  }

  /// What a command shows when it is run in a namespace at the end, on a copy of the machine.
  record State(
      Location at,
      String namespace,
      String command,
      ImmutableList<TextPattern> shows,
      ImmutableList<TextPattern> hides)
      implements Expectation {

    @Override
    public String title() {
      return namespace + ": " + command;
    }
  }

  /// The exit status of the script, or of the first terminal's shell.
  record Status(Location at, int status) implements Expectation {

    @Override
    public String title() {
      return "exit status " + status;
    }
  }

  /// How many loops there are through which a broadcast goes round for ever.
  record Storms(Location at, int count) implements Expectation {

    @Override
    public String title() {
      return "storms: " + count;
    }
  }

  /// The namespaces that are left.
  record Namespaces(Location at, ImmutableList<String> names) implements Expectation {

    @Override
    public String title() {
      return "namespaces: " + String.join(", ", names);
    }
  }
}
