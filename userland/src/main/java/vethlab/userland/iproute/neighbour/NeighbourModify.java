package vethlab.userland.iproute.neighbour;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.neighbour.NeighbourFlag;
import vethlab.simulator.neighbour.NeighbourRequest;
import vethlab.simulator.neighbour.NeighbourTable;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.rtnetlink.HardwareAddress;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.link.HardwareAddressText;

/// `ip neigh add`, `change`, `replace` and `delete` (`ipneigh_modify`, `neigh_add`,
/// `neigh_delete`).
final class NeighbourModify implements Command {

  /// What is asked of the kernel.
  enum Action {
    ADD,
    CHANGE,
    REPLACE,
    DELETE
  }

  private final Action action;

  NeighbourModify(Action action) {
    this.action = action;
  }

  @Override
  public int run(Tool tool, Arguments arguments) {
    Words words = new Words(tool, arguments);
    words.read();
    IpAddress address = words.destination == null ? null : words.destination.address();
    if ((words.device == null && !words.proxy) || address == null) {
      throw tool.exit(255, "Device and destination are required arguments.");
    }
    HardwareAddress linkAddress =
        words.linkAddress == null || words.linkAddress.equals("null")
            ? null
            : HardwareAddressText.read(tool, words.linkAddress).value();
    int index = words.device == null ? 0 : tool.deviceIndex(words.device);
    try {
      send(tool, words, address, linkAddress, index);
    } catch (KernelError refused) {
      tool.error(Tool.answer(refused));
      throw tool.exit(2);
    }
    return 0;
  }

  /// What the words say.
  private static final class Words {

    private final Tool tool;
    private final Arguments arguments;
    private final Set<NeighbourFlag> flags = EnumSet.noneOf(NeighbourFlag.class);
    private NudState state = NudState.PERMANENT;
    private @Nullable String linkAddress;
    private @Nullable String device;
    private @Nullable InetPrefix destination;
    private boolean proxy;
    private boolean use;
    private int protocol;

    Words(Tool tool, Arguments arguments) {
      this.tool = tool;
      this.arguments = arguments;
    }

    void read() {
      for (; !arguments.isEmpty(); arguments.advance()) {
        readWord();
      }
    }

    private void readWord() {
      if (arguments.matches("lladdr")) {
        String text = arguments.next();
        if (linkAddress != null) {
          throw arguments.duplicate("lladdr", text);
        }
        linkAddress = text;
      } else if (arguments.is("nud")) {
        String text = arguments.next();
        NudState named = StateText.read(text);
        if (named == null) {
          throw arguments.invalid("nud state is bad", text);
        }
        state = named;
      } else if (arguments.matches("proxy")) {
        String text = arguments.next();
        if (arguments.matches("help")) {
          throw tool.usage("ip-neighbour");
        }
        if (destination != null) {
          throw arguments.duplicate("address", text);
        }
        destination = arguments.address(text, tool.options().family());
        proxy = true;
      } else if (arguments.is("router")) {
        flags.add(NeighbourFlag.ROUTER);
      } else if (arguments.is("use")) {
        use = true;
      } else if (arguments.is("managed")) {
        flags.add(NeighbourFlag.MANAGED);
        state = NudState.NONE;
      } else if (arguments.matches("extern_learn")) {
        flags.add(NeighbourFlag.EXTERN_LEARN);
      } else if (arguments.is("dev")) {
        device = arguments.next();
      } else if (arguments.matches("protocol")) {
        String text = arguments.next();
        Long number = tool.names().protocolNumber(text);
        if (number == null) {
          throw arguments.invalid("\"protocol\" value is invalid\n", text);
        }
        protocol = number.intValue();
      } else {
        readDestination();
      }
    }

    private void readDestination() {
      if (arguments.is("to")) {
        arguments.next();
      }
      if (arguments.matches("help")) {
        arguments.next();
      }
      if (destination != null) {
        throw arguments.garbage("to", arguments.word());
      }
      destination = arguments.address(arguments.word(), tool.options().family());
    }
  }

  private void send(
      Tool tool, Words words, IpAddress address, @Nullable HardwareAddress linkAddress, int index) {
    NetDevice device = index == 0 ? null : tool.devices().find(index);
    if (index != 0 && device == null) {
      throw new KernelError(Errno.ENODEV);
    }
    Family family = Family.of(address);
    if (words.proxy && family == Family.INET6) {
      throw new NotModelled("ip neigh … proxy " + address + " (proxy neighbour discovery)");
    }
    if (action == Action.DELETE) {
      delete(table(tool, family), device, address, words.proxy);
      return;
    }
    MacAddress mac = linkAddress == null ? null : linkAddress.mac();
    if (linkAddress != null && device != null && mac == null) {
      throw new KernelError(Errno.EINVAL, "Invalid link address");
    }
    if (family == Family.INET6
        && device != null
        && !words.proxy
        && !tool.network().ipv6().allowsNeighbours(device)) {
      throw new KernelError(Errno.EINVAL, "IPv6 is disabled on this device");
    }
    table(tool, family)
        .set(
            new NeighbourRequest(
                device,
                address,
                mac,
                words.state,
                words.flags,
                words.use,
                words.proxy,
                words.protocol,
                action != Action.CHANGE,
                action == Action.ADD,
                action != Action.ADD));
  }

  private static void delete(
      NeighbourTable table, @Nullable NetDevice device, IpAddress address, boolean proxy) {
    if (proxy) {
      table.deleteProxy(device, address);
    } else if (device == null) {
      throw new KernelError(Errno.EINVAL);
    } else {
      table.delete(device, address);
    }
  }

  static NeighbourTable table(Tool tool, Family family) {
    return switch (family) {
      case INET -> tool.network().ipv4().neighbours();
      case INET6 -> tool.network().ipv6().neighbours();
      case UNSPEC, LINK, MPLS, BRIDGE -> throw new KernelError(Errno.EAFNOSUPPORT);
    };
  }
}
