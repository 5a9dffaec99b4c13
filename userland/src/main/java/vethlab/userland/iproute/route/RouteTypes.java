package vethlab.userland.iproute.route;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.RouteType;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Numbers;

/// The types of routes by their names, in the order in which those are tried (`rtnl_rtntype_a2n`).
enum RouteTypes implements Keyword {
  LOCAL(2, Keyword.full("local")),
  NAT(10, Keyword.full("nat")),
  BROADCAST(3, Keyword.prefix("broadcast"), Keyword.full("brd")),
  ANYCAST(4, Keyword.prefix("anycast")),
  MULTICAST(5, Keyword.prefix("multicast")),
  PROHIBIT(8, Keyword.prefix("prohibit")),
  UNREACHABLE(7, Keyword.prefix("unreachable")),
  BLACKHOLE(6, Keyword.prefix("blackhole")),
  XRESOLVE(11, Keyword.prefix("xresolve")),
  UNICAST(1, Keyword.prefix("unicast")),
  THROW(9, Keyword.full("throw"));

  private final int number;

  @SuppressWarnings("ImmutableEnumChecker") // a list of values
  private final ImmutableList<Spelling> spellings;

  RouteTypes(int number, Spelling... spellings) {
    this.number = number;
    this.spellings = ImmutableList.copyOf(spellings);
  }

  @Override
  public ImmutableList<Spelling> spellings() {
    return spellings;
  }

  /// The number in a netlink message.
  int number() {
    return number;
  }

  /// The number of a type by its name, or null if the word is neither a name nor a number.
  static @Nullable Integer number(String word) {
    RouteTypes named = Keyword.find(values(), word);
    if (named != null) {
      return named.number;
    }
    Long number = Numbers.unsigned(word, 8);
    return number == null ? null : number.intValue();
  }

  /// The type of a number, or null if the kernel has none.
  static @Nullable RouteType type(int number) {
    for (RouteType type : RouteType.values()) {
      if (type.number() == number) {
        return type;
      }
    }
    return null;
  }

  /// The name that is printed.
  static String text(RouteType type, boolean numeric) {
    if (numeric) {
      return Integer.toString(type.number());
    }
    return type == RouteType.UNSPEC ? "none" : type.text();
  }
}
