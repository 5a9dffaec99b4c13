package vethlab.userland.iproute.netns;

import java.util.List;
import java.util.Map;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.WaitStatus;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.NamespaceSwitch;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.program.Executable;

/// `ip netns exec NAME COMMAND`: runs a program in a namespace, with a `/sys` of its own
/// (`netns_exec`).
///
/// The program takes the place of `ip`, except in a batch and with `-all`, where `ip` waits for it.
final class NamespaceExec implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    boolean all = tool.options().all();
    if (arguments.isEmpty() && !all) {
      throw tool.fail(-1, "No netns name specified");
    }
    if (arguments.isEmpty() || (!arguments.hasNext() && !all)) {
      throw tool.fail(-1, "No command specified");
    }
    if (all) {
      for (Map.Entry<String, NetworkNamespace> named : NamespaceList.newestFirst(tool)) {
        tool.print("\nnetns: " + named.getKey() + "\n");
        tool.flush();
        runAndWait(tool, named.getValue(), arguments.rest());
      }
      return 0;
    }
    String name = arguments.word();
    NetworkNamespace namespace = tool.process().table().namespaces().named().get(name);
    if (namespace == null) {
      // The function returns 1 here, which the program turns into 255.
      throw tool.fail(1, "Cannot open network namespace \"" + name + "\": " + Errno.ENOENT.text());
    }
    arguments.advance();
    tool.flush();
    if (tool.isBatch()) {
      return -runAndWait(tool, namespace, arguments.rest());
    }
    NamespaceSwitch.enter(tool.process(), namespace);
    throw execute(tool.process(), arguments.rest());
  }

  /// Runs a program in a child and gives its exit status; a signal that ends it ends `ip` too.
  private static int runAndWait(Tool tool, NetworkNamespace namespace, List<String> words) {
    Process self = tool.process();
    Process child =
        self.spawn(
            (process, rest) -> {
              throw execute(process, words);
            },
            self.arguments(),
            process -> NamespaceSwitch.enter(process, namespace));
    while (true) {
      Process.ChildChange change = self.waitFor(child.pid(), false);
      if (change != null) {
        if (change.status() instanceof WaitStatus.Exited(int status)) {
          return status;
        }
        throw tool.exit(1);
      }
    }
  }

  private static Error execute(Process process, List<String> words) {
    try {
      return Executable.named(process, words).exec(process);
    } catch (KernelError missing) {
      process.write(
          2, "exec of \"" + words.getFirst() + "\" failed: " + missing.errno().text() + "\n");
      return process.exit(1);
    }
  }
}
