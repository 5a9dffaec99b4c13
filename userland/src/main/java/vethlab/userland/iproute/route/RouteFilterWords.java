package vethlab.userland.iproute.route;

import static vethlab.userland.iproute.command.Keyword.full;
import static vethlab.userland.iproute.command.Keyword.prefix;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.Route;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Tool;

/// The words of `ip route show` and `ip route flush` (`iproute_list_flush_or_save`).
final class RouteFilterWords {

  /// In the order in which they are tried; anything else is a destination.
  private enum Word implements Keyword {
    TABLE(prefix("table")),
    VRF(prefix("vrf")),
    CACHED(prefix("cached"), prefix("cloned")),
    TOS(full("tos"), prefix("dsfield")),
    PROTOCOL(prefix("protocol")),
    SCOPE(prefix("scope")),
    TYPE(prefix("type")),
    DEV(full("dev"), full("oif")),
    IIF(full("iif")),
    MARK(full("mark")),
    METRIC(prefix("metric"), prefix("priority"), full("preference")),
    VIA(full("via")),
    SRC(full("src")),
    REALMS(prefix("realms")),
    FROM(prefix("from"));

    @SuppressWarnings("ImmutableEnumChecker") // a list of values
    private final ImmutableList<Spelling> spellings;

    Word(Spelling... spellings) {
      this.spellings = ImmutableList.copyOf(spellings);
    }

    @Override
    public ImmutableList<Spelling> spellings() {
      return spellings;
    }
  }

  private final Tool tool;
  private final Arguments words;
  private final Family family;
  private final RouteFilter filter = new RouteFilter();
  private @Nullable String incoming;
  private @Nullable String device;

  RouteFilterWords(Tool tool, Arguments words) {
    this.tool = tool;
    this.words = words;
    this.family = tool.options().family();
  }

  /// Reads all words.
  RouteFilter read() {
    filter.table = Route.TABLE_MAIN;
    for (; !words.isEmpty(); words.advance()) {
      Word word = words.find(Word.values());
      if (word == null) {
        readDestination();
      } else {
        read(word);
      }
    }
    if (incoming != null) {
      filter.incoming = tool.deviceIndex(incoming);
    }
    if (device != null) {
      filter.device = tool.deviceIndex(device);
    }
    return filter;
  }

  private void read(Word word) {
    switch (word) {
      case TABLE -> readTable();
      case VRF -> {
        String name = words.next();
        throw words.invalid("Invalid VRF\n", name);
      }
      case CACHED -> filter.cached = true;
      case TOS -> {
        String text = words.next();
        filter.tos = number(tool.names().serviceNumber(text), "TOS value is invalid\n", text);
      }
      case PROTOCOL -> {
        String text = words.next();
        Long number = tool.names().protocolNumber(text);
        filter.protocol =
            text.equals("all") && number == null
                ? null
                : number(number, "invalid \"protocol\"\n", text);
      }
      case SCOPE -> {
        String text = words.next();
        Long number = tool.names().scopeNumber(text);
        filter.scope =
            text.equals("all") && number == null
                ? null
                : number(number, "invalid \"scope\"\n", text);
      }
      case TYPE -> {
        String text = words.next();
        Integer type = RouteTypes.number(text);
        if (type == null) {
          throw words.invalid("node type value is invalid\n", text);
        }
        filter.type = type;
      }
      case DEV -> device = words.next();
      case IIF -> incoming = words.next();
      case MARK -> filter.mark = words.nextUnsigned(32, "invalid mark value");
      case METRIC -> filter.metric = words.nextUnsigned(32, "\"metric\" value is invalid\n");
      case VIA -> {
        String text = words.next();
        Family named = Family.ofName(text);
        filter.via =
            words.prefix(named == null ? text : words.next(), named == null ? family : named);
      }
      case SRC -> filter.preferredSource = words.prefix(words.next(), family);
      case REALMS -> throw new NotModelled("ip route … realms");
      case FROM -> readSource();
    }
  }

  private int number(@Nullable Long number, String wrong, String text) {
    if (number == null) {
      throw words.invalid(wrong, text);
    }
    return number.intValue();
  }

  private void readTable() {
    String text = words.next();
    Long number = tool.names().tableNumber(text);
    if (number != null) {
      filter.table = number.intValue();
      return;
    }
    switch (text) {
      case "all" -> filter.table = 0;
      case "cache" -> filter.cached = true;
      case "help" -> throw tool.usage("ip-route");
      default -> throw words.invalid("table id value is invalid\n", text);
    }
  }

  private void readSource() {
    words.next();
    if (words.matches("root")) {
      filter.rootSource = words.prefix(words.next(), family);
    } else if (words.matches("match")) {
      filter.matchSource = words.prefix(words.next(), family);
    } else {
      InetPrefix exact = words.prefix(words.matches("exact") ? words.next() : words.word(), family);
      filter.rootSource = exact;
      filter.matchSource = exact;
    }
  }

  private void readDestination() {
    if (words.matches("to")) {
      words.next();
    }
    if (words.matches("root")) {
      filter.rootDestination = words.prefix(words.next(), family);
    } else if (words.matches("match")) {
      filter.matchDestination = words.prefix(words.next(), family);
    } else {
      InetPrefix exact = words.prefix(words.matches("exact") ? words.next() : words.word(), family);
      filter.rootDestination = exact;
      filter.matchDestination = exact;
    }
  }
}
