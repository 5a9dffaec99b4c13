package vethlab.userland.iproute;

import static vethlab.userland.iproute.command.Keyword.full;
import static vethlab.userland.iproute.command.Keyword.prefix;

import com.google.common.collect.ImmutableList;
import vethlab.userland.iproute.command.Keyword;

/// The options of `ip`, in the order in which they are tried: `-h` is `-human`, `-s` is `-stats`.
enum IpOption implements Keyword {
  LOOPS(prefix("-loops")),
  FAMILY(prefix("-family")),
  INET(full("-4")),
  INET6(full("-6")),
  LINK(full("-0")),
  MPLS(full("-M")),
  BRIDGE(full("-B")),
  HUMAN(prefix("-human"), prefix("-human-readable")),
  IEC(prefix("-iec")),
  STATISTICS(prefix("-stats"), prefix("-statistics")),
  DETAILS(prefix("-details")),
  RESOLVE(prefix("-resolve")),
  ONELINE(prefix("-oneline")),
  TIMESTAMP(prefix("-timestamp")),
  TSHORT(prefix("-tshort")),
  VERSION(prefix("-Version")),
  FORCE(prefix("-force")),
  BATCH(prefix("-batch")),
  BRIEF(prefix("-brief")),
  JSON(prefix("-json")),
  PRETTY(prefix("-pretty")),
  RCVBUF(prefix("-rcvbuf")),
  COLOUR(prefix("-color")),
  HELP(prefix("-help")),
  NETNS(prefix("-netns")),
  NUMERIC(prefix("-Numeric")),
  ALL(prefix("-all")),
  ECHO(full("-echo"));

  @SuppressWarnings("ImmutableEnumChecker") // a list of values
  private final ImmutableList<Spelling> spellings;

  IpOption(Spelling... spellings) {
    this.spellings = ImmutableList.copyOf(spellings);
  }

  @Override
  public ImmutableList<Spelling> spellings() {
    return spellings;
  }
}
