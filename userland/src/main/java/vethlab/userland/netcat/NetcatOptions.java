package vethlab.userland.netcat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.process.Process;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Services;

/// What `nc` was asked to do.
final class NetcatOptions {

  private static final String LETTERS = "46bCDdFhI:i:klM:m:NnO:P:p:q:rSs:T:tUuV:vW:w:X:x:Zz";
  private static final int HIGHEST_PORT = 65535;

  private final Process self;
  @Nullable IpFamily family;
  boolean broadcast;
  boolean carriageReturns;
  boolean detached;
  boolean keep;
  boolean listen;
  boolean halfClose;
  boolean numeric;
  boolean udp;
  boolean verbose;
  boolean scan;
  int intervalSeconds;
  int quitSeconds = -1;
  int timeoutSeconds = -1;
  @Nullable String source;
  @Nullable String sourcePort;
  @Nullable String host;
  ImmutableList<Integer> ports = ImmutableList.of();

  private NetcatOptions(Process self) {
    this.self = self;
  }

  /// Reads the command line, or ends with the complaint of the real one.
  static NetcatOptions parse(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, LETTERS);
    if (given.problem() != null) {
      self.complain(Called.as(self) + ": " + given.problem());
      throw usage();
    }
    NetcatOptions options = new NetcatOptions(self);
    given.options().forEach(options::take);
    options.takeOperands(given.operands());
    return options;
  }

  private static NotModelled usage() {
    return new NotModelled("the usage text of nc");
  }

  /// Prints a message and ends (`errx`).
  Error fail(String message) {
    warn(message);
    return self.exit(1);
  }

  /// Prints a message (`warnx`).
  void warn(String message) {
    self.complain(Called.shortly(self) + ": " + message);
  }

  private void take(GetOpt.Option option) {
    switch (option.name()) {
      case "4" -> family = IpFamily.IPV4;
      case "6" -> family = IpFamily.IPV6;
      case "b" -> broadcast = true;
      case "C" -> carriageReturns = true;
      case "d" -> detached = true;
      case "i" -> intervalSeconds = number(option.value(), "interval");
      case "k" -> keep = true;
      case "l" -> listen = true;
      case "N" -> halfClose = true;
      case "n" -> numeric = true;
      case "p" -> sourcePort = option.value();
      case "q" -> {
        quitSeconds = quitTime(option.value());
        halfClose |= quitSeconds >= 0;
      }
      case "s" -> source = option.value();
      case "u" -> udp = true;
      case "v" -> verbose = true;
      case "w" -> timeoutSeconds = number(option.value(), "timeout");
      case "z" -> scan = true;
      case "D", "I", "O" -> {} // debugging and buffer sizes make no difference here
      case "V" -> throw fail("no alternate routing table support available");
      case "h" -> throw usage();
      default -> throw new NotModelled("nc -" + option.name());
    }
  }

  private int number(String text, String what) {
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException malformed) {
      throw fail(what + " invalid: " + text);
    }
    if (value < 0) {
      throw fail(what + " too small: " + text);
    }
    if (value > Integer.MAX_VALUE / 1000) {
      throw fail(what + " too large: " + text);
    }
    return (int) value;
  }

  private int quitTime(String text) {
    try {
      return Math.max(-1, Integer.parseInt(text));
    } catch (NumberFormatException malformed) {
      throw fail("quit timer invalid: " + text);
    }
  }

  private void takeOperands(List<String> operands) {
    List<String> portWords;
    if (operands.isEmpty()) {
      if (!listen) {
        throw usage();
      }
      if (sourcePort == null) {
        throw fail("missing port number");
      }
      host = source;
      portWords = List.of(sourcePort);
    } else if (operands.size() == 1) {
      if (!listen) {
        throw fail("missing port number");
      }
      if (sourcePort != null) {
        throw usage();
      }
      host = source;
      portWords = operands;
    } else {
      host = operands.getFirst();
      portWords = operands.subList(1, operands.size());
    }
    if (listen && scan) {
      throw fail("cannot use -z and -l");
    }
    if (keep && !listen) {
      throw fail("must use -l with -k");
    }
    List<Integer> all = new ArrayList<>();
    portWords.forEach(word -> addPorts(word, all));
    ports = ImmutableList.copyOf(all);
  }

  private void addPorts(String word, List<Integer> all) {
    int dash = word.indexOf('-');
    if (dash <= 0) {
      all.add(port(word));
      return;
    }
    if (listen) {
      throw fail("Cannot use -l with multiple ports!");
    }
    int one = port(word.substring(0, dash));
    int other = port(word.substring(dash + 1));
    for (int port = Math.min(one, other); port <= Math.max(one, other); port++) {
      all.add(port);
    }
  }

  /// A port by number or name.
  int port(String word) {
    Integer named = new Services(self).portOf(word, protocol());
    if (named != null) {
      return named;
    }
    try {
      long value = Long.parseLong(word);
      if (value < 1) {
        throw fail("port number too small: " + word);
      }
      if (value > HIGHEST_PORT) {
        throw fail("port number too large: " + word);
      }
      return (int) value;
    } catch (NumberFormatException malformed) {
      throw fail("port number invalid: " + word);
    }
  }

  String protocol() {
    return udp ? "udp" : "tcp";
  }
}
