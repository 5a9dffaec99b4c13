package vethlab.userland.iproute.address;

import static vethlab.userland.iproute.command.Keyword.full;
import static vethlab.userland.iproute.command.Keyword.prefix;

import com.google.common.collect.ImmutableList;
import vethlab.userland.iproute.command.Keyword;

/// The words that describe an address, in the order in which they are tried; flags come next, and
/// anything else is the address itself.
enum AddressKeyword implements Keyword {
  PEER(full("peer"), full("remote")),
  BROADCAST(prefix("broadcast"), full("brd")),
  ANYCAST(full("anycast")),
  SCOPE(full("scope")),
  DEV(full("dev")),
  LABEL(full("label")),
  METRIC(prefix("metric"), prefix("priority"), prefix("preference")),
  VALID_LFT(prefix("valid_lft")),
  PREFERRED_LFT(prefix("preferred_lft"));

  @SuppressWarnings("ImmutableEnumChecker") // a list of values
  private final ImmutableList<Spelling> spellings;

  AddressKeyword(Spelling... spellings) {
    this.spellings = ImmutableList.copyOf(spellings);
  }

  @Override
  public ImmutableList<Spelling> spellings() {
    return spellings;
  }
}
