package vethlab.userland.iproute.ss;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Prefix;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.Endpoint;
import vethlab.userland.procfs.net.InetSocket;
import vethlab.userland.program.Resolver;
import vethlab.userland.program.Services;

/// The expression behind the options of `ss`: which ends a socket must have (`ssfilter.y`).
///
/// Terms are joined from left to right, whatever joins them; side by side they are joined by `and`.
final class SocketFilter {

  private static final Splitter BLANKS = Splitter.onPattern("[ \t]+").omitEmptyStrings();

  private final Process self;
  private final Set<SocketKind> kinds;
  private final Deque<String> words = new ArrayDeque<>();

  private SocketFilter(Process self, Set<SocketKind> kinds, List<String> arguments) {
    this.self = self;
    this.kinds = kinds;
    arguments.forEach(argument -> words.addAll(BLANKS.splitToList(argument)));
  }

  /// Reads the expression, or ends as the real program does.
  static Predicate<InetSocket> parse(Process self, Set<SocketKind> kinds, List<String> arguments) {
    SocketFilter filter = new SocketFilter(self, kinds, arguments);
    if (filter.words.isEmpty()) {
      return socket -> true;
    }
    Predicate<InetSocket> all = filter.terms();
    if (!filter.words.isEmpty()) {
      throw filter.malformed();
    }
    return all;
  }

  private NotModelled malformed() {
    return new NotModelled("the usage text of ss");
  }

  private Predicate<InetSocket> terms() {
    Predicate<InetSocket> joined = term();
    while (!words.isEmpty() && !words.getFirst().equals(")")) {
      switch (words.getFirst()) {
        case "&", "&&", "and" -> {
          words.removeFirst();
          joined = joined.and(term());
        }
        case "|", "||", "or" -> {
          words.removeFirst();
          joined = joined.or(term());
        }
        default -> joined = joined.and(term());
      }
    }
    return joined;
  }

  private String word() {
    if (words.isEmpty()) {
      throw malformed();
    }
    return words.removeFirst();
  }

  private Predicate<InetSocket> term() {
    String word = word();
    switch (word) {
      case "(" -> {
        Predicate<InetSocket> inside = terms();
        if (!word().equals(")")) {
          throw malformed();
        }
        return inside;
      }
      case "!", "not" -> {
        return term().negate();
      }
      case "dst" -> {
        skipEquals();
        return end(word(), false)::accepts;
      }
      case "src" -> {
        skipEquals();
        return end(word(), true)::accepts;
      }
      case "dport" -> {
        return port(false);
      }
      case "sport" -> {
        return port(true);
      }
      case "dev" -> {
        return device();
      }
      case "fwmark", "cgroup", "autobound" -> throw new NotModelled("ss with " + word);
      default -> {
        end(word, true);
        throw malformed();
      }
    }
  }

  private void skipEquals() {
    if (!words.isEmpty() && Set.of("=", "==", "eq").contains(words.getFirst())) {
      words.removeFirst();
    }
  }

  private Predicate<InetSocket> device() {
    boolean not = !words.isEmpty() && Set.of("!=", "ne", "neq").contains(words.getFirst());
    if (not) {
      words.removeFirst();
    } else {
      skipEquals();
    }
    NetDevice found = self.network().devices().find(word());
    if (found == null) {
      self.complain("Cannot parse device.");
      throw self.exit(1);
    }
    return socket -> (socket.device() == found.index()) != not;
  }

  private Predicate<InetSocket> port(boolean local) {
    String operator = words.isEmpty() ? "" : words.getFirst();
    switch (operator) {
      case ">=", "ge", "geq", "<=", "le", "leq", "!=", "ne", "neq", ">", "gt", "<", "lt" ->
          words.removeFirst();
      default -> skipEquals();
    }
    int port = portNumber(word());
    return socket -> {
      int found = (local ? socket.local() : socket.remote()).port();
      return switch (operator) {
        case ">=", "ge", "geq" -> found >= port;
        case "<=", "le", "leq" -> found <= port;
        case ">", "gt" -> found > port;
        case "<", "lt" -> found < port;
        case "!=", "ne", "neq" -> port >= 0 && found != port;
        default -> port < 0 || found == port;
      };
    };
  }

  // ---- Ends ----

  /// What an end must be like.
  ///
  /// @param addresses prefixes, one of which must hold it; empty for any address
  /// @param port -1 for any
  private record End(ImmutableList<Predicate<IpAddress>> addresses, int port, boolean local) {

    boolean accepts(InetSocket socket) {
      Endpoint found = local ? socket.local() : socket.remote();
      return (port < 0 || port == found.port())
          && (addresses.isEmpty()
              || addresses.stream().anyMatch(each -> each.test(found.address())));
    }
  }

  private End end(String word, boolean local) {
    String address = word;
    String port = "";
    if (word.startsWith("[")) {
      int close = word.indexOf(']');
      if (close < 0) {
        throw unreadable();
      }
      address = word.substring(1, close);
      port = word.substring(close + 1);
    } else if (word.startsWith("*")) {
      address = "*";
      port = word.substring(1);
    } else {
      int colon = word.lastIndexOf(':');
      if (colon >= Math.max(0, word.indexOf('/'))) {
        address = word.substring(0, colon);
        port = word.substring(colon);
      }
    }
    int number = port.isEmpty() ? -1 : portNumber(port);
    boolean any = address.isEmpty() || address.equals("*");
    return new End(any ? ImmutableList.of() : prefixes(address), number, local);
  }

  private ImmutableList<Predicate<IpAddress>> prefixes(String text) {
    int slash = text.indexOf('/');
    String bare = slash < 0 ? text : text.substring(0, slash);
    String length = slash < 0 ? "" : text.substring(slash + 1);
    IpAddress address = null;
    try {
      address = IpAddress.parse(bare);
    } catch (IllegalArgumentException name) {
      ImmutableList.Builder<Predicate<IpAddress>> found = ImmutableList.builder();
      for (Resolver.Found each : new Resolver(self).find(text).addresses()) {
        found.add(each.address()::equals);
      }
      if (found.build().isEmpty()) {
        self.complain("Error: an inet prefix is expected rather than \"" + text + "\".");
        throw unreadable();
      }
      return found.build();
    }
    if (!length.matches("[0-9]{0,3}")) {
      throw unreadable();
    }
    int bits = length.isEmpty() ? address.bits() : Integer.parseInt(length);
    if (bits > address.bits()) {
      throw unreadable();
    }
    Predicate<IpAddress> inside =
        switch (address) {
          case Ipv4Address v4 -> Ipv4Prefix.around(v4, bits)::covers;
          case Ipv6Address v6 -> Ipv6Prefix.around(v6, bits)::covers;
        };
    return ImmutableList.of(inside);
  }

  private Error unreadable() {
    self.complain("Cannot parse dst/src address.");
    return self.exit(1);
  }

  /// The number behind a colon, or without one; -1 for any.
  private int portNumber(String word) {
    String text = word.startsWith(":") ? word.substring(1) : word;
    if (text.isEmpty() || text.equals("*")) {
      return -1;
    }
    if (text.matches("[0-9]{1,9}")) {
      return Integer.parseInt(text);
    }
    Services services = new Services(self);
    @Nullable Integer found = kinds.contains(SocketKind.UDP) ? services.portOf(text, "udp") : null;
    if (found == null && kinds.contains(SocketKind.TCP)) {
      found = services.portOf(text, "tcp");
    }
    if (found == null) {
      self.complain("Error: \"" + text + "\" does not look like a port.");
      throw unreadable();
    }
    return found;
  }
}
