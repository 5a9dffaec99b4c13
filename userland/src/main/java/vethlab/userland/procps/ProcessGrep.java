package vethlab.userland.procps;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.Signal;
import vethlab.userland.program.GetOpt;

/// `pgrep` and `pkill`: finds processes by name, parent and the like, and lists them or sends them
/// a signal (`pgrep.c`).
public final class ProcessGrep implements Program {

  private static final int LONGEST_NAME = 15;
  private static final Splitter LIST = Splitter.on(',');

  private final boolean killing;

  private ProcessGrep(boolean killing) {
    this.killing = killing;
  }

  /// The one that lists.
  public static ProcessGrep listing() {
    return new ProcessGrep(false);
  }

  /// The one that sends a signal.
  public static ProcessGrep killing() {
    return new ProcessGrep(true);
  }

  @Override
  public int run(Process self, List<String> arguments) {
    return new Search(self, killing).run(arguments);
  }

  /// One call.
  private static final class Search {
    private final Process self;
    private final boolean killing;
    private final String name;
    private final List<Predicate<Process>> criteria = new ArrayList<>();
    private int signal = Signal.SIGTERM.number();
    private String delimiter = "\n";
    private boolean withName;
    private boolean withCommandLine;
    private boolean inverse;
    private boolean count;
    private boolean fully;
    private boolean exactly;
    private boolean ignoringCase;
    private boolean echo;
    private boolean newest;
    private boolean oldest;

    Search(Process self, boolean killing) {
      this.self = self;
      this.killing = killing;
      this.name = killing ? "pkill" : "pgrep";
    }

    int run(List<String> arguments) {
      GetOpt given = parse(new ArrayList<>(arguments));
      if (given.problem() != null) {
        self.complain(name + ": " + given.problem());
        throw new NotModelled("the usage text of " + name);
      }
      given.options().forEach(this::take);
      List<String> operands = given.operands();
      if (operands.size() > 1) {
        throw fail(2, "only one pattern can be provided");
      }
      if (operands.isEmpty() && criteria.isEmpty() && !newest && !oldest) {
        throw fail(2, "no matching criteria specified");
      }
      if (!operands.isEmpty()) {
        addPattern(operands.getFirst());
      }
      List<Process> found = found();
      if (killing) {
        found.forEach(this::kill);
      } else if (!count) {
        print(found);
      }
      if (count) {
        self.printLine(Integer.toString(found.size()));
      }
      return found.isEmpty() ? 1 : 0;
    }

    /// Takes the signal out of the words first, as the real program does.
    private GetOpt parse(List<String> words) {
      for (int i = 0; killing && i < words.size(); i++) {
        String word = words.get(i);
        Integer number = word.startsWith("-") ? Signals.number(word.substring(1)) : null;
        if (number != null) {
          signal = number;
          words.remove(i);
          break;
        }
      }
      return GetOpt.parse(
          words,
          killing ? "eq:cfinoxF:Lg:G:P:O:s:t:u:U:r:AhV" : "lad:vwcfinoxF:Lg:G:P:O:s:t:u:U:r:AhV",
          "signal=",
          "ignore-ancestors/A",
          "ignore-case/i",
          "count/c",
          "delimiter=d",
          "euid=u",
          "uid=U",
          "exact/x",
          "full/f",
          "group=G",
          "inverse/v",
          "list-full/a",
          "list-name/l",
          "newest/n",
          "oldest/o",
          "older=O",
          "parent=P",
          "pgroup=g",
          "pidfile=F",
          "logpidfile/L",
          "echo/e",
          "queue=q",
          "runstates=r",
          "session=s",
          "terminal=t",
          "help/h",
          "version/V",
          "lightweight/w",
          "cgroup=",
          "ns=",
          "nslist=");
    }

    private void take(GetOpt.Option option) {
      switch (option.name()) {
        case "signal" -> {
          Integer number = Signals.number(option.value());
          if (number == null) {
            throw fail(2, "Unknown signal \"" + option.value() + "\".");
          }
          signal = number;
        }
        case "l" -> withName = true;
        case "a" -> withCommandLine = true;
        case "d" -> delimiter = option.value();
        case "v" -> inverse = true;
        case "c" -> count = true;
        case "f" -> fully = true;
        case "i" -> ignoringCase = true;
        case "n" -> newest = true;
        case "o" -> oldest = true;
        case "x" -> exactly = true;
        case "e" -> echo = true;
        case "P" -> {
          Set<Integer> parents = numbers(option.value());
          criteria.add(process -> parents.contains(process.parent()));
        }
        case "g" -> {
          Set<Integer> groups = numbers(option.value());
          criteria.add(process -> groups.contains(process.group()));
        }
        case "s" -> {
          Set<Integer> sessions = numbers(option.value());
          criteria.add(process -> sessions.contains(process.session()));
        }
        case "u", "U" -> {
          List<String> users = LIST.splitToList(option.value());
          criteria.add(process -> users.contains("root") || users.contains("0"));
        }
        case "V" -> {
          self.printLine(name + " from procps-ng 4.0.2");
          throw self.exit(0);
        }
        case "F" -> throw fail(1, "pidfile not valid");
        default -> throw new NotModelled(name + " -" + option.name());
      }
    }

    private Set<Integer> numbers(String list) {
      try {
        return LIST.splitToStream(list).map(Integer::valueOf).collect(Collectors.toSet());
      } catch (NumberFormatException malformed) {
        throw new NotModelled(name + " with the list " + list);
      }
    }

    private Error fail(int status, String message) {
      self.complain(name + ": " + message);
      self.complain("Try `" + name + " --help' for more information.");
      return self.exit(status);
    }

    private void addPattern(String pattern) {
      boolean plain = pattern.matches("[^|\\[\\](){}.*+?^$\\\\]*");
      if (!fully && plain && pattern.length() > LONGEST_NAME) {
        self.complain(
            name
                + ": pattern that searches for process name longer than 15 characters will result"
                + " in zero matches");
        self.complain("Try `" + name + " -f' option to match against the complete command line.");
      }
      Pattern compiled;
      try {
        compiled =
            Pattern.compile(
                exactly ? "^(" + pattern + ")$" : pattern,
                ignoringCase ? Pattern.CASE_INSENSITIVE : 0);
      } catch (PatternSyntaxException malformed) {
        throw new NotModelled(name + " with the pattern " + pattern);
      }
      criteria.add(process -> compiled.matcher(searched(process)).find());
    }

    private String searched(Process process) {
      return fully ? commandLine(process) : process.command();
    }

    private static String commandLine(Process process) {
      return process.arguments().isEmpty()
          ? "[" + process.command() + "]"
          : String.join(" ", process.arguments());
    }

    private List<Process> found() {
      List<Process> found = new ArrayList<>();
      for (Process process : self.table().all()) {
        boolean all = criteria.stream().allMatch(each -> each.test(process));
        if (process != self && all != inverse) {
          found.add(process);
        }
      }
      Comparator<Process> byAge =
          Comparator.comparing(Process::started).thenComparingInt(Process::pid);
      @Nullable Process only =
          newest
              ? found.stream().max(byAge).orElse(null)
              : oldest ? found.stream().min(byAge).orElse(null) : null;
      return only == null ? found : List.of(only);
    }

    private void kill(Process process) {
      Signals.deliver(process, signal);
      if (echo) {
        self.printLine(process.command() + " killed (pid " + process.pid() + ")");
      }
    }

    private void print(List<Process> found) {
      List<String> lines = new ArrayList<>();
      for (Process process : found) {
        String text = Integer.toString(process.pid());
        if (withCommandLine) {
          text += " " + commandLine(process);
        } else if (withName) {
          text += " " + process.command();
        }
        lines.add(text);
      }
      if (!lines.isEmpty()) {
        self.printLine(String.join(delimiter, lines));
      }
    }
  }
}
