package vethlab.userland.iproute.link;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.EnumMap;
import java.util.Map;
import vethlab.simulator.rtnetlink.PortSetting;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.CommandFailure;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Texts;
import vethlab.userland.iproute.command.Tool;

/// The words behind `type bridge_slave` (`bridge_slave_parse_opt`).
final class PortWords {

  /// A setting in the order in which the tool tries its keywords.
  ///
  /// @param bits of its number; 1 for on and off, 0 if it has no value
  private record Setting(PortSetting option, String keyword, int bits, String wrong)
      implements Keyword {

    static Setting onOff(PortSetting option) {
      return new Setting(option, option.keyword(), 1, "");
    }

    static Setting number(PortSetting option, int bits, String wrong) {
      return new Setting(option, option.keyword(), bits, wrong);
    }

    @Override
    public ImmutableList<Spelling> spellings() {
      return ImmutableList.of(Keyword.prefix(keyword));
    }
  }

  private static final Setting[] SETTINGS = {
    Setting.number(PortSetting.FDB_FLUSH, 0, ""),
    Setting.number(PortSetting.STATE, 8, "state is invalid"),
    Setting.number(PortSetting.PRIORITY, 16, "priority is invalid"),
    Setting.number(PortSetting.COST, 32, "cost is invalid"),
    Setting.onOff(PortSetting.HAIRPIN),
    Setting.onOff(PortSetting.GUARD),
    Setting.onOff(PortSetting.ROOT_BLOCK),
    Setting.onOff(PortSetting.FASTLEAVE),
    Setting.onOff(PortSetting.LEARNING),
    Setting.onOff(PortSetting.FLOOD),
    Setting.onOff(PortSetting.MCAST_FLOOD),
    Setting.onOff(PortSetting.BCAST_FLOOD),
    Setting.onOff(PortSetting.MCAST_TO_UNICAST),
    Setting.onOff(PortSetting.PROXY_ARP),
    Setting.onOff(PortSetting.PROXY_ARP_WIFI),
    Setting.number(PortSetting.MCAST_ROUTER, 8, "invalid mcast_router"),
    new Setting(PortSetting.FASTLEAVE, "mcast_fast_leave", 1, ""),
    Setting.onOff(PortSetting.NEIGH_SUPPRESS),
    Setting.number(PortSetting.GROUP_FWD_MASK, 16, "invalid group_fwd_mask"),
    Setting.onOff(PortSetting.VLAN_TUNNEL),
    Setting.onOff(PortSetting.ISOLATED),
    Setting.onOff(PortSetting.LOCKED),
    Setting.number(PortSetting.BACKUP_PORT, 31, "Device does not exist\n"),
    new Setting(PortSetting.BACKUP_PORT, "nobackup_port", 0, ""),
  };

  private final Tool tool;
  private final Arguments words;
  private final Map<PortSetting, Long> values = new EnumMap<>(PortSetting.class);

  PortWords(Tool tool, Arguments words) {
    this.tool = tool;
    this.words = words;
  }

  ImmutableMap<PortSetting, Long> read() {
    for (; !words.isEmpty(); words.advance()) {
      Setting setting = words.find(SETTINGS);
      if (setting == null) {
        if (!words.matches("help")) {
          tool.error("bridge_slave: unknown option \"" + words.word() + "\"?\n");
        }
        tool.error(Texts.usage("ip-link-bridge_slave"));
        throw new CommandFailure(-1);
      }
      values.put(setting.option(), value(setting));
    }
    return ImmutableMap.copyOf(values);
  }

  private long value(Setting setting) {
    return switch (setting.bits()) {
      case 0 -> setting.option() == PortSetting.BACKUP_PORT ? 0 : 1;
      case 1 -> onOff(setting.keyword());
      case 31 -> device();
      default -> words.nextUnsigned(setting.bits(), setting.wrong());
    };
  }

  private long onOff(String keyword) {
    try {
      return words.nextSwitch(keyword, -1) ? 1 : 0;
    } catch (CommandFailure wrong) {
      throw tool.exit(1);
    }
  }

  private long device() {
    String word = words.next();
    int index = tool.links().index(word);
    if (index == 0) {
      throw words.invalid("Device does not exist\n", word);
    }
    return index;
  }
}
