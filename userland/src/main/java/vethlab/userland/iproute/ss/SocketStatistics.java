package vethlab.userland.iproute.ss;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.procfs.net.InetSocket;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.procfs.net.InetSockets;
import vethlab.userland.procfs.net.SocketOwners;
import vethlab.userland.program.Resolver;
import vethlab.userland.program.Services;

/// `ss`: shows sockets (`ss.c`).
public final class SocketStatistics implements Program {

  /// The netlink protocols that the kernel listens to in each namespace, and their names.
  private static final List<NetlinkProtocol> NETLINK =
      List.of(
          new NetlinkProtocol(0, "rtnl"),
          new NetlinkProtocol(4, "tcpdiag"),
          new NetlinkProtocol(9, "audit"),
          new NetlinkProtocol(10, "fiblookup"),
          new NetlinkProtocol(15, "uevent"),
          new NetlinkProtocol(16, "genl"));

  private record NetlinkProtocol(int number, String name) {}

  @Override
  public int run(Process self, List<String> arguments) {
    SsOptions options = SsOptions.parse(self, arguments);
    if (options.summary) {
      self.write(1, SocketSummary.of(self));
      if (options.isOnlySummary()) {
        return 0;
      }
    }
    return new Listing(self, options).run();
  }

  /// One listing.
  private static final class Listing {
    private static final int FIRST_EPHEMERAL = 32768;
    private static final int LAST_EPHEMERAL = 60999;

    private final Process self;
    private final SsOptions options;
    private final Resolver resolver;
    private final Services services;
    private final SocketOwners owners;

    Listing(Process self, SsOptions options) {
      this.self = self;
      this.options = options;
      this.resolver = new Resolver(self);
      this.services = new Services(self);
      this.owners = new SocketOwners(self.table());
    }

    int run() {
      Predicate<InetSocket> filter = SocketFilter.parse(self, options.kinds, options.expression);
      SocketTable table =
          new SocketTable(options.titles, options.kinds.size() > 1, options.states.size() > 1);
      if (options.kinds.contains(SocketKind.NETLINK) && options.expression.isEmpty()) {
        addNetlink(table);
      }
      InetSockets sockets = new InetSockets(options.network, self.table());
      for (Protocol protocol : List.of(Protocol.RAW, Protocol.UDP, Protocol.TCP)) {
        if (!options.kinds.contains(SocketKind.valueOf(protocol.name()))) {
          continue;
        }
        for (boolean ipv6 : new boolean[] {false, true}) {
          if (ipv6 ? options.ipv6 : options.ipv4) {
            sockets.all(protocol, ipv6).stream()
                .filter(this::isInState)
                .filter(filter)
                .forEach(socket -> table.add(row(socket)));
          }
        }
      }
      self.write(1, table.toString());
      return 0;
    }

    private void addNetlink(SocketTable table) {
      if (!options.states.contains(TcpState.CLOSE)) {
        return;
      }
      for (NetlinkProtocol protocol : NETLINK) {
        String name = options.numeric ? Integer.toString(protocol.number) : protocol.name;
        String port = options.numeric ? "0" : "kernel";
        table.add(new SocketTable.Row("nl", "UNCONN", 0, 0, name + ":", port, "*", "", ""));
      }
    }

    /// The kernel does not look at the state of raw sockets.
    private boolean isInState(InetSocket socket) {
      return socket.protocol() == Protocol.RAW || options.states.contains(socket.state());
    }

    private SocketTable.Row row(InetSocket socket) {
      boolean listening = socket.state() == TcpState.LISTEN;
      return new SocketTable.Row(
          kind(socket),
          socket.state().ssName(),
          socket.receiveQueue(),
          listening ? socket.backlog() : socket.sendQueue(),
          address(socket.local(), socket) + device(socket) + ":",
          port(socket.local(), socket),
          address(socket.remote(), socket) + ":",
          port(socket.remote(), socket),
          process(socket) + timer(socket));
    }

    private static String kind(InetSocket socket) {
      if (socket.protocol() != Protocol.RAW) {
        return socket.protocol().word();
      }
      return switch (socket.local().port()) {
        case 0 -> "raw";
        case IpProtocol.UDP -> "udp";
        case IpProtocol.TCP -> "tcp";
        case IpProtocol.ICMPV6 -> "icmp6";
        default -> "???";
      };
    }

    private String address(Endpoint end, InetSocket socket) {
      IpAddress address = end.address();
      if (address instanceof Ipv6Address && address.isUnspecified()) {
        return "*";
      }
      String name = options.resolving ? resolver.nameOf(address) : null;
      if (name != null) {
        return name;
      }
      return switch (address) {
        case Ipv4Address v4 -> socket.ipv6() ? "[::ffff:" + v4 + "]" : v4.toString();
        case Ipv6Address v6 -> "[" + v6 + "]";
      };
    }

    private String device(InetSocket socket) {
      NetDevice device =
          socket.device() == 0 ? null : options.network.devices().find(socket.device());
      return device == null ? "" : "%" + device.name();
    }

    private String port(Endpoint end, InetSocket socket) {
      if (end.port() == 0) {
        return "*";
      }
      String name = options.numeric ? null : portName(end.port(), socket.protocol());
      return name == null ? Integer.toString(end.port()) : name;
    }

    private @Nullable String portName(int port, Protocol protocol) {
      if (protocol == Protocol.RAW) {
        return switch (port) {
          case IpProtocol.ICMP -> "icmp";
          case IpProtocol.ICMPV6 -> "ipv6-icmp";
          default -> null;
        };
      }
      boolean ephemeral = port >= FIRST_EPHEMERAL && port <= LAST_EPHEMERAL;
      return ephemeral ? null : services.nameOf(port, protocol.word());
    }

    /// Who has it, the last found first.
    private String process(InetSocket socket) {
      ImmutableList<SocketOwners.Owner> found = owners.of(socket.inode()).reverse();
      if (!options.processes || found.isEmpty()) {
        return "";
      }
      return found.stream()
          .map(owner ->
              "(\""
                  + owner.process().command()
                  + "\",pid="
                  + owner.process().pid()
                  + ",fd="
                  + owner.descriptor()
                  + ")")
          .collect(Collectors.joining(",", " users:(", ")"));
    }

    private String timer(InetSocket socket) {
      if (!options.timers) {
        return "";
      }
      String name =
          switch (socket.timer()) {
            case OFF -> null;
            case REPEAT -> "on";
            case TIME_WAIT -> "timewait";
          };
      if (name == null) {
        return "";
      }
      int repetitions = socket.timer() == InetSocket.Timer.REPEAT ? socket.repetitions() : 0;
      return " timer:("
          + name
          + ","
          + duration((int) socket.left().toMillis())
          + ","
          + repetitions
          + ")";
    }

    private static String duration(int milliseconds) {
      int seconds = milliseconds / 1000 % 60;
      int minutes = milliseconds / 60_000;
      int rest = minutes > 0 ? 0 : milliseconds % 1000;
      StringBuilder text = new StringBuilder();
      if (minutes > 0) {
        text.append(minutes).append("min");
        seconds = minutes > 9 ? 0 : seconds;
      }
      if (seconds > 0) {
        rest = seconds > 9 ? 0 : rest;
        text.append(seconds).append(rest > 0 ? "." : "sec");
      }
      if (rest > 0) {
        text.append(String.format(Locale.ROOT, "%03dms", rest));
      }
      return text.toString();
    }
  }
}
