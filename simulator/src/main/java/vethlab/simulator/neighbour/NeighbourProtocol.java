package vethlab.simulator.neighbour;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.MacAddress;

/// How addresses are asked for: ARP, or neighbour discovery (`neigh_ops`, and the constructor of
/// `neigh_table`).
public interface NeighbourProtocol extends Forkable {

  /// What a new entry starts with.
  ///
  /// @param state [NudState#NOARP] if nobody need be asked, else [NudState#NONE]
  /// @param mac the link address that goes with it; zero where unknown
  record Start(NudState state, MacAddress mac) {

    /// An entry that must be resolved.
    public static final Start UNKNOWN = new Start(NudState.NONE, MacAddress.ZERO);
  }

  /// The address under which `address` is kept on `device`: links with one other end know no
  /// addresses.
  default IpAddress key(NetDevice device, IpAddress address) {
    return address;
  }

  /// What a new entry for `neighbour.address()` on `neighbour.device()` starts with
  /// (`arp_constructor`, `ndisc_constructor`).
  Start start(Neighbour neighbour);

  /// Asks for the neighbour (`solicit`).
  ///
  /// @param unicast whether the question goes to the address that was known
  /// @param packet the newest of the packets that wait, or null; its source may serve as ours
  void solicit(Neighbour neighbour, boolean unicast, @Nullable SocketBuffer packet);

  /// The neighbour did not answer, and `packet` waited for it (`error_report`): ends the packet,
  /// and tells its sender.
  void unreachable(Neighbour neighbour, SocketBuffer packet);

  /// Whether the address is a group's (`is_multicast`): collected first when the table is full.
  boolean isMulticast(IpAddress address);
}
