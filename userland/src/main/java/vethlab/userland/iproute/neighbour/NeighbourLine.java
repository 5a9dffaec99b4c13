package vethlab.userland.iproute.neighbour;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourFlag;
import vethlab.simulator.neighbour.NeighbourTable;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.neighbour.ProxyNeighbour;
import vethlab.simulator.packet.IpAddress;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Tool;

/// What the kernel says about one neighbour or proxy (`RTM_NEWNEIGH`).
///
/// @param device null for a proxy on all devices
/// @param neighbour null for a proxy
/// @param protocol the number of who made it, 0 if nobody said
record NeighbourLine(
    IpAddress address,
    @Nullable NetDevice device,
    @Nullable Neighbour neighbour,
    boolean router,
    int protocol) {

  static NeighbourLine of(Neighbour neighbour) {
    return new NeighbourLine(
        neighbour.address(),
        neighbour.device(),
        neighbour,
        neighbour.has(NeighbourFlag.ROUTER),
        neighbour.protocol());
  }

  static NeighbourLine of(ProxyNeighbour proxy, Tool tool) {
    Integer index = proxy.device();
    return new NeighbourLine(
        proxy.address(),
        index == null ? null : tool.devices().find(index),
        null,
        proxy.router(),
        proxy.protocol());
  }

  /// All neighbours, or all proxies, of the families that are asked for (`neigh_dump_info`).
  static ImmutableList<NeighbourLine> all(Tool tool, Family family, boolean proxies) {
    List<NeighbourTable> tables = new ArrayList<>();
    if (family.admits(Family.INET)) {
      tables.add(tool.network().ipv4().neighbours());
    }
    if (family.admits(Family.INET6)) {
      tables.add(tool.network().ipv6().neighbours());
    }
    ImmutableList.Builder<NeighbourLine> lines = ImmutableList.builder();
    for (NeighbourTable table : tables) {
      if (proxies) {
        table.proxies().forEach(each -> lines.add(of(each, tool)));
      } else {
        table.all().forEach(each -> lines.add(of(each)));
      }
    }
    return lines.build();
  }

  Family family() {
    return Family.of(address);
  }

  boolean isProxy() {
    return neighbour == null;
  }

  /// That of a proxy is [NudState#NONE].
  NudState state() {
    return neighbour == null ? NudState.NONE : neighbour.state();
  }

  boolean has(NeighbourFlag flag) {
    return neighbour != null && neighbour.has(flag);
  }

  int deviceIndex() {
    return device == null ? 0 : device.index();
  }
}
