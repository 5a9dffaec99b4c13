package vethlab.simulator.device;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Set;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// The modules that the machine's kernel has loaded (`kernel/module`): they work for all namespaces
/// at once.
public final class KernelModules implements Forkable {

  /// Shows bridged frames to iptables, in every namespace.
  public static final String BR_NETFILTER = "br_netfilter";

  private final Set<String> loaded = new LinkedHashSet<>();

  KernelModules() {}

  private KernelModules(KernelModules original, Fork fork) {
    fork.enter(original, this);
    loaded.addAll(original.loaded);
  }

  @Override
  public KernelModules fork(Fork fork) {
    return new KernelModules(this, fork);
  }

  /// All that are loaded, the oldest first.
  public ImmutableList<String> loaded() {
    return ImmutableList.copyOf(loaded);
  }

  public boolean isLoaded(String name) {
    return loaded.contains(name);
  }

  public void load(String name) {
    loaded.add(name);
  }

  public void unload(String name) {
    loaded.remove(name);
  }
}
