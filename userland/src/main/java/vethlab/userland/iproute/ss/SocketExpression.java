package vethlab.userland.iproute.ss;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.socket.Endpoint;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.procfs.net.InetSocket;
import vethlab.userland.program.Services;

/// The condition behind the options of `ss`, such as `dport = :80 and src 10.0.0.0/8`
/// (`ssfilter.y`).
final class SocketExpression {

  private static final Splitter BLANKS = Splitter.onPattern("[ \t]+").omitEmptyStrings();

  private final Tool tool;
  private final SocketFilter filter;
  private final List<String> words;
  private int at;

  /// Whether an Internet socket is meant.
  @FunctionalInterface
  interface Expression extends Predicate<InetSocket> {}

  /// The grammar was not kept.
  private static final class Malformed extends RuntimeException {
    Malformed() {
      super("malformed", null, false, false);
    }
  }

  private SocketExpression(Tool tool, SocketFilter filter, List<String> words) {
    this.tool = tool;
    this.filter = filter;
    this.words = words;
  }

  /// Reads a condition; null if there are no words.
  static @Nullable Expression read(Tool tool, SocketFilter filter, List<String> words) {
    if (words.isEmpty()) {
      return null;
    }
    List<String> tokens = new ArrayList<>();
    words.forEach(word -> tokens.addAll(BLANKS.splitToList(word)));
    SocketExpression reader = new SocketExpression(tool, filter, tokens);
    try {
      Expression all = reader.list();
      if (reader.at < tokens.size()) {
        throw new Malformed();
      }
      return all;
    } catch (Malformed wrong) {
      tool.error("ss: bison bellows (while parsing filter): \"syntax error!\" Sorry.\n");
      throw tool.usage("ss");
    }
  }

  private String peek() {
    return at < words.size() ? words.get(at) : "";
  }

  private String next() {
    if (at >= words.size()) {
      throw new Malformed();
    }
    return words.get(at++);
  }

  /// Conditions one after the other: those with nothing between them must all hold.
  private Expression list() {
    Expression all = one();
    while (at < words.size() && !peek().equals(")")) {
      Expression left = all;
      switch (peek()) {
        case "|", "||", "or" -> {
          at++;
          Expression right = one();
          all = socket -> left.test(socket) || right.test(socket);
        }
        case "&", "&&", "and" -> {
          at++;
          Expression right = one();
          all = socket -> left.test(socket) && right.test(socket);
        }
        default -> {
          Expression right = one();
          all = socket -> left.test(socket) && right.test(socket);
        }
      }
    }
    return all;
  }

  private Expression one() {
    String word = next();
    switch (word) {
      case "(" -> {
        Expression inner = list();
        if (!next().equals(")")) {
          throw new Malformed();
        }
        return inner;
      }
      case "!", "not" -> {
        Expression inner = one();
        return socket -> !inner.test(socket);
      }
      case "dst", "src" -> {
        if (isEqual(peek())) {
          at++;
        }
        Host host = host(next(), false);
        boolean remote = word.equals("dst");
        return socket -> host.matches(remote ? socket.remote() : socket.local());
      }
      case "dport", "sport" -> {
        return port(word.equals("dport"));
      }
      case "dev", "fwmark", "cgroup", "autobound" ->
          throw new NotModelled("ss … " + String.join(" ", words));
      default -> {
        if (!isReserved(word)) {
          host(word, false);
        }
        throw new Malformed();
      }
    }
  }

  private static boolean isReserved(String word) {
    return isSign(word)
        || switch (word) {
          case ")", "&", "&&", "and", "|", "||", "or" -> true;
          default -> false;
        };
  }

  private static boolean isEqual(String word) {
    return word.equals("=") || word.equals("==") || word.equals("eq");
  }

  private Expression port(boolean remote) {
    String sign = isSign(peek()) ? next() : "=";
    int wanted = host(next(), true).port();
    return socket -> {
      int port = remote ? socket.remote().port() : socket.local().port();
      return switch (sign) {
        case ">=", "ge", "geq" -> port >= wanted;
        case "<=", "le", "leq" -> port <= wanted;
        case ">", "gt" -> port > wanted;
        case "<", "lt" -> port < wanted;
        case "!=", "ne", "neq" -> wanted != -1 && port != wanted;
        default -> wanted == -1 || port == wanted;
      };
    };
  }

  private static boolean isSign(String word) {
    return switch (word) {
      case ">=",
          "ge",
          "geq",
          "<=",
          "le",
          "leq",
          ">",
          "gt",
          "<",
          "lt",
          "!=",
          "ne",
          "neq",
          "=",
          "==",
          "eq" ->
          true;
      default -> false;
    };
  }

  /// An end that a socket may have.
  ///
  /// @param range null for any
  /// @param port -1 for any
  private record Host(@Nullable InetPrefix range, int port) {

    boolean matches(Endpoint end) {
      if (port != -1 && port != end.port()) {
        return false;
      }
      IpAddress wanted = range == null ? null : range.address();
      return range == null
          || wanted == null
          || range.length() == 0
          || (wanted.bits() == end.address().bits() && range.covers(end.address()));
    }
  }

  /// An address, a port, or both with a colon between them (`parse_hostcond`).
  private Host host(String text, boolean onlyPort) {
    String address = text;
    String port = null;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0) {
        throw wrong(null);
      }
      address = text.substring(1, end);
      port = text.substring(end + 1);
    } else if (text.startsWith("*")) {
      port = text.substring(1);
    } else {
      int slash = text.indexOf('/');
      int colon = text.lastIndexOf(':');
      if (colon >= Math.max(0, slash)) {
        address = text.substring(0, colon);
        port = text.substring(colon);
      }
    }
    if (onlyPort) {
      port = text;
    }
    int number = port == null ? -1 : portNumber(port);
    if (onlyPort || address.isEmpty() || address.startsWith("*")) {
      return new Host(null, number);
    }
    Family family =
        filter.preferred == SocketFilter.Family.INET
            ? Family.INET
            : filter.preferred == SocketFilter.Family.INET6 ? Family.INET6 : Family.UNSPEC;
    InetPrefix range = InetPrefix.prefix(address, family);
    if (range == null) {
      throw wrong("Error: an inet prefix is expected rather than \"" + address + "\".\n");
    }
    return new Host(range, number);
  }

  private int portNumber(String text) {
    String port = text.startsWith(":") ? text.substring(1) : text;
    if (port.isEmpty() || port.startsWith("*")) {
      return -1;
    }
    Integer number = Numbers.integer(port);
    if (number != null) {
      return number;
    }
    Services services = new Services(tool.process());
    Integer udp = filter.tables.contains(SocketTableName.UDP) ? services.portOf(port, "udp") : null;
    Integer tcp = filter.tables.contains(SocketTableName.TCP) ? services.portOf(port, "tcp") : null;
    if (udp != null && tcp != null && !udp.equals(tcp)) {
      throw wrong("Error: ambiguous port \"" + port + "\".\n");
    }
    if (udp == null && tcp == null) {
      throw wrong("Error: \"" + port + "\" does not look like a port.\n");
    }
    return udp != null ? udp : tcp != null ? tcp : -1;
  }

  private Error wrong(@Nullable String why) {
    if (why != null) {
      tool.error(why);
    }
    return tool.exit(1, "Cannot parse dst/src address.");
  }
}
