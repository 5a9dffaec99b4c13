package vethlab.userland.iproute.show;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.address.AddressFlag;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Tool;

/// The words of `ip link show`, `ip address show` and `flush`, read into a filter
/// (`ipaddr_list_flush_or_save`).
final class ShowWords {

  private final Tool tool;
  private final Arguments words;
  private final String usage;
  private Family family;
  private @Nullable String device;
  private boolean onlyUp;
  private int group = -1;
  private int master;
  private @Nullable String kind;
  private @Nullable String portKind;
  private @Nullable String label;
  private @Nullable InetPrefix prefix;
  private @Nullable Integer scope;
  private int flags;
  private int flagMask;

  /// @param usage the text for `help`
  ShowWords(Tool tool, Arguments words, Family family, String usage) {
    this.tool = tool;
    this.words = words;
    this.family = family;
    this.usage = usage;
  }

  ShowFilter read() {
    for (; !words.isEmpty(); words.advance()) {
      readWord();
    }
    int index = 0;
    if (device != null) {
      index = tool.links().index(device);
      if (index <= 0) {
        throw tool.fail(-1, "Device \"" + device + "\" does not exist.");
      }
    }
    return new ShowFilter(
        family, device, index, onlyUp, group, master, kind, portKind, label, prefix, scope, flags,
        flagMask);
  }

  private void readWord() {
    switch (words.word()) {
      case "to" -> {
        prefix = words.prefix(words.next(), family);
        if (family == Family.UNSPEC) {
          family = prefix.family();
        }
      }
      case "scope" -> readScope();
      case "up" -> onlyUp = true;
      case "label" -> label = words.next();
      case "group" -> {
        String word = words.next();
        Long number = tool.names().groupNumber(word);
        if (number == null) {
          throw words.invalid("Invalid \"group\" value\n", word);
        }
        group = number.intValue();
      }
      case "master" -> {
        String word = words.next();
        master = tool.links().index(word);
        if (master == 0) {
          throw words.invalid("Device does not exist\n", word);
        }
      }
      case "vrf" -> {
        String word = words.next();
        if (tool.links().index(word) == 0) {
          throw words.invalid("Not a valid VRF name\n", word);
        }
        throw new NotModelled("ip … show vrf");
      }
      case "nomaster" -> master = -1;
      case "type" -> {
        String word = words.next();
        if (word.endsWith("_slave")) {
          portKind = word.substring(0, word.length() - "_slave".length());
        } else {
          kind = word;
        }
      }
      default -> {
        if (!readFlag(words.word())) {
          readDevice();
        }
      }
    }
  }

  private void readScope() {
    String word = words.next();
    Long number = tool.names().scopeNumber(word);
    if (number == null) {
      if (!word.equals("all")) {
        throw words.invalid("invalid \"scope\"\n", word);
      }
      scope = null;
    } else {
      scope = number.intValue();
    }
  }

  /// Reads the name of a flag, `-` in front for its opposite (`get_filter`).
  private boolean readFlag(String word) {
    boolean inverse = word.startsWith("-");
    String name = inverse ? word.substring(1) : word;
    if (name.equals("dynamic")) {
      inverse = !inverse;
      name = "permanent";
    } else if (name.equals("primary")) {
      inverse = !inverse;
      name = "secondary";
    }
    AddressFlag flag = AddressFlag.find(name);
    if (flag == null) {
      return false;
    }
    flags = inverse ? flags & ~flag.bit() : flags | flag.bit();
    flagMask |= flag.bit();
    return true;
  }

  private void readDevice() {
    String word = words.word();
    if (word.equals("dev")) {
      word = words.next();
    } else if (words.matches("help")) {
      throw tool.usage(usage);
    }
    if (device != null) {
      throw words.garbage("dev", word);
    }
    device = word;
  }
}
