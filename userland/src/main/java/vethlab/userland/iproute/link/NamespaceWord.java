package vethlab.userland.iproute.link;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Node;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Process;
import vethlab.simulator.rtnetlink.NamespaceReference;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.procfs.NamespaceFile;

/// A namespace as the word behind `netns` names it: a name of `ip netns`, a path, or a pid.
final class NamespaceWord {

  /// The first process of a machine, which is not simulated itself.
  private static final int INIT = 1;

  private NamespaceWord() {}

  /// Reads it; whether there is such a namespace shows when the message is carried out, but a name
  /// that is neither must be a number.
  static NamespaceReference read(Tool tool, Arguments words, String word) {
    Process process = tool.process();
    if (word.indexOf('/') >= 0) {
      return ofPath(process, words, word);
    }
    NetworkNamespace named = process.table().namespaces().named().get(word);
    if (named != null) {
      return () -> named;
    }
    Integer pid = Numbers.integer(word);
    if (pid == null) {
      throw words.invalid("Invalid \"netns\" value\n", word);
    }
    if (pid == INIT) {
      return () -> process.table().namespaces().root();
    }
    return () -> {
      Process found = process.table().find(pid);
      if (found == null || !found.isAlive()) {
        throw new KernelError(Errno.ESRCH);
      }
      return found.network();
    };
  }

  private static NamespaceReference ofPath(Process process, Arguments words, String path) {
    @Nullable Node node;
    try {
      node = process.table().files().find(process, process.directory(), path);
    } catch (KernelError missing) {
      node = null;
    }
    if (node == null) {
      throw words.invalid("Invalid \"netns\" value\n", path);
    }
    Node found = node;
    return () -> {
      if (found instanceof NamespaceFile file
          && file.space() instanceof NamespaceFile.Space.Network(NetworkNamespace network)) {
        return network;
      }
      throw new KernelError(Errno.EINVAL);
    };
  }
}
