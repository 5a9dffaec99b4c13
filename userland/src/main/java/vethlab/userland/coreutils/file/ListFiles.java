package vethlab.userland.coreutils.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// `ls`: names only; sizes and times of files are not known.
public final class ListFiles implements Program {

  private static final int WIDTH = 80;

  /// What is shown and how.
  private static final class Style {
    private boolean all;
    private boolean almostAll;
    private boolean directory;
    private boolean recursive;
    private boolean reverse;
    private boolean classify;
    private boolean slashes;
    private boolean columns;
  }

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "1aAbBcCdfFghHiIklLmnNopqQrRsStTuUvwxXZ",
            "all/a",
            "almost-all/A",
            "directory/d",
            "recursive/R",
            "reverse/r",
            "classify?F",
            "color?color",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 2);
    }
    ToolFiles.refuseHelp(self, given);
    Style style = new Style();
    style.columns = Output.isTerminal(self, 1);
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "1" -> style.columns = false;
        case "C" -> style.columns = true;
        case "a" -> style.all = true;
        case "A" -> style.almostAll = true;
        case "d" -> style.directory = true;
        case "R" -> style.recursive = true;
        case "r" -> style.reverse = true;
        case "F" -> style.classify = true;
        case "p" -> style.slashes = true;
        case "color" -> {
          if ("always".equals(option.argument())) {
            throw new NotModelled("ls --color=always");
          }
        }
        default ->
            throw new NotModelled(
                "the times, sizes and owners of files (ls -" + option.name() + ")");
      }
    }
    return list(self, given.operands(), style);
  }

  private static int list(Process self, List<String> operands, Style style) {
    List<String> files = new ArrayList<>();
    List<String> directories = new ArrayList<>();
    int status = 0;
    for (String path : operands.isEmpty() ? List.of(".") : operands) {
      try {
        Node node = Paths.node(self, path);
        if (node == null && Paths.link(self, path) == null) {
          ToolFiles.complain(self, "cannot access '" + path + "': No such file or directory");
          status = 2;
        } else if (node instanceof Node.Directory && !style.directory) {
          directories.add(path);
        } else {
          files.add(path);
        }
      } catch (KernelError error) {
        ToolFiles.complain(self, "cannot access '" + path + "': " + error.errno().text());
        status = 2;
      }
    }
    Comparator<String> order =
        style.reverse ? Comparator.reverseOrder() : Comparator.naturalOrder();
    files.sort(order);
    directories.sort(order);
    try (Output output = Output.of(self)) {
      print(output, files.stream().map(path -> marked(self, path, path, style)).toList(), style);
      boolean headers = operands.size() > 1 || style.recursive;
      boolean first = files.isEmpty();
      for (String path : directories) {
        directory(self, output, path, headers, first, style);
        first = false;
      }
    }
    return status;
  }

  private static void directory(
      Process self, Output output, String path, boolean header, boolean first, Style style) {
    if (!(Paths.node(self, path) instanceof Node.Directory directory)) {
      return;
    }
    output.print(first ? "" : "\n");
    output.print(header ? path + ":\n" : "");
    List<String> names = new ArrayList<>();
    if (style.all) {
      names.add(".");
      names.add("..");
    }
    for (String name : directory.names(self)) {
      if (!name.startsWith(".") || style.all || style.almostAll) {
        names.add(name);
      }
    }
    if (style.reverse) {
      names = names.reversed();
    }
    List<String> shown = new ArrayList<>();
    for (String name : names) {
      shown.add(marked(self, Paths.join(path, name), name, style));
    }
    print(output, shown, style);
    if (style.recursive) {
      for (String name : names) {
        String inner = Paths.join(path, name);
        boolean dots = name.equals(".") || name.equals("..");
        if (!dots && Paths.link(self, inner) instanceof Node.Directory) {
          directory(self, output, inner, true, false, style);
        }
      }
    }
  }

  private static String marked(Process self, String path, String name, Style style) {
    if (!style.classify && !style.slashes) {
      return name;
    }
    @Nullable Node node = Paths.link(self, path);
    if (node instanceof Node.Directory) {
      return name + "/";
    }
    if (!style.classify) {
      return name;
    }
    if (node instanceof Node.Symlink) {
      return name + "@";
    }
    return node != null && (node.mode() & 0111) != 0 ? name + "*" : name;
  }

  private static void print(Output output, List<String> names, Style style) {
    if (!style.columns || names.isEmpty()) {
      names.forEach(output::line);
      return;
    }
    for (int rows = 1; ; rows++) {
      int columns = (names.size() + rows - 1) / rows;
      int[] widths = new int[columns];
      for (int i = 0; i < names.size(); i++) {
        widths[i / rows] = Math.max(widths[i / rows], names.get(i).length() + 2);
      }
      int total = -2;
      for (int width : widths) {
        total += width;
      }
      if (total < WIDTH || rows == names.size()) {
        rows(output, names, rows, widths);
        return;
      }
    }
  }

  private static void rows(Output output, List<String> names, int rows, int[] widths) {
    for (int row = 0; row < rows; row++) {
      StringBuilder line = new StringBuilder();
      for (int i = row; i < names.size(); i += rows) {
        String name = names.get(i);
        line.append(name);
        if (i + rows < names.size()) {
          line.append(" ".repeat(widths[i / rows] - name.length()));
        }
      }
      output.line(line.toString());
    }
  }
}
