package vethlab.userland.iproute.neighbour;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.neighbour.NeighbourFlag;
import vethlab.simulator.neighbour.NudState;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Tool;

/// Which neighbours `ip neigh show` and `ip neigh flush` are about, as the words behind them say
/// (`do_show_or_flush`).
final class NeighbourFilter {

  /// Stands for [NudState#NONE], which is no bit.
  private static final int NONE = 0x100;

  private static final int ALL = -1;

  private final Tool tool;
  private Family family;
  private int states;
  private boolean unused;
  private boolean proxies;
  private int index;
  private int master;
  private int protocol;
  private @Nullable InetPrefix prefix;

  /// Reads the words.
  NeighbourFilter(Tool tool, Arguments arguments, boolean flush) {
    this.tool = tool;
    this.family = tool.options().family();
    this.states =
        flush ? ~(NudState.PERMANENT.bit() | NudState.NOARP.bit()) : 0xff & ~NudState.NOARP.bit();
    if (family == Family.BRIDGE) {
      throw new NotModelled("ip -family bridge neigh");
    }
    String device = read(arguments, flush);
    if (device != null) {
      index = tool.deviceIndex(device);
    }
  }

  /// Reads the words.
  ///
  /// @return the name of the device, or null
  private @Nullable String read(Arguments arguments, boolean flush) {
    String device = null;
    boolean stateGiven = false;
    for (; !arguments.isEmpty(); arguments.advance()) {
      switch (arguments.word()) {
        case "dev" -> {
          String name = arguments.next();
          if (device != null) {
            throw arguments.duplicate("dev", name);
          }
          device = name;
        }
        case "master" -> {
          String name = arguments.next();
          master = tool.links().index(name);
          if (master == 0) {
            throw arguments.invalid("Device does not exist\n", name);
          }
        }
        case "vrf" -> throw arguments.invalid("Not a valid VRF name\n", arguments.next());
        case "nomaster" -> master = -1;
        case "unused" -> unused = true;
        case "nud" -> {
          int state = state(arguments, flush);
          states = stateGiven ? states | state : state;
          stateGiven = true;
        }
        case "proxy" -> proxies = true;
        default -> {
          if (arguments.matches("protocol")) {
            protocol = protocol(arguments);
          } else {
            readPrefix(arguments);
          }
        }
      }
    }
    return device;
  }

  private static int state(Arguments arguments, boolean flush) {
    String text = arguments.next();
    NudState state = StateText.read(text);
    if (state != null) {
      return state == NudState.NONE ? NONE : state.bit();
    }
    if (!text.equals("all")) {
      throw arguments.invalid("nud state is bad", text);
    }
    return flush ? ALL & ~NudState.NOARP.bit() : ALL;
  }

  private int protocol(Arguments arguments) {
    String text = arguments.next();
    Long number = tool.names().protocolNumber(text);
    if (number == null && !text.equals("all")) {
      throw arguments.invalid("invalid \"protocol\"\n", text);
    }
    return number == null ? 0 : number.intValue();
  }

  private void readPrefix(Arguments arguments) {
    if (arguments.is("to")) {
      arguments.next();
    }
    if (arguments.matches("help")) {
      throw tool.usage("ip-neighbour");
    }
    prefix = arguments.prefix(arguments.word(), family);
    if (family == Family.UNSPEC) {
      family = prefix.family();
    }
  }

  /// The device that is asked for, 0 for all.
  int index() {
    return index;
  }

  /// What is failed no longer counts: a flush deletes it once.
  void ignoreFailed() {
    states &= ~NudState.FAILED.bit();
  }

  /// The neighbours that are meant now.
  ImmutableList<NeighbourLine> lines() {
    return NeighbourLine.all(tool, family, proxies).stream()
        .filter(this::matches)
        .collect(ImmutableList.toImmutableList());
  }

  private boolean matches(NeighbourLine line) {
    boolean stateFits =
        (states & line.state().bit()) != 0
            || line.isProxy()
            || line.has(NeighbourFlag.EXTERN_LEARN)
            || (line.state() == NudState.NONE && (states & NONE) != 0);
    return stateFits
        && (index == 0 || index == line.deviceIndex())
        && masterFits(line.device())
        && (prefix == null || prefix.covers(line.address()))
        && (protocol == 0 || protocol == line.protocol())
        && !(unused && line.neighbour() != null && line.neighbour().references() > 0);
  }

  private boolean masterFits(@Nullable NetDevice device) {
    NetDevice above = device == null ? null : device.master();
    return switch (master) {
      case 0 -> true;
      case -1 -> above == null;
      default -> above != null && above.index() == master;
    };
  }
}
