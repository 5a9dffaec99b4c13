package vethlab.userland.program;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.SocketOptions;
import vethlab.simulator.socket.UdpSocket;

/// Names and addresses as the C library of a machine without a name server turns them into one
/// another (`getaddrinfo`, `getnameinfo`): numbers, and what `/etc/hosts` says.
public final class Resolver {

  /// Why a name has no address (`gai_strerror`).
  public static final String NO_ANSWER = "Temporary failure in name resolution";

  public static final String UNKNOWN = "Name or service not known";

  private static final Splitter BLANKS = Splitter.onPattern("[ \t]+").omitEmptyStrings();

  private final Process self;

  public Resolver(Process self) {
    this.self = self;
  }

  /// An address and the index of the device that it is reached by, 0 if that is not said.
  public record Found(IpAddress address, int scope) {}

  /// The addresses of a name, the best first.
  ///
  /// @param addresses empty if there are none
  /// @param problem why there are none
  public record Answer(ImmutableList<Found> addresses, String problem) {

    private static Answer of(IpAddress address, int scope) {
      return new Answer(ImmutableList.of(new Found(address, scope)), "");
    }

    private static Answer failed(String problem) {
      return new Answer(ImmutableList.of(), problem);
    }
  }

  /// Turns a name or a number into addresses.
  public Answer find(String name) {
    Ipv4Address number = number(name);
    if (number != null) {
      return Answer.of(number, 0);
    }
    if (name.contains(":")) {
      return ofIpv6Text(name);
    }
    List<Found> found = new ArrayList<>();
    for (HostLine line : hosts()) {
      if (line.names.stream().anyMatch(name::equalsIgnoreCase)) {
        found.add(new Found(line.address, 0));
      }
    }
    found.sort(Comparator.comparingInt(each -> each.address instanceof Ipv6Address ? 0 : 1));
    found.sort(Comparator.comparingInt(each -> sourceFor(each) == null ? 1 : 0));
    return found.isEmpty() ? Answer.failed(NO_ANSWER) : new Answer(ImmutableList.copyOf(found), "");
  }

  private Answer ofIpv6Text(String text) {
    int percent = text.indexOf('%');
    Ipv6Address address;
    try {
      address = Ipv6Address.parse(percent < 0 ? text : text.substring(0, percent));
    } catch (IllegalArgumentException malformed) {
      return Answer.failed(UNKNOWN);
    }
    if (percent < 0) {
      return Answer.of(address, 0);
    }
    boolean local = address.isLinkLocal() || address.isLinkLocalMulticast();
    NetDevice device = local ? self.network().devices().find(text.substring(percent + 1)) : null;
    return device == null ? Answer.failed(UNKNOWN) : Answer.of(address, device.index());
  }

  /// The address that a packet to another one would start from, or null if there is no way.
  private @Nullable IpAddress sourceFor(Found target) {
    UdpSocket probe = self.network().sockets().udp().open();
    try {
      if (target.scope != 0) {
        probe.setOptions(SocketOptions.DEFAULT.withMulticast(target.scope, true));
      }
      probe.connect(new Endpoint(target.address, 9));
      Endpoint local = probe.local();
      return local == null ? null : local.address();
    } catch (KernelError noWay) {
      return null;
    } finally {
      probe.release();
    }
  }

  /// The first name of an address, or null.
  public @Nullable String nameOf(IpAddress address) {
    for (HostLine line : hosts()) {
      if (line.address.equals(address)) {
        return line.names.getFirst();
      }
    }
    return null;
  }

  private record HostLine(IpAddress address, List<String> names) {}

  private List<HostLine> hosts() {
    List<HostLine> lines = new ArrayList<>();
    String text;
    try {
      text = new String(WholeFile.read(self, "/etc/hosts"), StandardCharsets.UTF_8);
    } catch (KernelError missing) {
      return lines;
    }
    for (String line : text.lines().toList()) {
      int comment = line.indexOf('#');
      List<String> words = BLANKS.splitToList(comment < 0 ? line : line.substring(0, comment));
      if (words.size() < 2) {
        continue;
      }
      try {
        lines.add(new HostLine(IpAddress.parse(words.getFirst()), words.subList(1, words.size())));
      } catch (IllegalArgumentException malformed) {
        // the C library passes over such lines too
      }
    }
    return lines;
  }

  /// Reads an IPv4 address as `inet_aton` does: one to four numbers, decimal, octal or hexadecimal,
  /// the last one filling what is left; null if it is none.
  public static @Nullable Ipv4Address number(String text) {
    List<String> parts = Splitter.on('.').splitToList(text);
    if (text.isEmpty() || parts.size() > 4) {
      return null;
    }
    long value = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).matches("0[xX][0-9a-fA-F]{1,8}|[0-9]{1,11}")) {
        return null;
      }
      long part;
      try {
        part = Long.decode(parts.get(i));
      } catch (NumberFormatException malformed) {
        return null;
      }
      boolean last = i == parts.size() - 1;
      int bits = last ? 8 * (4 - i) : 8;
      if (part >>> bits != 0) {
        return null;
      }
      value = value << bits | part;
    }
    return new Ipv4Address((int) value);
  }
}
