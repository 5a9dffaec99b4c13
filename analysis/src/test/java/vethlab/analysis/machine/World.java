package vethlab.analysis.machine;

import java.util.Objects;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.VethDevice;
import vethlab.simulator.ipv4.AddressRequest;
import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.tcp.TcpSocket;
import vethlab.simulator.trace.Origin;
import vethlab.userland.debian.Debian;

/// A machine that tests put together call by call; each call is a line of `lab.sh` of its own.
final class World {

  final Machine machine;
  private int line;
  private long lastMac = 0x0200_0000_0000L;

  World(long seed) {
    machine =
        Debian.machine(KernelProfile.LINUX_6_1, HostProfile.BARE, "mytux", seed, Limits.DEFAULT);
  }

  private void line(String command) {
    machine.core().setOrigin(Origin.of("lab.sh", ++line, command));
  }

  private MacAddress mac() {
    return new MacAddress(++lastMac);
  }

  NetworkNamespace namespace(String name) {
    line("ip netns add " + name);
    NetworkNamespace made = machine.namespaces().createNetwork();
    machine.namespaces().name(name, made);
    return made;
  }

  World cable(NetworkNamespace one, String name, NetworkNamespace other, String peer) {
    line("ip link add " + name + " type veth peer name " + peer);
    VethDevice end = new VethDevice(one.devices(), name, mac());
    VethDevice otherEnd = new VethDevice(other.devices(), peer, mac());
    VethDevice.registerPair(end, 0, otherEnd, 0);
    return this;
  }

  Bridge bridge(NetworkNamespace in, String name) {
    line("ip link add " + name + " type bridge");
    Bridge made = new Bridge(in.devices(), name, mac());
    made.register(0);
    return made;
  }

  World port(Bridge bridge, String name) {
    line("ip link set " + name + " master " + bridge.name());
    bridge.addPort(Objects.requireNonNull(bridge.table().find(name)));
    return this;
  }

  World up(NetworkNamespace in, String... names) {
    for (String name : names) {
      line("ip link set " + name + " up");
      device(in, name).open();
    }
    return this;
  }

  World down(NetworkNamespace in, String name) {
    line("ip link set " + name + " down");
    device(in, name).close();
    return this;
  }

  World address(NetworkNamespace in, String device, String address, int length) {
    line("ip addr add " + address + "/" + length + " dev " + device);
    in.ipv4()
        .setAddress(device(in, device), AddressRequest.add(Ipv4Address.parse(address), length));
    return this;
  }

  World listen(NetworkNamespace in, int port) {
    TcpSocket socket = in.sockets().tcp().open();
    socket.bind(new Endpoint(Ipv4Address.ANY, port));
    socket.listen(5);
    return this;
  }

  static NetDevice device(NetworkNamespace in, String name) {
    return Objects.requireNonNull(in.devices().find(name), name);
  }
}
