package vethlab.analysis.machine.question;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.socket.tcp.TcpListener;

/// Who takes part in a lab, where each can be asked, and for what.
public final class Participants {

  private Participants() {}

  /// The namespaces by age; the first one, `host`, only if it has addresses of its own beside lo.
  public static ImmutableList<NetworkNamespace> of(Machine machine) {
    NetworkNamespace root = machine.namespaces().root();
    return machine.namespaces().all().stream()
        .filter(namespace -> namespace != root || !addresses(root).isEmpty())
        .collect(ImmutableList.toImmutableList());
  }

  /// The namespace with a name, or null.
  public static @Nullable NetworkNamespace find(Machine machine, String name) {
    for (NetworkNamespace namespace : machine.namespaces().all()) {
      if (namespace.name().equals(name)) {
        return namespace;
      }
    }
    return null;
  }

  /// The namespace that has an address, or null; the first one if several have.
  public static @Nullable NetworkNamespace holder(Machine machine, IpAddress address) {
    for (NetworkNamespace namespace : machine.namespaces().all()) {
      if (addresses(namespace).contains(address)) {
        return namespace;
      }
    }
    return null;
  }

  /// The addresses of a namespace that others may reach it at: IPv4 but 127.0.0.0/8, and global
  /// IPv6; device by device, IPv4 first.
  public static ImmutableSet<IpAddress> addresses(NetworkNamespace namespace) {
    ImmutableSet.Builder<IpAddress> ipv4 = ImmutableSet.builder();
    ImmutableSet.Builder<IpAddress> ipv6 = ImmutableSet.builder();
    for (NetDevice device : namespace.devices().all()) {
      namespace.ipv4().addresses(device).forEach(each -> ipv4.add(each.local()));
      namespace.ipv6().addresses(device).forEach(each -> ipv6.add(each.address()));
    }
    return ImmutableSet.<IpAddress>builder()
        .addAll(ipv4.build())
        .addAll(ipv6.build())
        .build()
        .stream()
        .filter(Participants::isForOthers)
        .collect(ImmutableSet.toImmutableSet());
  }

  private static boolean isForOthers(IpAddress address) {
    return switch (address) {
      case Ipv4Address ipv4 -> !ipv4.isLoopback();
      case Ipv6Address ipv6 -> !ipv6.isLoopback() && !ipv6.isLinkLocal();
    };
  }

  /// All questions about a machine: every ordered pair, every address of the other, the echo first,
  /// then what listens there.
  public static ImmutableList<Question> questions(Machine machine) {
    List<Question> questions = new ArrayList<>();
    for (NetworkNamespace from : of(machine)) {
      for (NetworkNamespace to : of(machine)) {
        if (from == to) {
          continue;
        }
        for (IpAddress address : addresses(to)) {
          questions.add(new Question(from.name(), to.name(), address, Service.ECHO));
          for (Service service : listening(to, address)) {
            questions.add(new Question(from.name(), to.name(), address, service));
          }
        }
      }
    }
    return ImmutableList.copyOf(questions);
  }

  /// What listens at an address: TCP ports, then UDP ports, each by number.
  private static ImmutableList<Service> listening(NetworkNamespace namespace, IpAddress address) {
    TreeSet<Integer> tcp = new TreeSet<>();
    for (TcpListener listener : namespace.sockets().tcp().listeners()) {
      if (covers(listener.local(), address)) {
        tcp.add(listener.local().port());
      }
    }
    TreeSet<Integer> udp = new TreeSet<>();
    for (UdpSocket socket : namespace.sockets().udp().sockets()) {
      Endpoint local = socket.local();
      if (local != null && socket.remote() == null && covers(local, address)) {
        udp.add(local.port());
      }
    }
    ImmutableList.Builder<Service> services = ImmutableList.builder();
    tcp.forEach(port -> services.add(new Service.Tcp(port)));
    udp.forEach(port -> services.add(new Service.Udp(port)));
    return services.build();
  }

  /// An IPv6 wildcard takes IPv4 in too; whether this one really does, the asking will show.
  private static boolean covers(Endpoint local, IpAddress address) {
    if (!local.isWildcard()) {
      return local.address().equals(address);
    }
    return local.address() instanceof Ipv6Address || address instanceof Ipv4Address;
  }
}
