package vethlab.simulator.neighbour;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.MacAddress;

/// News about a neighbour (the arguments of `neigh_update`).
///
/// @param mac its link address, or null if the news says nothing about it
/// @param state what is known from now on
/// @param how what the news may change
public record NeighbourUpdate(@Nullable MacAddress mac, NudState state, Set<How> how) {

  /// What an update may do (`NEIGH_UPDATE_F_*`).
  public enum How {
    /// A different link address replaces the one known.
    OVERRIDE,
    /// A different link address makes a connected one suspect instead of replacing it.
    WEAK_OVERRIDE,
    /// What is said about being a router counts.
    OVERRIDE_IS_ROUTER,
    IS_ROUTER,
    /// A person asked for it.
    ADMIN,
    EXTERN_LEARN,
    USE,
    MANAGED
  }

  public NeighbourUpdate {
    how = how.isEmpty() ? Set.of() : Set.copyOf(how);
  }

  public static NeighbourUpdate of(@Nullable MacAddress mac, NudState state, How... how) {
    Set<How> set = EnumSet.noneOf(How.class);
    for (How each : how) {
      set.add(each);
    }
    return new NeighbourUpdate(mac, state, set);
  }

  boolean may(How each) {
    return how.contains(each);
  }
}
