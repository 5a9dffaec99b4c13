package vethlab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Labs written for a test, and the command run on them as a user types it.
final class LabFolder {

  private final Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  LabFolder(Path folder) {
    this.folder = folder;
  }

  String path() {
    return folder.toString();
  }

  /// Writes a file and gives its path.
  String file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return file.toString();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Runs `vethlab` and gives its exit code; the outputs are those of this run alone.
  int vethlab(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  String out() {
    return out.toString();
  }

  /// What was complained about, with the folder's path left out.
  String err() {
    return err.toString().replace(folder + "/", "");
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(out());
  }
}
