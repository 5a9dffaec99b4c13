package vethlab.userland.iproute.address;

import com.google.common.collect.ImmutableSet;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.ipv4.AddressLifetime;
import vethlab.simulator.ipv4.AddressRequest;
import vethlab.simulator.ipv6.Ipv6AddressRequest;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.userland.iproute.address.AddressModify.Action;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;

/// The words of `ip address add`, `change`, `replace` and `delete`, read and then sent to the
/// kernel.
final class AddressWords {

  private static final int LONGEST_LABEL = 15;

  private final Tool tool;
  private final Arguments words;
  private final Action action;
  private final Set<AddressFlag> flags = EnumSet.noneOf(AddressFlag.class);
  private Family family;
  private @Nullable String device;
  private int deviceIndex;
  private @Nullable String label;
  private @Nullable InetPrefix local;
  private String localText = "";
  private @Nullable InetPrefix peer;
  private @Nullable IpAddress broadcast;
  private char broadcastSign;
  private @Nullable Integer scope;
  private long metric;
  private @Nullable Long validSeconds;
  private @Nullable Long preferredSeconds;
  private int prefixLength;

  AddressWords(Tool tool, Arguments words, Action action) {
    this.tool = tool;
    this.words = words;
    this.action = action;
    this.family = tool.options().family();
  }

  Family family() {
    return family;
  }

  int deviceIndex() {
    return deviceIndex;
  }

  /// Reads all words and checks what they say together.
  void read() {
    for (; !words.isEmpty(); words.advance()) {
      AddressKeyword keyword = words.find(AddressKeyword.values());
      AddressFlag flag = keyword == null ? AddressFlag.find(words.word()) : null;
      if (keyword != null) {
        read(keyword);
      } else if (flag != null) {
        readFlag(flag);
      } else {
        readLocal();
      }
    }
    if (device == null) {
      throw tool.fail(-1, "Not enough information: \"dev\" argument is required.");
    }
    finishAddresses();
    deviceIndex = tool.deviceIndex(device);
    checkLifetimes();
    if (flags.contains(AddressFlag.AUTOJOIN)
        && (local == null || local.address() == null || !local.address().isMulticast())) {
      throw tool.fail(-1, "autojoin needs multicast address");
    }
  }

  private void read(AddressKeyword keyword) {
    switch (keyword) {
      case PEER -> {
        String word = words.next();
        if (peer != null) {
          throw words.duplicate("peer", word);
        }
        peer = words.prefix(word, family);
        settle(peer.family());
        prefixLength = peer.length();
      }
      case BROADCAST -> readBroadcast();
      case ANYCAST -> {
        words.nextAddress(family);
        throw new NotModelled("ip address … anycast");
      }
      case SCOPE -> {
        String word = words.next();
        Long number = tool.names().scopeNumber(word);
        if (number == null) {
          throw words.invalid("invalid scope value.", word);
        }
        scope = number.intValue();
      }
      case DEV -> device = words.next();
      case LABEL -> label = words.next();
      case METRIC -> metric = words.nextUnsigned(32, "\"metric\" value is invalid\n");
      case VALID_LFT -> {
        if (validSeconds != null) {
          throw words.duplicate("valid_lft", words.word());
        }
        validSeconds = lifetime("valid_lft value");
      }
      case PREFERRED_LFT -> {
        if (preferredSeconds != null) {
          throw words.duplicate("preferred_lft", words.word());
        }
        preferredSeconds = lifetime("preferred_lft value");
      }
    }
  }

  private void settle(Family found) {
    if (family == Family.UNSPEC) {
      family = found;
    }
  }

  private void readBroadcast() {
    String word = words.next();
    if (broadcast != null || broadcastSign != 0) {
      throw words.duplicate("broadcast", word);
    }
    if (word.equals("+") || word.equals("-")) {
      broadcastSign = word.charAt(0);
      return;
    }
    InetPrefix address = words.address(word, family);
    settle(address.family());
    broadcast = address.address();
  }

  private long lifetime(String wrong) {
    String word = words.next();
    if (word.equals("forever")) {
      return AddressLifetime.FOREVER;
    }
    Long seconds = Numbers.unsigned(word, 32);
    if (seconds == null) {
      throw words.invalid(wrong, word);
    }
    return seconds;
  }

  private void readFlag(AddressFlag flag) {
    if (flag.isReadOnly()) {
      tool.error("Warning: " + flag.text() + " option is not mutable from userspace\n");
    } else if (flag.isIpv6Only() && family != Family.INET6) {
      tool.error("Warning: " + flag.text() + " option can be set only for IPv6 addresses\n");
    } else {
      flags.add(flag);
    }
  }

  private void readLocal() {
    String word = words.is("local") ? words.next() : words.word();
    if (words.matches("help")) {
      throw tool.usage("ip-address");
    }
    if (local != null) {
      throw words.garbage("local", word);
    }
    localText = word;
    local = words.prefix(word, family);
    settle(local.family());
  }

  private void finishAddresses() {
    if (peer == null && local != null) {
      if (action == Action.DELETE && local.family() == Family.INET && !local.lengthGiven()) {
        tool.error(
            "Warning: Executing wildcard deletion to stay compatible with old scripts.\n"
                + "         Explicitly specify the prefix length ("
                + localText
                + "/32) to avoid this warning.\n"
                + "         This special behaviour is likely to disappear in further releases,\n"
                + "         fix your scripts!\n");
      } else {
        peer = local;
      }
    }
    if (prefixLength == 0 && local != null) {
      prefixLength = local.length();
    }
    if (broadcastSign != 0 && action != Action.DELETE) {
      if (family != Family.INET) {
        throw tool.fail(-1, "Broadcast can be set only for IPv4 addresses");
      }
      broadcast = broadcast();
    }
  }

  /// The highest or lowest address of the network, if that is large enough to have one.
  private @Nullable Ipv4Address broadcast() {
    if (peer == null || !(peer.address() instanceof Ipv4Address address) || peer.length() > 30) {
      return null;
    }
    Ipv4Prefix network = Ipv4Prefix.around(address, peer.length());
    return broadcastSign == '+' ? network.broadcast() : network.address();
  }

  private void checkLifetimes() {
    if (validSeconds == null && preferredSeconds == null) {
      return;
    }
    long valid = orForever(validSeconds);
    if (valid == 0) {
      throw tool.fail(-1, "valid_lft is zero");
    }
    if (valid < orForever(preferredSeconds)) {
      throw tool.fail(-1, "preferred_lft is greater than valid_lft");
    }
  }

  private static long orForever(@Nullable Long seconds) {
    return seconds == null ? AddressLifetime.FOREVER : seconds;
  }

  // ---- Asking the kernel ----

  /// Asks IPv4.
  ///
  /// @param on the device, or null if there is none with this index
  /// @throws KernelError as the kernel
  void sendIpv4(@Nullable NetDevice on) {
    Ipv4Address own = ipv4(local);
    if (label != null && label.getBytes(StandardCharsets.UTF_8).length > LONGEST_LABEL) {
      throw new KernelError(Errno.ERANGE, "Attribute failed policy validation");
    }
    if (action == Action.DELETE) {
      if (on == null) {
        throw new KernelError(Errno.ENODEV);
      }
      tool.network().ipv4().deleteAddress(on, own, label, ipv4(peer), prefixLength);
      return;
    }
    if (own == null) {
      throw new KernelError(Errno.EINVAL);
    }
    if (on == null) {
      throw new KernelError(Errno.ENODEV);
    }
    int natural = own.isLoopback() ? RouteScope.HOST.number() : 0;
    tool.network()
        .ipv4()
        .setAddress(
            on,
            new AddressRequest(
                own,
                ipv4(peer),
                prefixLength,
                broadcast instanceof Ipv4Address address ? address : null,
                new RouteScope(scope == null ? natural : scope),
                label,
                orForever(validSeconds),
                orForever(preferredSeconds),
                flags.contains(AddressFlag.NOPREFIXROUTE),
                flags.contains(AddressFlag.AUTOJOIN),
                (int) metric,
                0,
                action == Action.ADD,
                action == Action.CHANGE || action == Action.REPLACE));
  }

  private static @Nullable Ipv4Address ipv4(@Nullable InetPrefix prefix) {
    if (prefix == null) {
      return null;
    }
    return prefix.address() instanceof Ipv4Address address ? address : Ipv4Address.ANY;
  }

  /// Asks IPv6.
  ///
  /// @param on the device, or null if there is none with this index
  /// @throws KernelError as the kernel
  void sendIpv6(@Nullable NetDevice on) {
    if (local == null || !(local.address() instanceof Ipv6Address own)) {
      throw new KernelError(Errno.EINVAL);
    }
    if (on == null) {
      throw new KernelError(Errno.ENODEV);
    }
    if (action == Action.DELETE) {
      tool.network().ipv6().deleteAddress(on, own, prefixLength);
      return;
    }
    Ipv6Address other =
        peer != null && peer.address() instanceof Ipv6Address address && !address.equals(own)
            ? address
            : null;
    tool.network()
        .ipv6()
        .addAddress(
            on,
            new Ipv6AddressRequest(
                own,
                other,
                prefixLength,
                ipv6Flags(),
                orForever(validSeconds),
                orForever(preferredSeconds),
                metric,
                action == Action.ADD,
                action == Action.CHANGE || action == Action.REPLACE));
  }

  private ImmutableSet<vethlab.simulator.ipv6.AddressFlag> ipv6Flags() {
    ImmutableSet.Builder<vethlab.simulator.ipv6.AddressFlag> same = ImmutableSet.builder();
    for (AddressFlag flag : flags) {
      switch (flag) {
        case NODAD -> same.add(vethlab.simulator.ipv6.AddressFlag.NODAD);
        case OPTIMISTIC -> same.add(vethlab.simulator.ipv6.AddressFlag.OPTIMISTIC);
        case HOME -> same.add(vethlab.simulator.ipv6.AddressFlag.HOMEADDRESS);
        case MNGTMPADDR -> same.add(vethlab.simulator.ipv6.AddressFlag.MANAGETEMPADDR);
        case NOPREFIXROUTE -> same.add(vethlab.simulator.ipv6.AddressFlag.NOPREFIXROUTE);
        case AUTOJOIN -> same.add(vethlab.simulator.ipv6.AddressFlag.MCAUTOJOIN);
        case SECONDARY, TEMPORARY, DADFAILED, DEPRECATED, TENTATIVE, PERMANENT, STABLE_PRIVACY -> {}
      }
    }
    return same.build();
  }
}
