package vethlab.userland.sed;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.process.Process;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.program.WholeFile;
import vethlab.userland.sed.SedCommand.Action;
import vethlab.userland.sed.SedCommand.Address;

/// One run of a script over lines.
final class SedRun {

  /// What happens after a command.
  private enum Next {
    GO_ON,
    END_CYCLE,
    RESTART,
    QUIT
  }

  /// Where a range that has begun ends.
  private record Range(long last, boolean open) {}

  private final Process self;
  private final List<SedCommand> commands;
  private final boolean quiet;
  private final @Nullable StringBuilder target;
  private final Output output;
  private final Map<SedCommand, Range> ranges = new IdentityHashMap<>();
  private final Map<String, Integer> written = new HashMap<>();
  private final StringBuilder appended = new StringBuilder();
  private List<String> files = List.of();
  private int file;
  private @Nullable LineInput input;
  private int descriptor;
  private @Nullable String ahead;
  private String pattern = "";
  private String hold = "";
  private boolean newline = true;
  private long number;
  private boolean substituted;
  private boolean quit;
  private boolean unfinished;
  private boolean read;
  private int status;
  private @Nullable String jump;
  private @Nullable Pattern lastPattern;

  /// Prepares a run.
  ///
  /// @param target where the text goes instead of standard output; or null
  SedRun(Process self, List<SedCommand> commands, boolean quiet, @Nullable StringBuilder target) {
    this.self = self;
    this.commands = commands;
    this.quiet = quiet;
    this.target = target;
    this.output = Output.of(self);
  }

  boolean hasQuit() {
    return quit;
  }

  /// Whether there was a file to read.
  boolean hasRead() {
    return read;
  }

  int over(List<String> names) {
    files = names;
    ahead = fetch();
    boolean restart = false;
    while (restart || ahead != null) {
      if (!restart) {
        advance();
      }
      restart = cycle() == Next.RESTART;
      self.checkpoint();
      if (quit) {
        break;
      }
    }
    output.flush();
    written.values().forEach(open -> ToolFiles.close(self, open));
    return status;
  }

  private @Nullable String fetch() {
    while (true) {
      if (input != null) {
        String line = input.next();
        if (line != null) {
          return line;
        }
        ToolFiles.close(self, descriptor);
        input = null;
      }
      if (file >= files.size()) {
        return null;
      }
      String name = files.get(file++);
      try {
        descriptor = ToolFiles.open(self, name);
        input = new LineInput(self, descriptor);
        read = true;
      } catch (KernelError error) {
        String why = error.errno().text();
        boolean directory = why.equals("Is a directory");
        ToolFiles.complain(
            self,
            directory
                ? "couldn't edit " + name + ": not a regular file"
                : "can't read " + name + ": " + why);
        status = directory ? 4 : 2;
      }
    }
  }

  /// Takes the next line into the pattern space.
  private boolean advance() {
    String line = ahead;
    if (line == null) {
      return false;
    }
    newline = line.endsWith("\n");
    pattern = ToolFiles.chomp(line);
    number++;
    substituted = false;
    ahead = fetch();
    return true;
  }

  private Next cycle() {
    jump = null;
    Next next = run(commands);
    while (jump != null) { // backwards to a label
      String label = jump;
      jump = null;
      next = from(commands, label);
    }
    if (next == Next.RESTART) {
      flushAppended();
      return next;
    }
    if (next != Next.END_CYCLE && !quiet) {
      print(pattern, newline);
    }
    flushAppended();
    return Next.GO_ON;
  }

  /// Goes on behind a label.
  private Next from(List<SedCommand> list, String label) {
    for (int i = 0; i < list.size(); i++) {
      switch (list.get(i).action()) {
        case Action.Label(String name) when name.equals(label) -> {
          return run(list.subList(i + 1, list.size()));
        }
        case Action.Block(List<SedCommand> inner) when contains(inner, label) -> {
          Next next = from(inner, label);
          return next != Next.GO_ON || jump != null ? next : run(list.subList(i + 1, list.size()));
        }
        default -> {}
      }
    }
    return Next.GO_ON;
  }

  private static boolean contains(List<SedCommand> list, String label) {
    return list.stream()
        .anyMatch(command ->
            switch (command.action()) {
              case Action.Label(String name) -> name.equals(label);
              case Action.Block(List<SedCommand> inner) -> contains(inner, label);
              default -> false;
            });
  }

  private Next run(List<SedCommand> list) {
    for (SedCommand command : list) {
      if (isMeant(command) == command.negated()) {
        continue;
      }
      Next next = carryOut(command);
      if (next != Next.GO_ON || jump != null) {
        return next;
      }
    }
    return Next.GO_ON;
  }

  private boolean isMeant(SedCommand command) {
    Address from = command.from();
    Address to = command.to();
    if (from == null) {
      return true;
    }
    if (to == null) {
      return matches(from);
    }
    Range range = ranges.get(command);
    if (range == null) {
      boolean atOnce = from instanceof Address.Line(long line) && line == 0 && number == 1;
      if (!atOnce && !matches(from)) {
        return false;
      }
      return begin(command, to, atOnce);
    }
    if (range.open) {
      if (matches(to)) {
        ranges.remove(command);
      }
      return true;
    }
    if (number >= range.last) {
      ranges.remove(command);
    }
    return number <= range.last;
  }

  /// The first line of a range.
  private boolean begin(SedCommand command, Address to, boolean atOnce) {
    switch (to) {
      case Address.Line(long line) -> {
        if (line > number) {
          ranges.put(command, new Range(line, false));
        }
      }
      case Address.More(long count) -> {
        if (count > 0) {
          ranges.put(command, new Range(number + count, false));
        }
      }
      case Address.Multiple(long multiple) -> {
        if (multiple > 0 && number % multiple != 0) {
          ranges.put(command, new Range((number / multiple + 1) * multiple, false));
        }
      }
      case Address.Last l -> {
        if (ahead != null) {
          ranges.put(command, new Range(0, true));
        }
      }
      case Address.Match m -> {
        if (!(atOnce && matches(to))) {
          ranges.put(command, new Range(0, true));
        }
      }
      case Address.Step s -> ranges.put(command, new Range(0, true));
    }
    return true;
  }

  private boolean matches(Address address) {
    return switch (address) {
      case Address.Line(long line) -> line == number;
      case Address.Last l -> ahead == null;
      case Address.Match(Pattern wanted) -> {
        Pattern meant = Sed.orLast(wanted, lastPattern);
        lastPattern = meant;
        yield meant.matcher(pattern).find();
      }
      case Address.Step(long first, long step) ->
          step <= 0 ? number == first : number >= first && (number - first) % step == 0;
      case Address.More m -> false;
      case Address.Multiple m -> false;
    };
  }

  private Next carryOut(SedCommand command) {
    switch (command.action()) {
      case Action.Block(List<SedCommand> inner) -> {
        return run(inner);
      }
      case Action.Substitute substitute -> substitute(substitute);
      case Action.Transliterate(String from, String to) -> {
        StringBuilder out = new StringBuilder(pattern);
        for (int i = 0; i < out.length(); i++) {
          int at = from.indexOf(out.charAt(i));
          if (at >= 0) {
            out.setCharAt(i, to.charAt(at));
          }
        }
        pattern = out.toString();
      }
      case Action.Text(char kind, String text) -> {
        return text(command, kind, text);
      }
      case Action.Branch(char kind, String label) -> {
        boolean goes = kind == 'b' || substituted == (kind == 't');
        substituted &= kind == 'b';
        if (goes) {
          if (label.isEmpty()) {
            if (!quiet) {
              print(pattern, newline);
            }
            return Next.END_CYCLE;
          }
          jump = label;
        }
      }
      case Action.Label l -> {}
      case Action.Quit(boolean silent, int wanted) -> {
        quit = true;
        status = wanted;
        return silent ? Next.END_CYCLE : Next.QUIT;
      }
      case Action.File(char kind, String path) -> file(kind, path);
      case Action.Simple(char kind) -> {
        return simple(kind);
      }
    }
    return Next.GO_ON;
  }

  private Next text(SedCommand command, char kind, String text) {
    switch (kind) {
      case 'a' -> appended.append(text);
      case 'i' -> raw(text);
      default -> {
        if (command.to() == null || !ranges.containsKey(command) || command.negated()) {
          raw(text);
        }
        return Next.END_CYCLE;
      }
    }
    return Next.GO_ON;
  }

  private Next simple(char kind) {
    switch (kind) {
      case 'd' -> {
        return Next.END_CYCLE;
      }
      case 'D' -> {
        int end = pattern.indexOf('\n');
        if (end < 0) {
          return Next.END_CYCLE;
        }
        pattern = pattern.substring(end + 1);
        return Next.RESTART;
      }
      case 'g' -> pattern = hold;
      case 'G' -> pattern = pattern + "\n" + hold;
      case 'h' -> hold = pattern;
      case 'H' -> hold = hold + "\n" + pattern;
      case 'x' -> {
        String other = hold;
        hold = pattern;
        pattern = other;
      }
      case 'n' -> {
        if (ahead == null) {
          quit = true;
          return Next.GO_ON;
        }
        if (!quiet) {
          print(pattern, newline);
        }
        flushAppended();
        advance();
      }
      case 'N' -> {
        if (ahead == null) {
          quit = true;
          return Next.QUIT;
        }
        String before = pattern;
        boolean was = substituted;
        flushAppended();
        advance();
        substituted = was;
        pattern = before + "\n" + pattern;
      }
      case 'p' -> print(pattern, true);
      case 'P' -> {
        int end = pattern.indexOf('\n');
        print(end < 0 ? pattern : pattern.substring(0, end), true);
      }
      case '=' -> print(Long.toString(number), true);
      case 'z' -> pattern = "";
      default -> print(file == 0 ? "-" : files.get(file - 1), true);
    }
    return Next.GO_ON;
  }

  private void substitute(Action.Substitute wanted) {
    Pattern meant = Sed.orLast(wanted.pattern(), lastPattern);
    lastPattern = meant;
    Matcher matcher = meant.matcher(pattern);
    StringBuilder out = new StringBuilder();
    int done = 0;
    int count = 0;
    boolean changed = false;
    int at = 0;
    while (at <= pattern.length() && matcher.find(at)) {
      boolean empty = matcher.end() == matcher.start();
      if (!(empty && matcher.start() == done && count > 0 && done > 0)) {
        count++;
        if (count >= wanted.which()) {
          out.append(pattern, done, matcher.start());
          out.append(Replacement.fill(wanted.replacement(), matcher));
          done = matcher.end();
          changed = true;
          if (!wanted.all()) {
            break;
          }
        }
      }
      at = empty ? matcher.end() + 1 : matcher.end();
    }
    if (!changed) {
      return;
    }
    pattern = out + pattern.substring(done);
    substituted = true;
    if (wanted.print()) {
      print(pattern, true);
    }
  }

  private void file(char kind, String path) {
    if (kind == 'r') {
      try {
        appended.append(new String(WholeFile.read(self, path), StandardCharsets.UTF_8));
      } catch (KernelError error) {
        // a file that is not there counts as empty
      }
      return;
    }
    Integer open = written.get(path);
    if (open == null) {
      open = path.equals("/dev/stdout") ? 1 : ToolFiles.create(self, path, false);
      written.put(path, open);
    }
    self.write(open, pattern + "\n");
  }

  private void flushAppended() {
    if (!appended.isEmpty()) {
      raw(appended.toString());
      appended.setLength(0);
    }
  }

  private void print(String text, boolean complete) {
    raw(complete ? text + "\n" : text);
    unfinished = !complete;
  }

  /// Writes text; a line before it that lacked its newline gets one.
  private void raw(String text) {
    String lead = unfinished ? "\n" : "";
    unfinished = false;
    if (target != null) {
      target.append(lead).append(text);
    } else {
      output.print(lead + text);
    }
  }
}
