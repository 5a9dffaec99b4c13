package vethlab.scenarios;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vethlab.scenarios.yaml.InputException;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.profile.HostProfile;
import vethlab.userland.stage.Lab;

/// Reads a lab from the disk: a shell script, or the folder of a scenario. Nothing else of the host
/// is ever looked at.
public final class LabLoader {

  /// The script of a scenario, in its folder.
  public static final String SCRIPT = "lab.sh";

  /// The description of a scenario, in its folder.
  public static final String DESCRIPTION = "scenario.yaml";

  private static final long LARGEST_SCRIPT = 4L << 20;
  private static final long LARGEST_FILE_BESIDE = 1L << 20;
  private static final int MOST_FILES_BESIDE = 200;

  private LabLoader() {}

  /// @param given the path as the user wrote it
  /// @throws InputException if it is no lab
  /// @throws NotModelled if it is a topology
  public static LabInput load(String given) {
    Path path = Path.of(given);
    if (!Files.exists(path)) {
      throw new InputException(given, "there is no such file or folder");
    }
    if (Files.isDirectory(path)) {
      return scenario(given, path);
    }
    if (given.matches(".*\\.(ya?ml|json)")) {
      throw new NotModelled(given + ": a topology file in place of a script");
    }
    String text = text(given, path, LARGEST_SCRIPT);
    Lab lab = Lab.of(given, text, List.of(), null).withFilesBeside(beside(path, text));
    return new LabInput(given, lab, HostProfile.BARE, null);
  }

  private static LabInput scenario(String given, Path folder) {
    String prefix = given.endsWith("/") ? given : given + "/";
    Path script = folder.resolve(SCRIPT);
    Path description = folder.resolve(DESCRIPTION);
    if (!Files.exists(script)) {
      throw new InputException(
          given, "a folder without " + SCRIPT + "; give a script, or the folder of a scenario");
    }
    String text = text(prefix + SCRIPT, script, LARGEST_SCRIPT);
    ImmutableMap<String, String> beside = beside(script, text);
    if (!Files.exists(description)) {
      Lab lab = Lab.of(prefix + SCRIPT, text, List.of(), null).withFilesBeside(beside);
      return new LabInput(given, lab, HostProfile.BARE, null);
    }
    Scenario scenario =
        ScenarioReader.read(
            nameOf(folder),
            prefix + DESCRIPTION,
            text(prefix + DESCRIPTION, description, LARGEST_SCRIPT),
            prefix + SCRIPT,
            text,
            beside);
    return new LabInput(given, scenario.lab(), scenario.host(), scenario);
  }

  /// The folder's name behind that of its group: `experiments/2-bridge`.
  private static String nameOf(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path group = absolute.getParent();
    Path name = absolute.getFileName();
    if (name == null) {
      return "/";
    }
    return group == null || group.getFileName() == null
        ? name.toString()
        : group.getFileName() + "/" + name;
  }

  private static String text(String given, Path file, long largest) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new InputException(given, "not a regular file");
      }
      if (Files.size(file) > largest) {
        throw new InputException(
            given, "larger than " + (largest >> 20) + " MiB: that is no lab script");
      }
      byte[] octets = Files.readAllBytes(file);
      for (byte octet : octets) {
        if (octet == 0) {
          throw new InputException(given, "a binary file: it has octets of zero");
        }
      }
      return new String(octets, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new InputException(given, "cannot be read: " + unreadable.getMessage());
    }
  }

  /// The files in the script's folder whose names occur in it, for it may source or read them.
  private static ImmutableMap<String, String> beside(Path script, String text) {
    Path folder = script.toAbsolutePath().getParent();
    if (folder == null) {
      return ImmutableMap.of();
    }
    ImmutableMap.Builder<String, String> found = ImmutableMap.builder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().limit(MOST_FILES_BESIDE).toList()) {
        String name = String.valueOf(file.getFileName());
        if (!file.equals(script.toAbsolutePath())
            && text.contains(name)
            && Files.isRegularFile(file)
            && Files.size(file) <= LARGEST_FILE_BESIDE) {
          found.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException unreadable) {
      // What cannot be read is not there for the script either: sourcing it will fail by name.
    }
    return found.buildOrThrow();
  }
}
