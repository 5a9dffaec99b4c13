package vethlab.userland.procfs;

import com.google.common.collect.ImmutableList;
import vethlab.simulator.device.NetCore;
import vethlab.userland.kmod.KnownModule;

/// `/proc/modules`: the loaded modules, the youngest first.
final class ModuleList {

  private ModuleList() {}

  static String of(NetCore core) {
    StringBuilder text = new StringBuilder();
    for (String name : core.modules().loaded().reverse()) {
      KnownModule module = KnownModule.named(name);
      if (module == null) {
        continue;
      }
      ImmutableList<String> users = module.users(core.modules().loaded());
      text.append(name).append(' ').append(module.octets()).append(' ').append(users.size());
      text.append(' ').append(users.isEmpty() ? "-" : String.join(",", users) + ",");
      text.append(" Live 0x0000000000000000\n");
    }
    return text.toString();
  }
}
