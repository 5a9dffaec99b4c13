package vethlab.userland.iproute.link;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.EnumMap;
import java.util.Map;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.rtnetlink.BridgeSetting;
import vethlab.simulator.rtnetlink.HardwareAddress;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.CommandFailure;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Texts;
import vethlab.userland.iproute.command.Tool;

/// The words behind `type bridge` (`bridge_parse_opt`).
final class BridgeWords {

  /// A setting in the order in which the tool tries its keywords.
  ///
  /// Almost all may be shortened, so `mcast_quer` is `mcast_query_use_ifaddr`.
  private record Setting(BridgeSetting option, int bits, ImmutableList<Spelling> spellings)
      implements Keyword {

    static Setting of(BridgeSetting option, int bits) {
      return new Setting(option, bits, ImmutableList.of(Keyword.prefix(option.keyword())));
    }

    static Setting inFull(BridgeSetting option, int bits) {
      return new Setting(option, bits, ImmutableList.of(Keyword.full(option.keyword())));
    }
  }

  private static final Setting[] SETTINGS = {
    Setting.of(BridgeSetting.FORWARD_DELAY, 32),
    Setting.of(BridgeSetting.HELLO_TIME, 32),
    Setting.of(BridgeSetting.MAX_AGE, 32),
    Setting.of(BridgeSetting.AGEING_TIME, 32),
    Setting.of(BridgeSetting.STP_STATE, 32),
    Setting.of(BridgeSetting.PRIORITY, 16),
    Setting.of(BridgeSetting.VLAN_FILTERING, 8),
    Setting.of(BridgeSetting.VLAN_PROTOCOL, 16),
    Setting.of(BridgeSetting.GROUP_FWD_MASK, 16),
    Setting.of(BridgeSetting.GROUP_ADDRESS, 48),
    Setting.inFull(BridgeSetting.NO_LINKLOCAL_LEARN, 8),
    Setting.of(BridgeSetting.FDB_FLUSH, 0),
    Setting.of(BridgeSetting.VLAN_DEFAULT_PVID, 16),
    Setting.of(BridgeSetting.VLAN_STATS_ENABLED, 8),
    Setting.of(BridgeSetting.VLAN_STATS_PER_PORT, 8),
    Setting.of(BridgeSetting.MCAST_ROUTER, 8),
    Setting.of(BridgeSetting.MCAST_SNOOPING, 8),
    Setting.inFull(BridgeSetting.MCAST_VLAN_SNOOPING, 8),
    Setting.of(BridgeSetting.MCAST_QUERY_USE_IFADDR, 8),
    Setting.of(BridgeSetting.MCAST_QUERIER, 8),
    Setting.of(BridgeSetting.MCAST_HASH_ELASTICITY, 32),
    Setting.of(BridgeSetting.MCAST_HASH_MAX, 32),
    Setting.of(BridgeSetting.MCAST_LAST_MEMBER_COUNT, 32),
    Setting.of(BridgeSetting.MCAST_STARTUP_QUERY_COUNT, 32),
    Setting.of(BridgeSetting.MCAST_LAST_MEMBER_INTERVAL, 64),
    Setting.of(BridgeSetting.MCAST_MEMBERSHIP_INTERVAL, 64),
    Setting.of(BridgeSetting.MCAST_QUERIER_INTERVAL, 64),
    Setting.of(BridgeSetting.MCAST_QUERY_INTERVAL, 64),
    Setting.of(BridgeSetting.MCAST_QUERY_RESPONSE_INTERVAL, 64),
    Setting.of(BridgeSetting.MCAST_STARTUP_QUERY_INTERVAL, 64),
    Setting.of(BridgeSetting.MCAST_STATS_ENABLED, 8),
    Setting.of(BridgeSetting.MCAST_IGMP_VERSION, 8),
    Setting.of(BridgeSetting.MCAST_MLD_VERSION, 8),
    Setting.of(BridgeSetting.NF_CALL_IPTABLES, 8),
    Setting.of(BridgeSetting.NF_CALL_IP6TABLES, 8),
    Setting.of(BridgeSetting.NF_CALL_ARPTABLES, 8),
  };

  private final Tool tool;
  private final Arguments words;
  private final Map<BridgeSetting, Long> values = new EnumMap<>(BridgeSetting.class);

  BridgeWords(Tool tool, Arguments words) {
    this.tool = tool;
    this.words = words;
  }

  ImmutableMap<BridgeSetting, Long> read() {
    for (; !words.isEmpty(); words.advance()) {
      Setting setting = words.find(SETTINGS);
      if (setting == null) {
        if (!words.matches("help")) {
          tool.error("bridge: unknown command \"" + words.word() + "\"?\n");
        }
        tool.error(Texts.usage("ip-link-bridge"));
        throw new CommandFailure(-1);
      }
      values.put(setting.option(), value(setting));
    }
    return ImmutableMap.copyOf(values);
  }

  private long value(Setting setting) {
    return switch (setting.option()) {
      case FDB_FLUSH -> 1;
      case VLAN_PROTOCOL -> protocol(words.next());
      case GROUP_ADDRESS -> groupAddress();
      default -> words.nextUnsigned(setting.bits(), "invalid " + setting.option().keyword());
    };
  }

  private long protocol(String word) {
    if (word.equalsIgnoreCase("802.1Q")) {
      return 0x8100;
    }
    if (word.equalsIgnoreCase("802.1ad")) {
      return 0x88a8;
    }
    Long number = Numbers.unsigned(word, 16);
    if (number == null) {
      throw words.invalid("invalid vlan_protocol", word);
    }
    return number;
  }

  private long groupAddress() {
    HardwareAddress address = HardwareAddressText.read(tool, words.next()).value();
    MacAddress mac = address.mac();
    if (mac == null || address.octets().size() != 6) {
      tool.talk(() -> {
        throw new KernelError(Errno.EINVAL);
      });
    }
    return mac == null ? 0 : mac.value();
  }
}
