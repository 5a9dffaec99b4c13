package vethlab.userland.nettools;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.ipv4.GroupMembership;
import vethlab.simulator.ipv4.Ipv4Interface;
import vethlab.simulator.ipv6.Ipv6Stack;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.nettools.interfaces.InterfaceListing;
import vethlab.userland.nettools.route.RouteListing;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.program.Called;

/// `netstat`: sockets, routes, interfaces and groups (`netstat.c`).
public final class Netstat implements Program {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Override
  public int run(Process self, List<String> arguments) {
    NetstatOptions options = NetstatOptions.parse(self, arguments);
    if (options.masquerade) {
      return noSupport(self, "ip_masquerade");
    }
    if (options.statistics) {
      throw new NotModelled("netstat -s, as not all of its counters are kept,");
    }
    boolean first = true;
    while (true) {
      int status = show(self, options, first);
      if (status != 0 || !options.continuous) {
        return status;
      }
      first = false;
      self.sleep(PAUSE);
    }
  }

  private static int show(Process self, NetstatOptions options, boolean first) {
    if (options.routes) {
      return showRoutes(self, options);
    }
    if (options.interfaces) {
      String title = first ? "Kernel Interface table\n" : "";
      InterfaceListing listing = new InterfaceListing(self);
      self.write(
          1,
          title
              + (options.extended < 2
                  ? listing.shortList(options.all, true)
                  : listing.longList(options.all)));
      return 0;
    }
    return showSockets(self, options);
  }

  private static int showRoutes(Process self, NetstatOptions options) {
    int extended =
        switch (options.extended) {
          case 1 -> 2;
          case 2 -> 1;
          default -> options.extended;
        };
    RouteListing listing = new RouteListing(self, options.numericHosts);
    if (options.cache) {
      throw new NotModelled("netstat -rC");
    }
    self.write(1, options.ipv6 && !options.ipv4 ? listing.ipv6() : listing.ipv4(extended));
    return 0;
  }

  private static int showSockets(Process self, NetstatOptions options) {
    boolean everything = options.isEverything();
    SocketListing listing = new SocketListing(self, options);
    boolean internet = everything || !options.protocols.isEmpty() || options.sctp;
    StringBuilder text = new StringBuilder();
    if (internet) {
      text.append(listing.titles());
    }
    if (everything || options.protocols.contains(Protocol.TCP)) {
      text.append(listing.rows(Protocol.TCP));
    }
    if (options.sctp || (everything && options.verbose)) {
      int status = noSupport(self, "AF INET (sctp)");
      if (options.sctp) {
        self.write(1, text.toString());
        return status;
      }
    }
    for (Protocol protocol : List.of(Protocol.UDP, Protocol.RAW)) {
      if (everything || options.protocols.contains(protocol)) {
        text.append(listing.rows(protocol));
      }
    }
    if (options.groups) {
      text.append(groups(self, options));
    }
    if (everything || options.unix) {
      text.append("Active UNIX domain sockets ")
          .append(SocketListing.whatIsShown(options))
          .append("\nProto RefCnt Flags       Type       State         I-Node  ")
          .append(options.programs ? " PID/Program name    " : "")
          .append(" Path\n");
    }
    if (everything && options.verbose) {
      for (String family : List.of("IPX", "AX25", "X25", "NETROM", "ROSE")) {
        noSupport(self, "AF " + family);
      }
    }
    self.write(1, text.toString());
    return 0;
  }

  private static int noSupport(Process self, String what) {
    self.complain(Called.shortly(self) + ": no support for `" + what + "' on this system.");
    return 1;
  }

  private static String groups(Process self, NetstatOptions options) {
    StringBuilder text =
        new StringBuilder(
            """
            IPv6/IPv4 Group Memberships
            Interface       RefCnt Group
            --------------- ------ ---------------------
            """);
    List<NetDevice> devices = self.network().devices().all();
    AddressNames names = new AddressNames(self, options.numericHosts, true, true);
    for (NetDevice device : options.ipv4 ? devices : List.<NetDevice>of()) {
      Ipv4Interface found = self.network().ipv4().find(device);
      List<GroupMembership> groups = found == null ? List.of() : found.groups().memberships();
      for (GroupMembership group : groups) {
        Ipv4Address address = group.group();
        text.append(row(device, group.users(), names.address(address)));
      }
    }
    for (NetDevice device : options.ipv6 ? devices : List.<NetDevice>of()) {
      for (Ipv6Stack.Group group : self.network().ipv6().groups(device)) {
        text.append(row(device, group.users(), group.address().toString()));
      }
    }
    return text.toString();
  }

  private static String row(NetDevice device, int users, String group) {
    return String.format(Locale.ROOT, "%-15s %-6d %s\n", device.name(), users, group);
  }
}
