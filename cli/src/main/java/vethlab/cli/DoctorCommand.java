package vethlab.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Says what this machine has of what vethlab can use.
@Command(
    name = "doctor",
    description = "Says what this machine has of what vethlab can use, and what each thing is for.")
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption output = new FormatOption();

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    Diagnosis diagnosis = Diagnosis.ofThisMachine();
    switch (output.format) {
      case JSON -> Json.print(out, diagnosis);
      case TEXT -> {
        out.printf("kernel    %s%n", diagnosis.kernel());
        out.printf("user      %s%n", diagnosis.root() ? "root" : "not root");
        out.printf("jdk       %s at %s%n", diagnosis.jdk().version(), diagnosis.jdk().home());
        for (Diagnosis.Tool tool : diagnosis.tools()) {
          String place = tool.path() == null ? "missing (" + tool.use() + ")" : tool.path();
          out.printf("%-9s %s%n", tool.name(), place);
        }
      }
    }
    return ExitCode.OK;
  }
}
