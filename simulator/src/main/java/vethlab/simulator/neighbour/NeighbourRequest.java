package vethlab.simulator.neighbour;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.MacAddress;

/// What a person asks of the table (`RTM_NEWNEIGH`): `ip neigh add`, `change`, `replace`.
///
/// @param device where; null for a proxy entry on all devices
/// @param mac null if not given
/// @param use whether the entry is to be resolved now (`use`)
/// @param protocol who asks, 0 if nobody says
/// @param create whether a new entry may be made (`NLM_F_CREATE`)
/// @param exclusive whether an existing entry is an error (`NLM_F_EXCL`)
/// @param replace whether what exists may be overridden (`NLM_F_REPLACE`)
public record NeighbourRequest(
    @Nullable NetDevice device,
    IpAddress address,
    @Nullable MacAddress mac,
    NudState state,
    Set<NeighbourFlag> flags,
    boolean use,
    boolean proxy,
    int protocol,
    boolean create,
    boolean exclusive,
    boolean replace) {

  public NeighbourRequest {
    flags = flags.isEmpty() ? Set.of() : Set.copyOf(flags);
  }

  /// `ip neigh add ADDRESS lladdr MAC nud STATE dev DEVICE`.
  public static NeighbourRequest add(
      NetDevice device, IpAddress address, @Nullable MacAddress mac, NudState state) {
    return new NeighbourRequest(
        device, address, mac, state, Set.of(), false, false, 0, true, true, false);
  }

  /// `ip neigh replace ADDRESS lladdr MAC nud STATE dev DEVICE`.
  public static NeighbourRequest replace(
      NetDevice device, IpAddress address, @Nullable MacAddress mac, NudState state) {
    return new NeighbourRequest(
        device, address, mac, state, Set.of(), false, false, 0, true, false, true);
  }

  /// `ip neigh change ADDRESS lladdr MAC nud STATE dev DEVICE`.
  public static NeighbourRequest change(
      NetDevice device, IpAddress address, @Nullable MacAddress mac, NudState state) {
    return new NeighbourRequest(
        device, address, mac, state, Set.of(), false, false, 0, false, false, true);
  }
}
