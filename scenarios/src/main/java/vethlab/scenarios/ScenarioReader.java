package vethlab.scenarios;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vethlab.scenarios.yaml.Fields;
import vethlab.scenarios.yaml.InputException;
import vethlab.scenarios.yaml.Location;
import vethlab.scenarios.yaml.YamlNode;
import vethlab.scenarios.yaml.YamlReader;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.trace.DropReason;
import vethlab.userland.stage.Lab;
import vethlab.userland.stage.Play;

/// Reads `scenario.yaml`; every complaint names file, line and column.
public final class ScenarioReader {

  private final String labText;

  private ScenarioReader(String labText) {
    this.labText = labText;
  }

  /// The root namespaces that a scenario can ask for.
  private enum Host {
    BARE,
    DEBIAN,
    DOCKER
  }

  /// @param name of the scenario
  /// @param file the name of its description, for complaints
  /// @param labName the name of its script, for complaints
  /// @param beside what its script may source, by name
  /// @throws InputException if the description says something that is not understood
  public static Scenario read(
      String name,
      String file,
      String description,
      String labName,
      String labText,
      ImmutableMap<String, String> beside) {
    Fields fields = Fields.of(YamlReader.read(file, description), "a scenario");
    ScenarioReader reader = new ScenarioReader(labText);
    Scenario scenario = reader.scenario(name, fields, labName, beside);
    fields.close();
    return scenario;
  }

  private Scenario scenario(
      String name, Fields fields, String labName, ImmutableMap<String, String> beside) {
    String title = fields.text("title");
    String source = fields.text("source");
    Play play = fields.choice("play", Play.class);
    Host host = fields.choice("host", Host.class);
    Lab lab = Lab.of(labName, labText, fields.texts("arguments"), play).withFilesBeside(beside);
    return new Scenario(
        name,
        title,
        source,
        lab,
        profile(host),
        fields.list("probes", ProbeReader::read),
        expectations(fields.node("expect")),
        fields.list("differences", ScenarioReader::difference));
  }

  private static HostProfile profile(@Nullable Host host) {
    return switch (host) {
      case null -> HostProfile.BARE;
      case BARE -> HostProfile.BARE;
      case DEBIAN -> HostProfile.DEBIAN;
      case DOCKER -> HostProfile.DOCKER;
    };
  }

  private static Difference difference(YamlNode value) {
    Fields fields = Fields.of(value, "a difference");
    Difference difference =
        new Difference(
            fields.text("text"),
            fields.text("here"),
            fields.text("reason"),
            fields.textOrNull("source"));
    fields.close();
    return difference;
  }

  // ---- Expectations ----

  private ImmutableList<Expectation> expectations(@Nullable YamlNode value) {
    if (value == null) {
      return ImmutableList.of();
    }
    Fields fields = Fields.of(value, "expectations");
    ImmutableList.Builder<Expectation> all = ImmutableList.builder();
    if (fields.has("status")) {
      all.add(new Expectation.Status(fields.at("status"), fields.number("status", 0)));
    }
    if (fields.has("namespaces")) {
      all.add(new Expectation.Namespaces(fields.at("namespaces"), fields.texts("namespaces")));
    }
    fields.list("reachable", each -> reach(each, true)).forEach(all::addAll);
    fields.list("unreachable", each -> reach(each, false)).forEach(all::addAll);
    all.addAll(fields.list("console", this::console));
    all.addAll(fields.list("states", ScenarioReader::state));
    if (fields.has("storms")) {
      all.add(new Expectation.Storms(fields.at("storms"), fields.number("storms", 0)));
    }
    fields.close();
    return all.build();
  }

  /// `netns1 -> netns2`, `netns1 <-> netns2`, or a mapping of `pair` and `reason`.
  private static ImmutableList<Expectation> reach(YamlNode value, boolean reachable) {
    return switch (value) {
      case YamlNode.Scalar scalar ->
          pair(scalar.at(), Fields.text(scalar, "pair"), reachable, null);
      case YamlNode.Sequence sequence ->
          throw new InputException(sequence.at(), "expected a pair, found a list");
      case YamlNode.Mapping mapping -> {
        Fields fields = Fields.of(mapping, "a pair");
        DropReason reason = ProbeReader.reason(fields);
        if (reachable && reason != null) {
          throw new InputException(
              fields.at("reason"), "what is reachable has no reason not to be");
        }
        ImmutableList<Expectation> both =
            pair(fields.at("pair"), fields.text("pair"), reachable, reason);
        fields.close();
        yield both;
      }
    };
  }

  private static ImmutableList<Expectation> pair(
      Location at, String text, boolean reachable, @Nullable DropReason reason) {
    boolean both = text.contains(" <-> ");
    String[] names = text.split(both ? " <-> " : " -> ", -1);
    if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
      throw new InputException(
          at, "expected a pair as 'netns1 -> netns2' or 'netns1 <-> netns2', found '" + text + "'");
    }
    String one = names[0].strip();
    String other = names[1].strip();
    Expectation there = new Expectation.Reach(at, one, other, reachable, reason);
    return both
        ? ImmutableList.of(there, new Expectation.Reach(at, other, one, reachable, reason))
        : ImmutableList.of(there);
  }

  private Expectation console(YamlNode value) {
    Fields fields = Fields.of(value, "an expectation about the console");
    String command = fields.text("command");
    int nth = fields.number("nth", 1);
    Expectation.Console console =
        new Expectation.Console(
            fields.at(),
            lineOf(fields.at("command"), command, nth),
            command,
            patterns(fields, "shows"),
            patterns(fields, "hides"));
    fields.close();
    requirePatterns(fields, console.shows(), console.hides());
    return console;
  }

  private int lineOf(Location at, String command, int nth) {
    int number = 0;
    int found = 0;
    for (String line : labText.lines().toList()) {
      number++;
      if (line.strip().equals(command.strip()) && ++found == nth) {
        return number;
      }
    }
    throw new InputException(
        at,
        found == 0
            ? "the lab has no line '" + command + "'"
            : "the lab has only " + found + " lines '" + command + "'");
  }

  private static Expectation state(YamlNode value) {
    Fields fields = Fields.of(value, "an expectation about the state");
    Expectation.State state =
        new Expectation.State(
            fields.at(),
            fields.text("namespace"),
            fields.text("command"),
            patterns(fields, "shows"),
            patterns(fields, "hides"));
    fields.close();
    requirePatterns(fields, state.shows(), state.hides());
    return state;
  }

  private static ImmutableList<TextPattern> patterns(Fields fields, String key) {
    return fields.list(
        key,
        each -> {
          try {
            return TextPattern.of(Fields.text(each, key));
          } catch (PatternSyntaxException wrong) {
            throw new InputException(
                each.at(), "not a regular expression: " + wrong.getDescription());
          }
        });
  }

  private static void requirePatterns(
      Fields fields, List<TextPattern> shows, List<TextPattern> hides) {
    if (shows.isEmpty() && hides.isEmpty()) {
      throw new InputException(fields.at(), "neither 'shows' nor 'hides' says what is expected");
    }
  }
}
