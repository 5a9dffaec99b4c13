package vethlab.userland.iproute;

import static vethlab.userland.iproute.command.Keyword.full;
import static vethlab.userland.iproute.command.Keyword.prefix;

import com.google.common.collect.ImmutableList;
import vethlab.userland.iproute.command.Keyword;

/// The options of `bridge`, in the order in which they are tried: `-c` is `-compressvlans`.
enum BridgeToolOption implements Keyword {
  HELP(prefix("-help")),
  VERSION(prefix("-Version")),
  STATISTICS(prefix("-stats"), prefix("-statistics")),
  DETAILS(prefix("-details")),
  ONELINE(prefix("-oneline")),
  TIMESTAMP(prefix("-timestamp")),
  FAMILY_4(full("-4")),
  FAMILY_6(full("-6")),
  NETNS(prefix("-netns")),
  COMPRESS(prefix("-compressvlans")),
  COLOUR(prefix("-color")),
  FORCE(prefix("-force")),
  JSON(prefix("-json")),
  PRETTY(prefix("-pretty")),
  BATCH(prefix("-batch"));

  @SuppressWarnings("ImmutableEnumChecker") // a list of values
  private final ImmutableList<Spelling> spellings;

  BridgeToolOption(Spelling... spellings) {
    this.spellings = ImmutableList.copyOf(spellings);
  }

  @Override
  public ImmutableList<Spelling> spellings() {
    return spellings;
  }
}
