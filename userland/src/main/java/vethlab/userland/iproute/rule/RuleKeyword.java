package vethlab.userland.iproute.rule;

import static vethlab.userland.iproute.command.Keyword.full;
import static vethlab.userland.iproute.command.Keyword.prefix;

import com.google.common.collect.ImmutableList;
import vethlab.userland.iproute.command.Keyword;

/// The words of `ip rule add` and `delete`, in the order in which they are tried.
enum RuleKeyword implements Keyword {
  NOT(full("not")),
  FROM(full("from")),
  TO(full("to")),
  PRIORITY(prefix("preference"), prefix("order"), prefix("priority")),
  TOS(full("tos"), prefix("dsfield")),
  FWMARK(full("fwmark")),
  REALMS(prefix("realms")),
  PROTOCOL(prefix("protocol")),
  TUN_ID(prefix("tun_id")),
  TABLE(prefix("table"), full("lookup")),
  SUPPRESS_PREFIXLENGTH(prefix("suppress_prefixlength"), full("sup_pl")),
  SUPPRESS_IFGROUP(prefix("suppress_ifgroup"), full("sup_group")),
  IIF(full("dev"), full("iif")),
  OIF(full("oif")),
  L3MDEV(full("l3mdev")),
  UIDRANGE(full("uidrange")),
  NAT(full("nat"), prefix("map-to")),
  IPPROTO(full("ipproto")),
  SPORT(full("sport")),
  DPORT(full("dport"));

  @SuppressWarnings("ImmutableEnumChecker") // a list of values
  private final ImmutableList<Spelling> spellings;

  RuleKeyword(Spelling... spellings) {
    this.spellings = ImmutableList.copyOf(spellings);
  }

  @Override
  public ImmutableList<Spelling> spellings() {
    return spellings;
  }
}
