package vethlab.userland.iproute.ss;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.PacketSocket;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.ss.SocketReport.End;
import vethlab.userland.procfs.net.InetSocket;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.procfs.net.InetSockets;
import vethlab.userland.procfs.net.SocketOwners;
import vethlab.userland.program.Services;

/// Fills the report with the sockets that are asked for, in the order of their tables.
final class SocketListing {

  /// The sockets that the kernel itself has in every namespace.
  private static final ImmutableMap<Integer, String> KERNEL_NETLINK =
      ImmutableMap.of(
          0,
          "rtnl",
          4,
          "tcpdiag",
          9,
          "audit",
          10,
          "fiblookup",
          12,
          "nft",
          15,
          "uevent",
          16,
          "genl");

  private static final End NOBODY = new End("*", "");

  private final Tool tool;
  private final SocketFilter filter;
  private final SocketReport report;
  private final boolean timers;
  private final @Nullable SocketOwners owners;
  private final Services services;

  /// @param timers whether timers are shown
  /// @param processes whether the processes are shown that have a socket
  SocketListing(
      Tool tool, SocketFilter filter, SocketReport report, boolean timers, boolean processes) {
    this.tool = tool;
    this.filter = filter;
    this.report = report;
    this.timers = timers;
    this.owners = processes ? new SocketOwners(tool.process().table()) : null;
    this.services = new Services(tool.process());
  }

  void list() {
    if (filter.tables.contains(SocketTableName.NETLINK)) {
      listNetlink();
    }
    if (filter.tables.contains(SocketTableName.PACKET_RAW)) {
      listPacket();
    }
    for (Protocol protocol : List.of(Protocol.RAW, Protocol.UDP, Protocol.TCP)) {
      SocketTableName table =
          switch (protocol) {
            case RAW -> SocketTableName.RAW;
            case UDP -> SocketTableName.UDP;
            case TCP -> SocketTableName.TCP;
          };
      if (filter.tables.contains(table)) {
        listInternet(protocol);
      }
    }
  }

  private void listNetlink() {
    if (!filter.families.contains(SocketFilter.Family.NETLINK)
        || !filter.states.contains(TcpState.CLOSE)
        || filter.expression != null) {
      return;
    }
    boolean numeric = tool.options().numeric();
    boolean netfilter = tool.devices().core().modules().isLoaded("nfnetlink");
    KERNEL_NETLINK.forEach((number, name) -> {
      if (name.equals("nft") && !netfilter) {
        return;
      }
      End local = numeric ? new End(number + ":", "0") : new End(name + ":", "kernel");
      report.row("nl", "UNCONN", queue(0), queue(0), local, NOBODY, "");
    });
  }

  private void listPacket() {
    if (!filter.families.contains(SocketFilter.Family.PACKET)
        || !filter.states.contains(TcpState.CLOSE)
        || filter.expression != null) {
      return;
    }
    for (PacketSocket socket : packetSockets()) {
      End local = new End("*:", socket.device().name());
      report.row("p_raw", "UNCONN", queue(0), queue(0), local, NOBODY, "");
    }
  }

  private Set<PacketSocket> packetSockets() {
    Set<PacketSocket> sockets = new LinkedHashSet<>();
    for (Process process : tool.process().table().all()) {
      for (FileDescription file : process.files().all().values()) {
        if (file instanceof PacketSocket socket
            && socket.device().table() == tool.network().devices()) {
          sockets.add(socket);
        }
      }
    }
    return sockets;
  }

  private void listInternet(Protocol protocol) {
    InetSockets sockets = new InetSockets(tool.network(), tool.process().table());
    List<InetSocket> all = new ArrayList<>();
    if (filter.families.contains(SocketFilter.Family.INET)) {
      all.addAll(sockets.all(protocol, false));
    }
    if (filter.families.contains(SocketFilter.Family.INET6)) {
      all.addAll(sockets.all(protocol, true));
    }
    for (InetSocket socket : all) {
      // The kernel does not look at the states of raw sockets.
      boolean state = protocol == Protocol.RAW || filter.states.contains(socket.state());
      if (state && (filter.expression == null || filter.expression.test(socket))) {
        list(socket);
      }
    }
  }

  private void list(InetSocket socket) {
    int sendQueue = socket.state() == TcpState.LISTEN ? socket.backlog() : socket.sendQueue();
    report.row(
        kind(socket),
        socket.state().ssName(),
        queue(socket.receiveQueue()),
        queue(sendQueue),
        end(socket, socket.local(), socket.device()),
        end(socket, socket.remote(), 0),
        owners(socket) + timer(socket));
  }

  private static String queue(int count) {
    return String.format("%-6d", count);
  }

  private static String kind(InetSocket socket) {
    return switch (socket.protocol()) {
      case TCP, UDP -> socket.protocol().word();
      case RAW ->
          switch (socket.local().port()) {
            case IpProtocol.UDP -> "udp";
            case IpProtocol.TCP -> "tcp";
            case IpProtocol.ICMPV6 -> "icmp6";
            default -> "???";
          };
    };
  }

  private End end(InetSocket socket, Endpoint end, int device) {
    String bound = device == 0 ? "" : "%" + tool.links().name(device);
    return new End(address(socket, end.address()) + bound + ":", port(socket, end.port()));
  }

  private String address(InetSocket socket, IpAddress address) {
    if (!socket.ipv6()) {
      return tool.hosts().name(address);
    }
    if (address.isUnspecified()) {
      return "*";
    }
    String name =
        address instanceof Ipv4Address mapped ? "::ffff:" + mapped : tool.hosts().name(address);
    return name.indexOf(':') < 0 ? name : "[" + name + "]";
  }

  private String port(InetSocket socket, int port) {
    if (port == 0) {
      return "*";
    }
    String name = null;
    if (!tool.options().numeric()) {
      name =
          switch (socket.protocol()) {
            case RAW -> protocolName(port);
            case TCP, UDP ->
                isEphemeral(port) ? null : services.nameOf(port, socket.protocol().word());
          };
    }
    return name == null ? Integer.toString(port) : name;
  }

  private static @Nullable String protocolName(int protocol) {
    return switch (protocol) {
      case IpProtocol.ICMP -> "icmp";
      case IpProtocol.IGMP -> "igmp";
      case IpProtocol.TCP -> "tcp";
      case IpProtocol.UDP -> "udp";
      case IpProtocol.ICMPV6 -> "ipv6-icmp";
      default -> null;
    };
  }

  /// Ports that the kernel gives out have no names.
  private boolean isEphemeral(int port) {
    String range = tool.read("/proc/sys/net/ipv4/ip_local_port_range");
    if (range == null) {
      return port >= 1024 && port <= 4999;
    }
    List<String> ends = Splitter.onPattern("\\s+").omitEmptyStrings().splitToList(range);
    return port >= Integer.parseInt(ends.get(0)) && port <= Integer.parseInt(ends.get(1));
  }

  private String owners(InetSocket socket) {
    if (owners == null || socket.inode() == 0) {
      return "";
    }
    List<String> users = new ArrayList<>();
    for (SocketOwners.Owner owner : owners.of(socket.inode()).reverse()) {
      users.add(
          "(\""
              + owner.process().command()
              + "\",pid="
              + owner.process().pid()
              + ",fd="
              + owner.descriptor()
              + ")");
    }
    return users.isEmpty() ? "" : " users:(" + String.join(",", users) + ")";
  }

  private String timer(InetSocket socket) {
    String name =
        switch (socket.timer()) {
          case OFF -> "";
          case REPEAT -> "on";
          case TIME_WAIT -> "timewait";
        };
    if (!timers || name.isEmpty()) {
      return "";
    }
    return " timer:("
        + name
        + ","
        + time(socket.left().toMillis())
        + ","
        + socket.repetitions()
        + ")";
  }

  /// A time in the two largest of minutes, seconds and milliseconds (`print_ms_timer`).
  private static String time(long millis) {
    StringBuilder text = new StringBuilder();
    long minutes = millis / 60_000;
    long seconds = millis / 1000 % 60;
    long rest = millis % 1000;
    if (minutes > 0) {
      rest = 0;
      text.append(minutes).append("min");
      seconds = minutes > 9 ? 0 : seconds;
    }
    if (seconds > 0) {
      rest = seconds > 9 ? 0 : rest;
      text.append(seconds).append(rest > 0 ? "." : "sec");
    }
    if (rest > 0) {
      text.append(String.format("%03dms", rest));
    }
    return text.toString();
  }
}
