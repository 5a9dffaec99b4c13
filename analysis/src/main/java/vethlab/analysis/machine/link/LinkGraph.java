package vethlab.analysis.machine.link;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.OptionalInt;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;

/// The devices of a machine, joined where a frame could pass if all were up and let through:
/// cables, ports of bridges, devices on top of others.
///
/// Devices are named `namespace/device`, so that the graph outlives the machine and fits all copies
/// of it.
public final class LinkGraph {

  private final Graph<String, DefaultEdge> links = new SimpleGraph<>(DefaultEdge.class);
  private final Graph<String, DefaultEdge> ways = new SimpleGraph<>(DefaultEdge.class);

  private LinkGraph() {}

  public static LinkGraph of(Machine machine) {
    LinkGraph graph = new LinkGraph();
    for (NetworkNamespace namespace : machine.namespaces().all()) {
      for (NetDevice device : namespace.devices().all()) {
        join(graph.links, device, device.link());
        join(graph.links, device, device.master());
      }
    }
    Graphs.addGraph(graph.ways, graph.links);
    for (NetworkNamespace namespace : machine.namespaces().all()) {
      for (NetDevice device : namespace.devices().all()) {
        if (!device.flags().isLoopback()) {
          Graphs.addEdgeWithVertices(graph.ways, namespace.name(), device.place());
        }
      }
    }
    return graph;
  }

  private static void join(
      Graph<String, DefaultEdge> graph, NetDevice device, @Nullable NetDevice other) {
    graph.addVertex(device.place());
    if (other != null) {
      Graphs.addEdgeWithVertices(graph, device.place(), other.place());
    }
  }

  /// How many links lie between a place and the nearest of the goals; empty if there is no way.
  ///
  /// @param routed whether the way may lead through namespaces, from one of their devices to
  ///   another
  public OptionalInt distance(String place, Collection<String> goals, boolean routed) {
    Graph<String, DefaultEdge> graph = routed ? ways : links;
    if (!graph.containsVertex(place)) {
      return OptionalInt.empty();
    }
    BreadthFirstIterator<String, DefaultEdge> outwards = new BreadthFirstIterator<>(graph, place);
    while (outwards.hasNext()) {
      String reached = outwards.next();
      if (goals.contains(reached)) {
        return OptionalInt.of(outwards.getDepth(reached));
      }
    }
    return OptionalInt.empty();
  }

  /// The names of the devices of a namespace, lo excepted.
  public static ImmutableList<String> devices(NetworkNamespace namespace) {
    return namespace.devices().all().stream()
        .filter(device -> !device.flags().isLoopback())
        .map(NetDevice::place)
        .collect(ImmutableList.toImmutableList());
  }
}
