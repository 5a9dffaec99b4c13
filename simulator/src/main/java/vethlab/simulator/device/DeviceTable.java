package vethlab.simulator.device;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// The devices of one namespace by name and index, and who is told about them.
public final class DeviceTable implements Forkable {

  private final NetCore core;
  private final TreeMap<Integer, NetDevice> byIndex = new TreeMap<>();
  private final Map<String, NetDevice> byName = new HashMap<>();
  private final Map<Integer, ProtocolHandler> protocols = new HashMap<>();
  private final List<DeviceListener> listeners = new ArrayList<>();
  private String namespaceName;
  private int lastIndex;

  /// An empty table of a namespace called `namespaceName` in traces.
  public DeviceTable(NetCore core, String namespaceName) {
    this.core = core;
    this.namespaceName = namespaceName;
  }

  private DeviceTable(DeviceTable original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.namespaceName = original.namespaceName;
    this.lastIndex = original.lastIndex;
    fork.later(
        () -> {
          for (NetDevice device : original.byIndex.values()) {
            NetDevice copy = fork.of(device);
            byIndex.put(copy.index(), copy);
            byName.put(copy.name(), copy);
          }
          original.protocols.forEach((type, handler) -> protocols.put(type, fork.of(handler)));
          original.listeners.forEach(listener -> listeners.add(fork.of(listener)));
        });
  }

  @Override
  public DeviceTable fork(Fork fork) {
    return new DeviceTable(this, fork);
  }

  public NetCore core() {
    return core;
  }

  /// The name of the namespace in traces and messages.
  public String namespaceName() {
    return namespaceName;
  }

  public void setNamespaceName(String name) {
    namespaceName = name;
    byIndex.values().forEach(NetDevice::placeChanged);
  }

  /// All devices by rising index.
  public ImmutableList<NetDevice> all() {
    return ImmutableList.copyOf(byIndex.values());
  }

  public @Nullable NetDevice find(String name) {
    return byName.get(name);
  }

  public @Nullable NetDevice find(int index) {
    return byIndex.get(index);
  }

  public boolean isFreeIndex(int index) {
    return index > 0 && !byIndex.containsKey(index);
  }

  /// The first free name of a pattern such as `veth%d` (`dev_alloc_name`).
  public String freeName(String pattern) {
    for (int number = 0; ; number++) {
      String name = pattern.replace("%d", Integer.toString(number));
      if (!byName.containsKey(name)) {
        return name;
      }
    }
  }

  /// Registers the protocol for an EtherType (`dev_add_pack`).
  public void setProtocol(int etherType, ProtocolHandler handler) {
    protocols.put(etherType, handler);
  }

  @Nullable ProtocolHandler protocol(int etherType) {
    return protocols.get(etherType);
  }

  /// Adds someone to be told of changes, after those already there.
  public void addListener(DeviceListener listener) {
    listeners.add(listener);
  }

  /// Tells all listeners, in the order in which they were added.
  public void tell(NetDevice device, DeviceListener.Change change) {
    for (DeviceListener listener : List.copyOf(listeners)) {
      listener.deviceChanged(device, change);
    }
  }

  int add(NetDevice device, int wantedIndex) {
    int index = wantedIndex;
    if (index == 0) {
      index = lastIndex;
      do {
        index++;
      } while (byIndex.containsKey(index));
      lastIndex = index;
    }
    if (byIndex.putIfAbsent(index, device) != null) {
      throw new IllegalStateException("interface index in use: " + index);
    }
    if (byName.putIfAbsent(device.name(), device) != null) {
      throw new IllegalStateException("interface name in use: " + device.name());
    }
    return index;
  }

  void remove(NetDevice device) {
    byIndex.remove(device.index());
    byName.remove(device.name());
  }

  void renamed(NetDevice device, String oldName, String newName) {
    if (byName.putIfAbsent(newName, device) != null) {
      throw new IllegalStateException("interface name in use: " + newName);
    }
    byName.remove(oldName);
  }
}
