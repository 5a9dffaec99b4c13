package vethlab.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Says which vethlab this is.
@Command(name = "version", description = "Says which vethlab this is.")
final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.println("vethlab");
    return 0;
  }
}
