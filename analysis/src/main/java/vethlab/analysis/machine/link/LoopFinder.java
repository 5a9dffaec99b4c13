package vethlab.analysis.machine.link;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.PortFlag;
import vethlab.simulator.bridge.PortState;
import vethlab.simulator.bridge.VlanGroup;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;

/// Finds the loops among bridges from their settings, before any frame is sent.
///
/// A broadcast that came in by a port with a certain tag leaves by every other port that lets its
/// VLAN out, and comes in at the other ends of their cables. That is a directed graph of port and
/// tag; where it goes in circles, so does the frame.
public final class LoopFinder {

  private final List<BridgePort> ports;
  private final Set<Integer> tags = new TreeSet<>();

  private LoopFinder(List<BridgePort> ports) {
    this.ports = ports;
    tags.add(0);
    for (BridgePort port : ports) {
      port.vlans().all().forEach(vlan -> tags.add(vlan.vid()));
    }
  }

  /// All loops, whether or not something keeps frames from going round.
  public static ImmutableList<Loop> loops(Machine machine) {
    List<BridgePort> ports = new ArrayList<>();
    for (NetworkNamespace namespace : machine.namespaces().all()) {
      for (NetDevice device : namespace.devices().all()) {
        if (device instanceof Bridge bridge && bridge.isUp()) {
          bridge.ports().stream().filter(LoopFinder::hasLink).forEach(ports::add);
        }
      }
    }
    return ports.isEmpty() ? ImmutableList.of() : new LoopFinder(ports).find();
  }

  private static boolean hasLink(BridgePort port) {
    return port.device().isUp() && port.device().isOperational();
  }

  /// The loops by their ports: the two ways round, and the VLANs that share it, are one.
  private ImmutableList<Loop> find() {
    Map<Set<BridgePort>, Set<Integer>> vlans = new LinkedHashMap<>();
    for (Set<PortEntry> round : rounds(graph(false))) {
      vlans.computeIfAbsent(cables(round), members -> new TreeSet<>()).addAll(vlansOf(round));
    }
    Set<Set<BridgePort>> raging = new LinkedHashSet<>();
    rounds(graph(true)).forEach(round -> raging.add(cables(round)));
    ImmutableList.Builder<Loop> loops = ImmutableList.builder();
    vlans.forEach((members, vids) -> loops.add(loop(members, vids, raging)));
    return loops.build();
  }

  /// What leads where.
  ///
  /// @param now whether ports that do not forward at the moment count as closed
  private Graph<PortEntry, DefaultEdge> graph(boolean now) {
    Graph<PortEntry, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
    ArrayDeque<PortEntry> open = new ArrayDeque<>();
    for (BridgePort port : ports) {
      for (int tag : tags) {
        if (peer(port) != null) {
          open.add(new PortEntry(port, tag));
        }
      }
    }
    while (!open.isEmpty()) {
      PortEntry from = open.remove();
      graph.addVertex(from);
      for (PortEntry to : onward(from, now)) {
        if (graph.addVertex(to)) {
          open.add(to);
        }
        graph.addEdge(from, to);
      }
    }
    return graph;
  }

  private static List<PortEntry> onward(PortEntry from, boolean now) {
    List<PortEntry> onward = new ArrayList<>();
    BridgePort in = from.port();
    Bridge bridge = in.bridge();
    int vid = admitted(from);
    if (vid < 0 || (now && in.state() != PortState.FORWARDING)) {
      return onward;
    }
    for (BridgePort out : bridge.ports()) {
      BridgePort peer = peer(out);
      if (peer == null
          || (out == in && !out.has(PortFlag.HAIRPIN))
          || (out.has(PortFlag.ISOLATED) && in.has(PortFlag.ISOLATED))
          || !floods(out)
          || (now && out.state() != PortState.FORWARDING)) {
        continue;
      }
      int tag = tagOnLeaving(bridge, out, vid);
      if (tag >= 0) {
        onward.add(new PortEntry(peer, tag));
      }
    }
    return onward;
  }

  private static boolean floods(BridgePort port) {
    return port.has(PortFlag.BCAST_FLOOD)
        || port.has(PortFlag.MCAST_FLOOD)
        || port.has(PortFlag.FLOOD);
  }

  /// The VLAN that a frame is taken into, 0 where VLANs are not told apart but its tag stays on, −1
  /// if it is not let in.
  private static int admitted(PortEntry entry) {
    if (!entry.port().bridge().vlanFilter().isEnabled()) {
      return entry.vid();
    }
    VlanGroup group = entry.port().vlans();
    int vid = entry.vid() == 0 ? group.pvid() : entry.vid();
    return vid != 0 && group.contains(vid) ? vid : -1;
  }

  private static int tagOnLeaving(Bridge bridge, BridgePort out, int vid) {
    if (!bridge.vlanFilter().isEnabled()) {
      return vid;
    }
    VlanGroup.Vlan vlan = out.vlans().find(vid);
    if (vlan == null) {
      return -1;
    }
    return vlan.untagged() ? 0 : vid;
  }

  /// The port at the other end of a port's cable, or null if no bridge is there.
  private static @Nullable BridgePort peer(BridgePort port) {
    NetDevice other = port.device().link();
    return other != null
            && other.rxHandler() instanceof BridgePort there
            && there.bridge().isUp()
            && hasLink(port)
            && hasLink(there)
        ? there
        : null;
  }

  private static List<Set<PortEntry>> rounds(Graph<PortEntry, DefaultEdge> graph) {
    return new KosarajuStrongConnectivityInspector<>(graph)
        .stronglyConnectedSets().stream()
            .filter(set -> set.size() > 1 || graph.containsEdge(first(set), first(set)))
            .toList();
  }

  private static PortEntry first(Set<PortEntry> entries) {
    return entries.iterator().next();
  }

  /// Both ends of the cables of a round: the same for both directions.
  private static Set<BridgePort> cables(Set<PortEntry> round) {
    Set<BridgePort> ends = new LinkedHashSet<>();
    for (PortEntry entry : round) {
      ends.add(entry.port());
      BridgePort other = peer(entry.port());
      if (other != null) {
        ends.add(other);
      }
    }
    return ends;
  }

  private static Set<Integer> vlansOf(Set<PortEntry> round) {
    Set<Integer> vids = new TreeSet<>();
    for (PortEntry entry : round) {
      if (entry.port().bridge().vlanFilter().isEnabled()) {
        vids.add(admitted(entry));
      }
    }
    return vids;
  }

  private Loop loop(Set<BridgePort> members, Set<Integer> vlans, Set<Set<BridgePort>> raging) {
    List<BridgePort> inOrder = ports.stream().filter(members::contains).toList();
    BridgePort opener =
        inOrder.stream().max(Comparator.comparingInt(port -> port.origin().line())).orElseThrow();
    return new Loop(
        ImmutableList.copyOf(vlans),
        inOrder.stream().map(BridgePort::place).collect(ImmutableList.toImmutableList()),
        state(members, raging),
        inOrder.stream()
            .filter(port -> port.state() != PortState.FORWARDING)
            .map(BridgePort::place)
            .collect(ImmutableList.toImmutableList()),
        opener.place(),
        opener.origin());
  }

  private static Loop.State state(Set<BridgePort> members, Set<Set<BridgePort>> raging) {
    if (raging.stream().anyMatch(members::containsAll)) {
      return Loop.State.STORM;
    }
    boolean tree = members.stream().anyMatch(port -> port.bridge().spanningTree().isEnabled());
    return tree ? Loop.State.BROKEN_BY_STP : Loop.State.BLOCKED;
  }
}
