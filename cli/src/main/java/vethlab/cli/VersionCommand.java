package vethlab.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Says which vethlab this is and which Java runs it.
@Command(name = "version", description = "Says which vethlab this is and which Java runs it.")
final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption output = new FormatOption();

  private record Version(String vethlab, String java) {}

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    Version version =
        new Version(
            Objects.requireNonNullElse(
                Main.class.getPackage().getImplementationVersion(), "unpackaged"),
            Runtime.version().toString());
    switch (output.format) {
      case TEXT -> out.printf("vethlab %s (Java %s)%n", version.vethlab(), version.java());
      case JSON -> Json.print(out, version);
    }
    return ExitCode.OK;
  }
}
