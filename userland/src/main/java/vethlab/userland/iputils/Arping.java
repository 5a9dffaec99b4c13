package vethlab.userland.iputils;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.ipv4.RouteDecision;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.PacketSocket;
import vethlab.simulator.socket.SocketOptions;
import vethlab.simulator.socket.UdpSocket;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.Resolver;

/// `arping` of iputils 20221126: asks a neighbour for its address, once and again.
public final class Arping implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    return new Call(self).run(arguments);
  }

  /// What was asked for.
  ///
  /// @param count how many requests, -1 for no end
  /// @param timeoutSeconds 0 for no end
  /// @param intervalSeconds 0 for only one request
  /// @param detecting whether it looks for someone who has the address already
  /// @param unsolicited whether it tells of its own address, and expects no answer
  /// @param advertising whether it does so by answers that nobody asked for
  record Wanted(
      int count,
      int timeoutSeconds,
      int intervalSeconds,
      boolean broadcastOnly,
      boolean detecting,
      boolean unsolicited,
      boolean advertising,
      boolean quitOnReply,
      boolean quiet,
      Ipv4Address target,
      Ipv4Address source) {}

  /// One call.
  private static final class Call {
    private final Process self;
    private int count = -1;
    private int timeout;
    private int interval = 1;
    private boolean broadcastOnly;
    private boolean detecting;
    private boolean unsolicited;
    private boolean advertising;
    private boolean quitOnReply;
    private boolean quiet;
    private @Nullable String deviceName;
    private @Nullable String sourceText;

    Call(Process self) {
      this.self = self;
    }

    int run(List<String> arguments) {
      GetOpt given = GetOpt.parse(arguments, "h?bfDUAqc:w:i:s:I:V");
      for (GetOpt.Option option : given.options()) {
        if (option.name().equals("V")) {
          self.printLine("arping from iputils 20221126");
          self.printLine(
              "libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes");
          return 0;
        }
        take(option);
      }
      if (given.problem() != null) {
        self.complain(Called.as(self) + ": " + given.problem());
      }
      if (given.problem() != null || given.operands().size() != 1) {
        throw usage();
      }
      String name = given.operands().getFirst();
      Ipv4Address target = target(name);
      NetDevice device = device(target);
      Ipv4Address source = source(target, device);
      Wanted wanted =
          new Wanted(
              count,
              timeout,
              interval,
              broadcastOnly,
              detecting,
              unsolicited,
              advertising,
              quitOnReply,
              quiet,
              target,
              source);
      PacketSocket socket = self.network().sockets().openPacket(device, EtherType.ARP);
      self.files().add(3, socket);
      try (Output out = Output.of(self)) {
        if (!quiet) {
          out.line("ARPING " + target + " from " + source + " " + device.name());
        }
        if (sourceText == null && source.isUnspecified() && !detecting) {
          throw fail("no source address in not-DAD mode");
        }
        return new ArpingLoop(self, wanted, socket, out).run();
      }
    }

    private static NotModelled usage() {
      return new NotModelled("the usage text of arping");
    }

    private void take(GetOpt.Option option) {
      switch (option.name()) {
        case "b" -> broadcastOnly = true;
        case "D" -> {
          detecting = true;
          quitOnReply = true;
        }
        case "U" -> unsolicited = true;
        case "A" -> {
          advertising = true;
          unsolicited = true;
        }
        case "q" -> quiet = true;
        case "c" -> count = number(option.value(), 1);
        case "w" -> timeout = number(option.value(), 0);
        case "i" -> interval = number(option.value(), 0);
        case "I" -> deviceName = option.value().isEmpty() ? null : option.value();
        case "f" -> quitOnReply = true;
        case "s" -> sourceText = option.value();
        default -> throw usage();
      }
    }

    private int number(String text, int least) {
      if (!text.matches("[+-]?[0-9]{1,18}")) {
        throw fail(1, "invalid argument: '" + text + "'");
      }
      long value = Long.parseLong(text);
      if (value < least || value > Integer.MAX_VALUE) {
        throw fail(
            1,
            "invalid argument: '"
                + text
                + "': out of range: "
                + least
                + " <= value <= "
                + Integer.MAX_VALUE);
      }
      return (int) value;
    }

    private Error fail(String message) {
      return fail(2, message);
    }

    private Error fail(int status, String message) {
      self.complain(Called.as(self) + ": " + message);
      return self.exit(status);
    }

    private Ipv4Address target(String name) {
      Resolver.Answer answer = new Resolver(self).find(name);
      for (Resolver.Found found : answer.addresses()) {
        if (found.address() instanceof Ipv4Address address) {
          return address;
        }
      }
      throw fail(
          name
              + ": "
              + (answer.addresses().isEmpty()
                  ? answer.problem()
                  : "Address family for hostname not supported"));
    }

    private NetDevice device(Ipv4Address target) {
      NetDevice found =
          deviceName == null ? onTheWay(target) : self.network().devices().find(deviceName);
      if (found == null) {
        throw fail("Device " + deviceName + " not available.");
      }
      if (!found.isUp()) {
        throw unusable(2, "Interface \"" + found.name() + "\" is down");
      }
      if (found.flags().isNoArp() || found.flags().isLoopback()) {
        throw unusable(detecting ? 0 : 2, "Interface \"" + found.name() + "\" is not ARPable");
      }
      return found;
    }

    private Error unusable(int status, String message) {
      if (!quiet) {
        self.printLine(message);
      }
      return self.exit(status);
    }

    private NetDevice onTheWay(Ipv4Address target) {
      return switch (self.network().ipv4().route(RouteQuery.output(target, Ipv4Address.ANY))) {
        case RouteDecision.Routed(var route) -> route.device();
        case RouteDecision.Refused _ -> throw fail(1, "NETLINK_ROUTE unexpected iov element");
      };
    }

    /// The sender's address: as asked for, or what a packet to the target on this device would
    /// have.
    private Ipv4Address source(Ipv4Address target, NetDevice device) {
      Ipv4Address source = Ipv4Address.ANY;
      if (sourceText != null) {
        Ipv4Address given = Resolver.number(sourceText);
        if (given == null) {
          throw fail("invalid source " + sourceText);
        }
        source = given;
      } else if (detecting) {
        return source;
      } else if (unsolicited) {
        source = target;
      }
      UdpSocket probe = self.network().sockets().udp().open();
      boolean binding = sourceText != null || !source.isUnspecified();
      try {
        probe.setOptions(SocketOptions.DEFAULT.withDevice(device.index()).withOnlyLink(!binding));
        if (binding) {
          probe.bind(new Endpoint(source, 0));
          return source;
        }
        if (unsolicited) {
          return source;
        }
        probe.connect(new Endpoint(target, 1025));
        Endpoint local = probe.local();
        if (local == null || !(local.address() instanceof Ipv4Address chosen)) {
          throw new KernelError(Errno.ENETUNREACH);
        }
        return chosen;
      } catch (KernelError error) {
        throw fail((binding ? "bind: " : "connect: ") + error.errno().text());
      } finally {
        probe.release();
      }
    }
  }
}
