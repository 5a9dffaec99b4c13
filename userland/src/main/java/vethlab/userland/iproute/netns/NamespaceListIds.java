package vethlab.userland.iproute.netns;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `ip netns list-id`: the numbers by which this namespace knows others (`netns_list_id`).
final class NamespaceListIds implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    Integer wanted = null;
    for (; !arguments.isEmpty(); arguments.advance()) {
      switch (arguments.word()) {
        case "nsid" -> {
          String word = arguments.next();
          if (wanted != null) {
            throw arguments.duplicate("nsid", word);
          }
          wanted = number(arguments, word);
        }
        case "target-nsid" -> throw new NotModelled("ip netns list-id target-nsid");
        default -> throw tool.usage("ip-netns");
      }
    }
    Map<Integer, DeviceTable> shown = new TreeMap<>();
    if (wanted == null) {
      shown.putAll(tool.network().peerIds().all());
    } else {
      DeviceTable found = tool.network().peerIds().find(wanted);
      if (found == null) {
        tool.error(Tool.answer(new KernelError(Errno.ENOENT, "Peer netns reference is invalid")));
        return -2;
      }
      shown.put(wanted, found);
    }
    Report report = tool.report();
    report.begin();
    shown.forEach((id, table) -> print(tool, report, id, table));
    report.end();
    return 0;
  }

  private static int number(Arguments arguments, String word) {
    Integer number = Numbers.integer(word);
    if (number == null) {
      throw arguments.invalid("\"nsid\" value is invalid", word);
    }
    if (number < 0) {
      throw arguments.invalid("\"nsid\" value should be >= 0", "(null)");
    }
    return number;
  }

  private static void print(Tool tool, Report report, int id, DeviceTable table) {
    report.openObject();
    report.field("nsid", "nsid %s ", id);
    String name = nameOf(tool, table);
    if (name != null) {
      report.field("name", "(iproute2 netns name: %s)", name);
    }
    report.text("\n");
    report.closeObject();
  }

  private static @Nullable String nameOf(Tool tool, DeviceTable table) {
    return NamespaceList.newestFirst(tool).stream()
        .filter(named -> named.getValue().devices() == table)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
