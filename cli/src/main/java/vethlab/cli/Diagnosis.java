package vethlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a machine has of what vethlab can use.
///
/// @param kernel the running kernel's release, as `uname -r` prints it
/// @param root whether this process may create network namespaces without asking
/// @param jdk the Java that runs this
/// @param tools the programs looked for, found or not
record Diagnosis(String kernel, boolean root, Jdk jdk, List<Tool> tools) {
  Diagnosis {
    tools = List.copyOf(tools);
  }

  /// A Java installation.
  record Jdk(String version, String home) {}

  /// A program: where it is, if it is there, and what vethlab does with it.
  record Tool(String name, @Nullable String path, String use) {}

  private static final String BUILD = "builds vethlab";
  private static final String LIVE = "labs on this host's kernel";
  private static final String GUEST = "labs in a small virtual machine";

  static Diagnosis ofThisMachine() {
    return new Diagnosis(
        System.getProperty("os.version", "unknown"),
        isRoot(),
        new Jdk(Runtime.version().toString(), System.getProperty("java.home", "unknown")),
        List.of(
            tool("mvn", BUILD),
            tool("ip", LIVE),
            tool("bridge", LIVE),
            tool("brctl", LIVE),
            tool("iptables", LIVE),
            tool("ip6tables", LIVE),
            tool("ebtables", LIVE),
            tool("unshare", LIVE),
            tool("nsenter", LIVE),
            tool("qemu-system-x86_64", GUEST)));
  }

  private static boolean isRoot() {
    try {
      return Objects.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), 0);
    } catch (IOException | UnsupportedOperationException noProc) {
      return false;
    }
  }

  /// An ordinary user's path often lacks the `sbin` folders, where `ip` and `iptables` live.
  private static Tool tool(String name, String use) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.concat(
            Stream.of(path.split(":", -1)), Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(found -> new Tool(name, found.toString(), use))
        .orElseGet(() -> new Tool(name, null, use));
  }
}
