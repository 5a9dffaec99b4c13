package vethlab.userland.iproute.rule;

import static vethlab.userland.iproute.command.Keyword.full;
import static vethlab.userland.iproute.command.Keyword.prefix;

import com.google.common.collect.ImmutableList;
import vethlab.userland.iproute.command.Keyword;

/// The words of `ip rule show` and `flush`, in the order in which they are tried; not quite those
/// of [RuleKeyword].
enum RuleFilterKeyword implements Keyword {
  PRIORITY(prefix("preference"), prefix("order"), prefix("priority")),
  NOT(full("not")),
  TOS(full("tos"), full("dsfield")),
  FWMARK(full("fwmark")),
  IIF(full("dev"), full("iif")),
  OIF(full("oif")),
  L3MDEV(full("l3mdev")),
  UIDRANGE(full("uidrange")),
  TUN_ID(prefix("tun_id")),
  TABLE(prefix("lookup"), prefix("table")),
  FROM(prefix("from"), prefix("src")),
  PROTOCOL(prefix("protocol")),
  IPPROTO(full("ipproto")),
  SPORT(full("sport")),
  DPORT(full("dport"));

  @SuppressWarnings("ImmutableEnumChecker") // a list of values
  private final ImmutableList<Spelling> spellings;

  RuleFilterKeyword(Spelling... spellings) {
    this.spellings = ImmutableList.copyOf(spellings);
  }

  @Override
  public ImmutableList<Spelling> spellings() {
    return spellings;
  }
}
