package vethlab.userland.iproute.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;

/// Commands from a file, one a line (`-batch FILE`, `do_batch`).
///
/// `#` starts a comment anywhere, `\` at the end continues the line, quotes hold words together.
public final class Batch {

  private static final int MOST_WORDS = 512;

  private final Tool tool;
  private final Process process;
  private final String name;
  private final StringBuilder read = new StringBuilder();
  private boolean ended;
  private int lineNumber;

  /// @param name of the file, `-` for standard input
  public Batch(Tool tool, String name) {
    this.tool = tool;
    this.process = tool.process();
    this.name = name;
  }

  /// Runs the commands.
  ///
  /// @param command runs one and gives its status
  /// @return 0, or 1 if one failed; unless `-force` was given that is the last one tried
  public int run(ToIntFunction<List<String>> command) {
    tool.setBatch();
    if (!name.equals("-")) {
      try {
        FileDescription file =
            process.table().files().open(process, process.directory(), name, Node.OpenMode.READ, 0);
        process.files().set(0, file);
      } catch (KernelError refused) {
        tool.error(
            "Cannot open file \"" + name + "\" for reading: " + refused.errno().text() + "\n");
        return 1;
      }
    }
    int status = 0;
    for (String line = commandLine(); line != null; line = commandLine()) {
      List<String> words = words(line);
      if (words.isEmpty()) {
        continue;
      }
      if (command.applyAsInt(words) != 0) {
        tool.error("Command failed " + name + ":" + lineNumber + "\n");
        status = 1;
        if (!tool.options().force()) {
          break;
        }
      }
    }
    return status;
  }

  private @Nullable String commandLine() {
    String line = nextLine();
    if (line == null) {
      return null;
    }
    line = withoutComment(line);
    while (line.contains("\\\n")) {
      int at = line.indexOf("\\\n");
      String more = nextLine();
      if (more == null) {
        tool.error("Missing continuation line\n");
        return null;
      }
      line = line.substring(0, at) + withoutComment(more);
    }
    return line;
  }

  private static String withoutComment(String line) {
    int start = line.indexOf('#');
    return start < 0 ? line : line.substring(0, start);
  }

  /// The next line with its line feed, or null at the end.
  private @Nullable String nextLine() {
    int end = read.indexOf("\n");
    while (end < 0 && !ended) {
      byte[] octets = process.read(0, 4096);
      if (octets == null) {
        ended = true;
      } else {
        read.append(new String(octets, java.nio.charset.StandardCharsets.UTF_8));
      }
      end = read.indexOf("\n");
    }
    if (end < 0 && read.isEmpty()) {
      return null;
    }
    lineNumber++;
    int length = end < 0 ? read.length() : end + 1;
    String line = read.substring(0, length);
    read.delete(0, length);
    return line;
  }

  private List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < line.length() && isBlank(line.charAt(at))) {
        at++;
      }
      if (at >= line.length()) {
        return words;
      }
      if (words.size() >= MOST_WORDS - 1) {
        throw tool.exit(1, "Too many arguments to command");
      }
      char first = line.charAt(at);
      int end;
      if (first == '\'' || first == '"') {
        at++;
        end = line.indexOf(first, at);
        if (end < 0) {
          throw tool.exit(1, "Unterminated quoted string");
        }
      } else {
        end = at;
        while (end < line.length() && !isBlank(line.charAt(end))) {
          end++;
        }
      }
      words.add(line.substring(at, end));
      at = end + 1;
    }
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
  }
}
