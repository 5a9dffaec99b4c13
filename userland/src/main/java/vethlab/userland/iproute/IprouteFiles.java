package vethlab.userland.iproute;

import vethlab.simulator.machine.Machine;
import vethlab.userland.iproute.command.Names;
import vethlab.userland.iproute.netns.NamespaceDirectory;
import vethlab.userland.program.Installation;

/// What the package iproute2 brings beside its programs: `/etc/iproute2`, and `/run/netns`.
public final class IprouteFiles {

  private IprouteFiles() {}

  /// Puts the files on a machine.
  public static void install(Installation installation, Machine machine) {
    installation.put(NamespaceDirectory.PATH, new NamespaceDirectory(machine.namespaces()));
    for (String file : Names.FILES) {
      installation.write("/etc/iproute2/" + file, Names.installed(file), 0644);
    }
  }
}
