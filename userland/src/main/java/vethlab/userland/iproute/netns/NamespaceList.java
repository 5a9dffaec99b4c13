package vethlab.userland.iproute.netns;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `ip netns list`: the names, newest first, with the numbers that are known here (`netns_list`).
public final class NamespaceList implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    Report report = tool.report();
    report.begin();
    for (Map.Entry<String, NetworkNamespace> named : newestFirst(tool)) {
      report.openObject();
      report.field("name", "%s", named.getKey());
      Integer id = tool.network().peerIds().find(named.getValue().devices());
      if (id != null) {
        report.field("id", " (id: %s)", id);
      }
      report.text("\n");
      report.closeObject();
    }
    report.end();
    return 0;
  }

  /// The named namespaces in the order in which `/run/netns` is read.
  static ImmutableList<Map.Entry<String, NetworkNamespace>> newestFirst(Tool tool) {
    return ImmutableList.copyOf(tool.process().table().namespaces().named().entrySet()).reverse();
  }
}
