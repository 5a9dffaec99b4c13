package vethlab.userland.iputils;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.socket.RawSocket;
import vethlab.userland.program.Output;
import vethlab.userland.program.Resolver;

/// `ping`, also called `ping4` and `ping6`: asks a host for echoes (`ping.c`).
public final class Ping implements Program {

  private static final String VERSION =
      """
      ping from iputils 20221126
      libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
      """;

  @Override
  public int run(Process self, List<String> arguments) {
    PingOptions options = PingOptions.parse(self, arguments);
    try (Output out = Output.of(self)) {
      if (options.version) {
        out.print(VERSION);
        return 0;
      }
      return ask(self, options, out);
    }
  }

  private static int ask(Process self, PingOptions options, Output out) {
    showPattern(options, out);
    // One socket for each family that may be needed; the other one stays open.
    RawSocket ipv4 = open(self, options, RawSocket.Family.IPV4, IpProtocol.ICMP);
    RawSocket ipv6 = open(self, options, RawSocket.Family.IPV6, IpProtocol.ICMPV6);
    if (options.verbose) {
      options.warn(out, verboseSockets(options));
    }
    Resolver.Answer answer = new Resolver(self).find(options.target);
    if (answer.addresses().isEmpty()) {
      throw options.fail(2, options.target + ": " + answer.problem());
    }
    List<Resolver.Found> found = answer.addresses();
    for (int i = 0; i < found.size(); i++) {
      IpFamily family = familyOf(found.get(i));
      boolean last = i == found.size() - 1;
      if (options.verbose) {
        out.line(
            "ai->ai_family: "
                + (family == IpFamily.IPV4 ? "AF_INET" : "AF_INET6")
                + ", ai->ai_canonname: '"
                + (i == 0 ? options.target : "")
                + "'");
      }
      if (options.family != null && options.family != family) {
        if (last) {
          throw options.fail(2, options.target + ": Address family for hostname not supported");
        }
        continue;
      }
      EchoSocket socket =
          switch (family) {
            case IPV4 ->
                new Ipv4EchoSocket(self, options, Objects.requireNonNull(ipv4), found.get(i), out);
            case IPV6 ->
                new Ipv6EchoSocket(self, options, Objects.requireNonNull(ipv6), found.get(i), out);
          };
      if (socket.prepare(!last)) {
        return new PingLoop(self, options, socket, out).run();
      }
    }
    throw new IllegalStateException("the last address is tried or refused");
  }

  private static @Nullable RawSocket open(
      Process self, PingOptions options, RawSocket.Family family, int protocol) {
    if (options.family != null && !options.family.name().equals(family.name())) {
      return null;
    }
    RawSocket socket = self.network().sockets().raw().open(family, protocol);
    self.files().add(3, socket);
    return socket;
  }

  private static IpFamily familyOf(Resolver.Found found) {
    return found.address() instanceof Ipv4Address ? IpFamily.IPV4 : IpFamily.IPV6;
  }

  private static void showPattern(PingOptions options, Output out) {
    byte[] pattern = options.pattern;
    if (pattern != null && !options.quiet) {
      out.print("PATTERN: 0x");
      for (byte octet : pattern) {
        out.print(String.format(java.util.Locale.ROOT, "%02x", octet));
      }
      out.print("\n");
    }
  }

  private static String verboseSockets(PingOptions options) {
    String none = "-1 (socktype: 0)";
    String raw4 = options.family == IpFamily.IPV6 ? none : "3 (socktype: SOCK_RAW)";
    String raw6 =
        options.family == IpFamily.IPV4
            ? none
            : (options.family == IpFamily.IPV6 ? "3" : "4") + " (socktype: SOCK_RAW)";
    String family =
        options.family == null
            ? "AF_UNSPEC"
            : options.family == IpFamily.IPV4 ? "AF_INET" : "AF_INET6";
    return "sock4.fd: " + raw4 + ", sock6.fd: " + raw6 + ", hints.ai_family: " + family + "\n";
  }
}
