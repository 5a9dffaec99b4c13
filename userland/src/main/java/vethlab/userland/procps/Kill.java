package vethlab.userland.procps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.Signal;
import vethlab.userland.program.Called;

/// `kill` as a program of its own (`skill.c` of procps 4.0.2); shells have theirs built in.
public final class Kill implements Program {

  private static final int LINE = 78;

  @Override
  public int run(Process self, List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    int number = Signal.SIGTERM.number();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Integer found = word.startsWith("-") ? Signals.number(word.substring(1)) : null;
      if (word.equals("--")) {
        break;
      }
      if (found != null) {
        number = found;
        words.remove(i);
        break;
      }
    }
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-") && words.get(at).length() > 1) {
      String word = words.get(at++);
      if (word.equals("--")) {
        break;
      }
      switch (word) {
        case "-l", "--list" -> {
          return list(self, words.subList(at, words.size()));
        }
        case "-L", "--table" -> {
          self.write(1, table());
          return 0;
        }
        case "-V", "--version" -> {
          self.printLine("kill from procps-ng 4.0.2");
          return 0;
        }
        case "-s", "--signal" -> {
          if (at >= words.size()) {
            throw usage();
          }
          Integer found = Signals.number(words.get(at++));
          number = found == null ? -1 : found;
        }
        case "-q", "--queue" -> throw new NotModelled("kill " + word);
        default -> {
          String letter = word.startsWith("--") ? "" : word.substring(1, 2);
          self.complain(Called.as(self) + ": invalid argument " + letter);
          throw usage();
        }
      }
    }
    if (at >= words.size()) {
      throw usage();
    }
    return send(self, words.subList(at, words.size()), number);
  }

  private static NotModelled usage() {
    return new NotModelled("the usage text of kill");
  }

  private static int send(Process self, List<String> words, int number) {
    int status = 0;
    for (String word : words) {
      if (!word.matches("[+-]?[0-9]{1,9}")) {
        self.complain(Called.as(self) + ": failed to parse argument: '" + word + "'");
        return 1;
      }
      int pid = Integer.parseInt(word);
      Errno refused = null;
      if (number < 0) {
        refused = Errno.EINVAL;
      } else if (!Signals.send(self.table(), pid == 0 ? -self.group() : pid, number)) {
        refused = Errno.ESRCH;
      }
      if (refused != null) {
        self.complain(Called.as(self) + ": (" + pid + "): " + refused.text());
        status = 1;
      }
    }
    return status;
  }

  private static int list(Process self, List<String> words) {
    if (words.isEmpty()) {
      self.write(1, names());
      return 0;
    }
    for (String word : words) {
      Integer number = Signals.number(word);
      Signal signal = number == null ? null : Signal.ofNumber(number);
      if (signal == null) {
        self.complain(Called.as(self) + ": unknown signal name " + word);
      } else {
        boolean given = Character.isDigit(word.charAt(0));
        self.printLine(given ? Signals.name(signal) : Integer.toString(signal.number()));
      }
    }
    return 0;
  }

  /// All names, in lines that are not too long.
  private static String names() {
    StringBuilder text = new StringBuilder();
    int length = 0;
    for (Signal signal : Signal.values()) {
      String name = Signals.name(signal);
      if (length > 0 && length + 1 + name.length() >= LINE) {
        text.append('\n');
        length = 0;
      }
      text.append(length == 0 ? "" : " ").append(name);
      length += name.length() + (length == 0 ? 0 : 1);
    }
    return text.append('\n').toString();
  }

  private static String table() {
    StringBuilder text = new StringBuilder();
    for (Signal signal : Signal.values()) {
      int number = signal.number();
      text.append(String.format(Locale.ROOT, "%2d %-8s", number, Signals.name(signal)));
      if (number % 7 == 0) {
        text.setLength(text.length() - trailingBlanks(text));
        text.append('\n');
      }
    }
    return text.append('\n').toString();
  }

  private static int trailingBlanks(StringBuilder text) {
    int count = 0;
    while (text.charAt(text.length() - 1 - count) == ' ') {
      count++;
    }
    return count;
  }
}
