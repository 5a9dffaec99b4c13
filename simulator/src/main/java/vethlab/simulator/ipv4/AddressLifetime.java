package vethlab.simulator.ipv4;

import vethlab.simulator.time.SimTime;

/// How long an address is good for (`ifa_cacheinfo`).
///
/// @param validSeconds until it is removed, counted from `updated`
/// @param preferredSeconds until it is deprecated
/// @param created when the address was added
/// @param updated when the lifetimes were last set
public record AddressLifetime(
    long validSeconds, long preferredSeconds, SimTime created, SimTime updated) {

  /// What stands for no limit (`INFINITY_LIFE_TIME`).
  public static final long FOREVER = 0xffff_ffffL;

  public static AddressLifetime forever(SimTime now) {
    return new AddressLifetime(FOREVER, FOREVER, now, now);
  }

  /// Whether it is never removed (`IFA_F_PERMANENT`): `ip` prints `dynamic` otherwise.
  public boolean isPermanent() {
    return validSeconds == FOREVER;
  }

  /// The seconds left, as `valid_lft` shows them; [#FOREVER] if without limit.
  public long validLeft(SimTime now) {
    return left(validSeconds, now);
  }

  /// The seconds left, as `preferred_lft` shows them.
  public long preferredLeft(SimTime now) {
    return left(preferredSeconds, now);
  }

  private long left(long seconds, SimTime now) {
    return seconds == FOREVER ? FOREVER : Math.max(0, seconds - now.since(updated).toSeconds());
  }
}
