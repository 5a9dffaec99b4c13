package vethlab.userland.coreutils.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// `wc`.
public final class WordCount implements Program {

  private record Counts(long lines, long words, long characters, long octets, long longest) {

    Counts plus(Counts other) {
      return new Counts(
          lines + other.lines,
          words + other.words,
          characters + other.characters,
          octets + other.octets,
          Math.max(longest, other.longest));
    }
  }

  private record Row(String name, Counts counts) {}

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "clLmw",
            "bytes/c",
            "chars/m",
            "lines/l",
            "words/w",
            "max-line-length/L",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    StringBuilder letters = new StringBuilder();
    given.options().forEach(option -> letters.append(option.name()));
    String wanted = letters.isEmpty() ? "lwc" : letters.toString();
    List<Row> rows = new ArrayList<>();
    int status = 0;
    Counts total = new Counts(0, 0, 0, 0, 0);
    for (String name : given.operands().isEmpty() ? List.of("-") : given.operands()) {
      try {
        Counts counts = count(self, name);
        total = total.plus(counts);
        rows.add(new Row(given.operands().isEmpty() ? "" : name, counts));
      } catch (KernelError error) {
        ToolFiles.complain(self, name + ": " + error.errno().text());
        status = 1;
        if (self.table().files().find(self, self.directory(), name) instanceof Node.Directory) {
          throw new NotModelled("wc of a directory");
        }
      }
    }
    if (given.operands().size() > 1) {
      rows.add(new Row("total", total));
    }
    print(self, given.operands(), rows, total, wanted);
    return status;
  }

  private static void print(
      Process self, List<String> operands, List<Row> rows, Counts total, String wanted) {
    boolean single = wanted.chars().distinct().count() == 1;
    int width = 1;
    if (!(single && operands.size() <= 1)) {
      width = Long.toString(total.octets).length();
      boolean piped = operands.isEmpty() || operands.contains("-");
      width = piped ? Math.max(width, 7) : width;
    }
    try (Output output = Output.of(self)) {
      for (Row row : rows) {
        StringBuilder line = new StringBuilder();
        add(line, wanted, 'l', row.counts.lines, width);
        add(line, wanted, 'w', row.counts.words, width);
        add(line, wanted, 'm', row.counts.characters, width);
        add(line, wanted, 'c', row.counts.octets, width);
        add(line, wanted, 'L', row.counts.longest, width);
        output.line(line + (row.name.isEmpty() ? "" : " " + row.name));
      }
    }
  }

  private static void add(StringBuilder line, String wanted, char letter, long count, int width) {
    if (wanted.indexOf(letter) >= 0) {
      line.append(line.isEmpty() ? "" : " ");
      line.append(String.format(Locale.ROOT, "%" + width + "d", count));
    }
  }

  private static Counts count(Process self, String name) {
    int descriptor = ToolFiles.open(self, name);
    try {
      long lines = 0;
      long words = 0;
      long characters = 0;
      long octets = 0;
      long longest = 0;
      long length = 0;
      boolean inWord = false;
      while (true) {
        byte[] more = self.read(descriptor, 65536);
        if (more == null) {
          return new Counts(lines, words, characters, octets, Math.max(longest, length));
        }
        octets += more.length;
        self.checkpoint();
        for (byte octet : more) {
          characters += (octet & 0xc0) == 0x80 ? 0 : 1;
          boolean space = octet == ' ' || (octet >= '\t' && octet <= '\r');
          words += !space && !inWord ? 1 : 0;
          inWord = !space;
          if (octet == '\n') {
            lines++;
            longest = Math.max(longest, length);
            length = 0;
          } else {
            length += (octet & 0xc0) == 0x80 ? 0 : 1;
          }
        }
      }
    } finally {
      ToolFiles.close(self, descriptor);
    }
  }
}
