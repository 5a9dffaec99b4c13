package vethlab.userland.iproute.tuntap;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.TapDevice;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.command.Accounts;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.LinkNames;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;

/// What the words of `ip tuntap add` and `delete` say (`parse_args`).
final class TapWords {

  /// Stands for no user or group (`(uid_t) -1`).
  private static final int NOBODY = -1;

  private final Tool tool;
  private final Arguments arguments;
  private final boolean adding;
  private String name = "";
  private boolean tun;
  private boolean tap;
  private boolean packetInformation;
  private boolean oneQueue;
  private boolean vnetHeader;
  private int owner = NOBODY;
  private int group = NOBODY;

  /// @param adding whether an owner may be named
  TapWords(Tool tool, Arguments arguments, boolean adding) {
    this.tool = tool;
    this.arguments = arguments;
    this.adding = adding;
  }

  /// The name, perhaps with `%d`, empty for one that the kernel chooses.
  String name() {
    return name;
  }

  /// Whether it is a tap, not a tun.
  boolean isTap() {
    return tap;
  }

  TapDevice.Settings settings() {
    return new TapDevice.Settings(
        packetInformation, oneQueue, vnetHeader, present(owner), present(group));
  }

  private static @Nullable Integer present(int id) {
    return id == NOBODY ? null : (Integer) id;
  }

  /// Reads the words.
  void read() {
    for (; !arguments.isEmpty(); arguments.advance()) {
      readWord();
    }
    if (!tun && !tap) {
      throw tool.fail(-1, "You failed to specify a tunnel mode");
    }
  }

  private void readWord() {
    if (arguments.matches("mode")) {
      readMode();
    } else if (adding && arguments.matches("user")) {
      owner = account(Accounts.USERS, "user");
    } else if (adding && arguments.matches("group")) {
      group = account(Accounts.GROUPS, "group");
    } else if (arguments.matches("pi")) {
      packetInformation = true;
    } else if (arguments.matches("one_queue")) {
      oneQueue = true;
    } else if (arguments.matches("vnet_hdr")) {
      vnetHeader = true;
    } else if (arguments.matches("multi_queue")) {
      throw new NotModelled("ip tuntap … multi_queue");
    } else if (arguments.matches("dev")) {
      arguments.next();
      readName("\"dev\" not a valid ifname");
    } else {
      if (arguments.matches("name")) {
        arguments.next();
      } else if (arguments.matches("help")) {
        throw tool.usage("ip-tuntap");
      }
      if (!name.isEmpty()) {
        throw arguments.garbage("name", arguments.word());
      }
      readName("\"name\" not a valid ifname");
    }
  }

  private void readMode() {
    String text = arguments.next();
    if (arguments.matches("tun")) {
      tun = true;
    } else if (arguments.matches("tap")) {
      tap = true;
    } else {
      throw tool.exit(255, "Unknown tunnel mode \"" + text + "\"");
    }
    if (tun && tap) {
      throw tool.exit(255, "You managed to ask for more than one tunnel mode.");
    }
  }

  private void readName(String wrong) {
    name = arguments.word();
    if (!LinkNames.isValid(name)) {
      throw arguments.invalid(wrong, name);
    }
  }

  /// A number, or the name of a user or group.
  private int account(Accounts accounts, String what) {
    String text = arguments.next();
    Numbers.Prefix number = Numbers.prefix(text, 10);
    if (number != null && number.end() == text.length()) {
      return number.value().intValue();
    }
    Long known = accounts.number(tool, text);
    if (known == null) {
      throw tool.exit(255, "invalid " + what + " \"" + text + "\"");
    }
    return known.intValue();
  }
}
