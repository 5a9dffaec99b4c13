package vethlab.userland.procfs;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.KernelModules;
import vethlab.simulator.process.Process;

/// The settings below `net/bridge`, which are there while `br_netfilter` is loaded.
final class BridgeFilterFiles implements Settings {

  private static boolean isThere(Process viewer) {
    return viewer.table().core().modules().isLoaded(KernelModules.BR_NETFILTER);
  }

  @Override
  public ImmutableList<String> names(Process viewer) {
    return isThere(viewer) ? viewer.network().bridgeFilter().names() : ImmutableList.of();
  }

  @Override
  public @Nullable String find(Process viewer, String name) {
    Integer value = isThere(viewer) ? viewer.network().bridgeFilter().find(name) : null;
    return value == null ? null : value.toString();
  }

  @Override
  public int mode(String name) {
    return 0644;
  }

  @Override
  public void write(Process viewer, String name, String text) {
    viewer.network().bridgeFilter().write(name, Numbers.ofWord(text));
  }
}
