package vethlab.userland.iputils;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.SocketOptions;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.Resolver;

/// What `ping` was asked to do.
final class PingOptions {

  private static final String LETTERS = "h?4bRT:6F:N:aABc:CdDe:fi:I:l:Lm:M:nOp:qQ:rs:S:t:UvVw:W:";
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");

  private final Process self;
  @Nullable IpFamily family;
  boolean allowBroadcast;
  boolean audible;
  boolean adaptive;
  boolean strictSource;
  boolean flood;
  boolean intervalGiven;
  boolean noLoop;
  boolean numeric;
  boolean outstanding;
  boolean quiet;
  boolean onlyLink;
  boolean timestamps;
  boolean verbose;
  boolean version;
  long count;
  int intervalMillis = 1000;
  int preload = 1;
  int lingerMillis = 10_000;
  int deadlineSeconds;
  int dataLength = 56;
  int identifier = -1;
  int mark;
  int ttl = -1;
  int trafficClass;
  SocketOptions.@Nullable Fragmentation fragmentation;
  @Nullable IpAddress source;
  @Nullable String device;
  byte @Nullable [] pattern;

  /// The host to ask.
  String target = "";

  private PingOptions(Process self) {
    this.self = self;
  }

  /// Reads the command line, or ends with the complaint of the real one.
  static PingOptions parse(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, LETTERS);
    if (given.problem() != null) {
      self.complain(Called.as(self) + ": " + given.problem());
      throw new NotModelled("the usage text of ping");
    }
    PingOptions options = new PingOptions(self);
    String name = Called.as(self);
    if (name.endsWith("4")) {
      options.family = IpFamily.IPV4;
    } else if (name.endsWith("6")) {
      options.family = IpFamily.IPV6;
    }
    for (GetOpt.Option option : given.options()) {
      options.take(option);
      if (options.version) {
        return options;
      }
    }
    List<String> operands = given.operands();
    if (operands.isEmpty()) {
      throw options.fail(1, "usage error: Destination address required");
    }
    if (operands.size() > 1) {
      throw new NotModelled("ping over given intermediate hosts");
    }
    options.target = operands.getFirst();
    if (options.flood && !options.intervalGiven) {
      options.intervalMillis = 0;
    }
    return options;
  }

  /// Prints a message and ends (`error`).
  Error fail(int status, String message) {
    warn(message);
    return self.exit(status);
  }

  /// Prints a message on standard error, after what was printed before.
  void warn(Output out, String message) {
    out.flush();
    warn(message);
  }

  private void warn(String message) {
    self.complain(Called.as(self) + ": " + message);
  }

  private void take(GetOpt.Option option) {
    switch (option.name()) {
      case "4" -> chooseFamily(IpFamily.IPV4);
      case "6" -> chooseFamily(IpFamily.IPV6);
      case "a" -> audible = true;
      case "A" -> adaptive = true;
      case "b" -> allowBroadcast = true;
      case "B" -> strictSource = true;
      case "c" -> count = number(option.value(), 1, Long.MAX_VALUE);
      case "D" -> timestamps = true;
      case "e" -> identifier = (int) number(option.value(), 0, 0xffff);
      case "f" -> {
        flood = true;
        numeric = true;
      }
      case "i" -> {
        intervalMillis = (int) (seconds(option.value()) * 1000);
        intervalGiven = true;
      }
      case "I" -> from(option.value());
      case "l" -> preload = (int) number(option.value(), 1, 65536);
      case "L" -> noLoop = true;
      case "m" -> mark = (int) number(option.value(), 0, 0xffff_ffffL);
      case "M" -> fragmentation = fragmentation(option.value());
      case "n" -> numeric = true;
      case "O" -> outstanding = true;
      case "p" -> pattern = pattern(option.value());
      case "q" -> quiet = true;
      case "Q" -> trafficClass = trafficClass(option.value());
      case "r" -> onlyLink = true;
      case "s" -> dataLength = (int) number(option.value(), 0, Integer.MAX_VALUE);
      case "S" -> number(option.value(), 1, Integer.MAX_VALUE);
      case "t" -> ttl = (int) number(option.value(), 0, 255);
      case "v" -> verbose = true;
      case "V" -> version = true;
      case "w" -> deadlineSeconds = (int) number(option.value(), 0, Integer.MAX_VALUE);
      case "W" -> lingerMillis = (int) (seconds(option.value()) * 1000);
      case "d", "U" -> {} // make no difference here
      case "h", "?" -> throw new NotModelled("the usage text of ping");
      default -> throw new NotModelled("ping -" + option.name());
    }
  }

  private void chooseFamily(IpFamily wanted) {
    if (family != null && family != wanted) {
      throw fail(2, "only one -4 or -6 option may be specified");
    }
    family = wanted;
  }

  private void from(String text) {
    if (text.contains(":")) {
      int percent = text.indexOf('%');
      if (percent >= 0) {
        device = text.substring(percent + 1);
      }
      try {
        source = Ipv6Address.parse(percent < 0 ? text : text.substring(0, percent));
      } catch (IllegalArgumentException malformed) {
        throw fail(2, "invalid source address: " + text);
      }
      strictSource = true;
      return;
    }
    try {
      source = Ipv4Address.parse(text);
      strictSource = true;
    } catch (IllegalArgumentException name) {
      device = text;
    }
  }

  private long number(String text, long least, long most) {
    long value;
    try {
      value = Long.parseLong(text.strip());
    } catch (NumberFormatException malformed) {
      throw fail(1, "invalid argument: '" + text + "'");
    }
    if (value < least || value > most) {
      throw fail(
          1,
          String.format(
              Locale.ROOT,
              "invalid argument: '%s': out of range: %d <= value <= %d",
              text,
              least,
              most));
    }
    return value;
  }

  private double seconds(String text) {
    Matcher matcher = NUMBER.matcher(text);
    boolean found = matcher.lookingAt();
    String rest = found ? text.substring(matcher.end()) : text;
    if (!rest.isEmpty()) {
      warn("option argument contains garbage: " + rest);
      warn("this will become fatal error in the future");
    }
    double value = found ? Double.parseDouble(matcher.group()) : 0;
    if (value < 0 || value > Integer.MAX_VALUE / 1000.0) {
      throw new NotModelled("ping with a time of " + text + " s");
    }
    return value;
  }

  private SocketOptions.Fragmentation fragmentation(String text) {
    return switch (text) {
      case "do" -> SocketOptions.Fragmentation.FORBIDDEN;
      case "dont" -> SocketOptions.Fragmentation.ALLOWED;
      case "want" -> SocketOptions.Fragmentation.PATH;
      default -> throw fail(2, "invalid -M argument: " + text);
    };
  }

  private static int trafficClass(String text) {
    try {
      int value = Integer.decode(text);
      if (value >= 0 && value <= 255) {
        return value;
      }
    } catch (NumberFormatException name) {
      throw new NotModelled("ping -Q " + text);
    }
    throw new NotModelled("ping -Q " + text);
  }

  private byte[] pattern(String text) {
    if (!text.matches("[0-9a-fA-F]+")) {
      throw fail(2, "patterns must be specified as hex digits: " + text);
    }
    if (text.length() > 32) {
      throw new NotModelled("ping with a pattern of more than 16 octets");
    }
    byte[] octets = new byte[(text.length() + 1) / 2];
    for (int i = 0; i < octets.length; i++) {
      octets[i] =
          (byte) Integer.parseInt(text.substring(2 * i, Math.min(text.length(), 2 * i + 2)), 16);
    }
    return octets;
  }

  /// Whether the target is given as a number, so that no answer's address is given a name.
  boolean isTargetNumeric() {
    return Resolver.number(target) != null || target.contains(":");
  }
}
