package vethlab.cli;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vethlab.scenarios.LabInput;
import vethlab.scenarios.LabLoader;
import vethlab.simulator.profile.HostProfile;
import vethlab.userland.stage.Lab;
import vethlab.userland.stage.Play;

/// Which lab, and how it is to be played: the same for all commands that play one.
final class LabOptions {

  /// The root namespaces to choose from.
  enum Host {
    BARE,
    DEBIAN,
    DOCKER
  }

  @Parameters(
      index = "0",
      paramLabel = "LAB",
      description = "A shell script, or the folder of a scenario.")
  private String given = "";

  @Parameters(
      index = "1..*",
      paramLabel = "ARGUMENT",
      description = "The script's own arguments, behind --.")
  private List<String> arguments = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Fixes all chance: MAC addresses, ports, delays (default: 1).")
  private long seed = 1;

  @Option(
      names = "--host",
      paramLabel = "bare|debian|docker",
      description = "What the root namespace looks like before (default: bare).")
  private @Nullable Host host;

  @Option(
      names = "--as",
      paramLabel = "script|terminal",
      description =
          "How the lab is played: run by bash, or typed into a terminal (default: a script if it"
              + " begins with #! or is given arguments).")
  private @Nullable Play play;

  @Option(names = "--quiet", description = "No progress, no warnings on standard error.")
  boolean quiet;

  /// The lab with what the options say about it.
  ///
  /// @throws vethlab.scenarios.yaml.InputException if it is none
  /// @throws vethlab.simulator.errno.NotModelled if it is of a kind that cannot be played yet
  LabInput load() {
    LabInput input = LabLoader.load(given);
    Lab lab = input.lab();
    if (play != null || !arguments.isEmpty()) {
      Play how = play == null && input.scenario() != null ? lab.play() : play;
      List<String> words = arguments.isEmpty() ? lab.arguments() : arguments;
      lab =
          Lab.of(lab.name(), lab.text(), ImmutableList.copyOf(words), how)
              .withFilesBeside(lab.beside());
    }
    HostProfile profile =
        switch (host) {
          case null -> input.host();
          case BARE -> HostProfile.BARE;
          case DEBIAN -> HostProfile.DEBIAN;
          case DOCKER -> HostProfile.DOCKER;
        };
    return input.withLab(lab).withHost(profile);
  }

  long seed() {
    return seed;
  }
}
