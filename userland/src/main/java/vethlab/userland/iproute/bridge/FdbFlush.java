package vethlab.userland.iproute.bridge;

import java.util.function.Predicate;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.FdbEntry;
import vethlab.simulator.bridge.FdbKind;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `bridge fdb flush`: deletes the entries that all conditions hold for (`fdb_flush`).
final class FdbFlush implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    NetDevice device = null;
    Predicate<FdbEntry> which = entry -> true;
    for (; !arguments.isEmpty(); arguments.advance()) {
      switch (arguments.word()) {
        case "dev" -> device = FdbShow.device(tool, arguments.next(), "device");
        case "brport" -> {
          NetDevice port = FdbShow.device(tool, arguments.next(), "device");
          which = which.and(entry -> entry.port() != null && entry.port().device() == port);
        }
        case "vlan" -> {
          int vid = (int) arguments.nextUnsigned(16, "invalid vlan");
          which = which.and(entry -> entry.vid() == vid);
        }
        case "permanent" -> which = which.and(FdbEntry::isLocal);
        case "nopermanent" -> which = which.and(entry -> !entry.isLocal());
        case "static" -> which = which.and(FdbFlush::isStatic);
        case "nostatic" -> which = which.and(entry -> !isStatic(entry));
        case "dynamic" -> which = which.and(entry -> !isStatic(entry));
        case "nodynamic" -> which = which.and(FdbFlush::isStatic);
        case "added_by_user" -> which = which.and(FdbEntry::isAddedByUser);
        case "noadded_by_user" -> which = which.and(entry -> !entry.isAddedByUser());
        case "extern_learn" -> which = which.and(FdbEntry::isExternallyLearned);
        case "noextern_learn" -> which = which.and(entry -> !entry.isExternallyLearned());
        case "sticky" -> which = which.and(FdbEntry::isSticky);
        case "nosticky" -> which = which.and(entry -> !entry.isSticky());
        case "self", "master" -> {}
        case "offloaded", "nooffloaded" ->
            throw new NotModelled("bridge fdb flush … " + arguments.word());
        default -> throw tool.usage("bridge-fdb");
      }
    }
    if (device == null) {
      throw tool.fail(-1, "Device is a required argument.");
    }
    Predicate<FdbEntry> all = which;
    Bridge bridge = device instanceof Bridge known ? known : null;
    tool.talk(() -> {
      if (bridge == null) {
        throw new KernelError(Errno.EOPNOTSUPP);
      }
      bridge.forwardingDatabase().flush(all);
    });
    return 0;
  }

  private static boolean isStatic(FdbEntry entry) {
    return entry.kind() != FdbKind.DYNAMIC;
  }
}
