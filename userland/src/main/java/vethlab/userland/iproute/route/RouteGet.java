package vethlab.userland.iproute.route;

import static vethlab.userland.iproute.command.Keyword.full;
import static vethlab.userland.iproute.command.Keyword.prefix;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.rtnetlink.RouteAnswers;
import vethlab.simulator.rtnetlink.RouteQuestion;
import vethlab.simulator.rtnetlink.RouteReport;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `ip route get`: asks which way a packet would go (`iproute_get`).
public final class RouteGet implements Command {

  /// The best known lines of `/etc/protocols`.
  private static final ImmutableMap<String, Integer> PROTOCOLS =
      ImmutableMap.<String, Integer>builder()
          .put("ip", 0)
          .put("icmp", IpProtocol.ICMP)
          .put("igmp", IpProtocol.IGMP)
          .put("tcp", IpProtocol.TCP)
          .put("udp", IpProtocol.UDP)
          .put("dccp", 33)
          .put("ipv6", 41)
          .put("gre", 47)
          .put("esp", 50)
          .put("ah", 51)
          .put("ipv6-icmp", IpProtocol.ICMPV6)
          .put("ospf", 89)
          .put("pim", 103)
          .put("vrrp", 112)
          .put("sctp", 132)
          .put("udplite", 136)
          .buildOrThrow();

  /// In the order in which they are tried; anything else is the destination.
  private enum Word implements Keyword {
    TOS(full("tos"), prefix("dsfield")),
    FROM(prefix("from")),
    IIF(prefix("iif")),
    MARK(prefix("mark")),
    OIF(prefix("oif"), full("dev")),
    NOTIFY(prefix("notify")),
    CONNECTED(prefix("connected")),
    VRF(prefix("vrf")),
    UID(prefix("uid")),
    FIBMATCH(prefix("fibmatch")),
    AS(full("as")),
    SPORT(prefix("sport")),
    DPORT(prefix("dport")),
    IPPROTO(prefix("ipproto"));

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

  @Override
  public int run(Tool tool, Arguments arguments) {
    Request request = new Request(tool, arguments);
    request.read();
    RouteReport answer = tool.talk(request::send);
    Report report = tool.report();
    report.begin();
    RouteFilter everything = new RouteFilter();
    new RoutePrinter(tool, report, everything).print(answer);
    if (request.connected && request.source == null) {
      report.end();
      if (answer.preferredSource() == null && answer.source() == null) {
        throw tool.fail(-1, "Failed to connect the route");
      }
      new RoutePrinter(tool, tool.textReport(), everything).print(tool.talk(request::send));
      return 0;
    }
    report.end();
    return 0;
  }

  /// What is asked.
  private static final class Request {

    private final Tool tool;
    private final Arguments words;
    private Family family;
    private @Nullable InetPrefix destination;
    private @Nullable InetPrefix source;
    private @Nullable String incoming;
    private @Nullable String outgoing;
    private int incomingIndex;
    private int outgoingIndex;
    private int tos;
    private int mark;
    private int protocol;
    private int sourcePort;
    private int destinationPort;
    private @Nullable Integer user;
    private boolean wholeRoute;
    private boolean connected;
    private boolean translated;

    Request(Tool tool, Arguments words) {
      this.tool = tool;
      this.words = words;
      this.family = tool.options().family();
    }

    void read() {
      for (; !words.isEmpty(); words.advance()) {
        Word word = words.find(Word.values());
        if (word == null) {
          readDestination();
        } else {
          read(word);
        }
      }
      if (destination == null) {
        throw tool.fail(-1, "need at least a destination address");
      }
      if (incoming != null) {
        incomingIndex = tool.deviceIndex(incoming);
      }
      if (outgoing != null) {
        outgoingIndex = tool.deviceIndex(outgoing);
      }
    }

    private void read(Word word) {
      switch (word) {
        case TOS -> {
          String text = words.next();
          Long number = tool.names().serviceNumber(text);
          if (number == null) {
            throw words.invalid("TOS value is invalid\n", text);
          }
          tos = number.intValue();
        }
        case FROM -> {
          words.next();
          if (words.matches("help")) {
            throw tool.usage("ip-route");
          }
          source = words.prefix(words.word(), family);
          settle(source);
        }
        case IIF -> incoming = words.next();
        case MARK -> mark = (int) words.nextUnsigned(32, "invalid mark value");
        case OIF -> outgoing = words.next();
        case NOTIFY -> {}
        case CONNECTED -> connected = true;
        case VRF -> {
          String name = words.next();
          throw words.invalid("Invalid VRF\n", name);
        }
        case UID -> user = (int) words.nextUnsigned(32, "invalid UID\n");
        case FIBMATCH -> wholeRoute = true;
        case AS -> {
          words.next();
          if (words.is("to")) {
            words.next();
          }
          settle(words.address(words.word(), family));
          translated = true;
        }
        case SPORT -> sourcePort = (int) words.nextUnsigned(16, "invalid sport\n");
        case DPORT -> destinationPort = (int) words.nextUnsigned(16, "invalid dport\n");
        case IPPROTO -> {
          String text = words.next();
          Long number = Numbers.unsigned(text, 8);
          Integer named = PROTOCOLS.get(text);
          if (number == null && named == null) {
            throw words.invalid("Invalid \"ipproto\" value\n", text);
          }
          protocol = named != null ? named : number == null ? 0 : number.intValue();
        }
      }
    }

    private void settle(InetPrefix address) {
      if (family == Family.UNSPEC) {
        family = address.family();
      }
    }

    private void readDestination() {
      if (words.is("to")) {
        words.next();
      }
      if (words.matches("help")) {
        throw tool.usage("ip-route");
      }
      destination = words.prefix(words.word(), family);
      settle(destination);
      if ((family == Family.INET || family == Family.INET6)
          && destination.length() != family.bits()) {
        tool.error(
            "Warning: /"
                + destination.length()
                + " as prefix is invalid, only /"
                + family.bits()
                + " (or none) is supported.\n");
      }
    }

    /// @throws KernelError as the kernel refuses
    RouteReport send() {
      boolean ipv6 = family == Family.INET6;
      String module = ipv6 ? "ipv6" : "ipv4";
      String request = ipv6 ? "get route request" : "route get request";
      if (source != null && source.length() != 0 && source.length() != (ipv6 ? 128 : 32)) {
        throw new KernelError(Errno.EINVAL, module + ": Invalid values in header for " + request);
      }
      if (translated) {
        throw new KernelError(Errno.EINVAL, module + ": Unsupported attribute in " + request);
      }
      boolean known =
          switch (protocol) {
            case 0, IpProtocol.TCP, IpProtocol.UDP -> true;
            case IpProtocol.ICMP -> !ipv6;
            case IpProtocol.ICMPV6 -> ipv6;
            default -> false;
          };
      if (!known) {
        throw new KernelError(Errno.EOPNOTSUPP, "Unsupported ip proto");
      }
      RouteQuestion question =
          new RouteQuestion(
              address(destination),
              address(source),
              incomingIndex,
              outgoingIndex,
              tos,
              mark,
              protocol,
              sourcePort,
              destinationPort,
              user,
              wholeRoute);
      return new RouteAnswers(tool.network()).answer(question);
    }

    private IpAddress address(@Nullable InetPrefix prefix) {
      if (prefix != null && prefix.address() != null) {
        return prefix.address();
      }
      return family == Family.INET6 ? Ipv6Address.ANY : Ipv4Address.ANY;
    }
  }
}
