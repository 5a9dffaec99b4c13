package vethlab.simulator.device;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.trace.Origin;

/// The devices of one namespace by name and index, and who is told about them.
public final class DeviceTable implements Forkable {

  private final NetCore core;
  private final TreeMap<Integer, NetDevice> byIndex = new TreeMap<>();
  private final List<NetDevice> byAge = new ArrayList<>();
  private final Map<String, NetDevice> byName = new HashMap<>();
  private final List<Registration> protocols = new ArrayList<>();
  private final List<DeviceListener> listeners = new ArrayList<>();
  private final Origin origin;
  private String namespaceName;
  private int lastIndex;

  /// The protocol of an EtherType. They are few, so that looking through them costs every frame
  /// less than a map with boxed keys.
  private record Registration(int etherType, ProtocolHandler handler) {}

  /// An empty table of a namespace called `namespaceName` in traces.
  public DeviceTable(NetCore core, String namespaceName) {
    this.core = core;
    this.namespaceName = namespaceName;
    this.origin = core.origin();
  }

  private DeviceTable(DeviceTable original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.namespaceName = original.namespaceName;
    this.origin = original.origin;
    this.lastIndex = original.lastIndex;
    fork.later(() -> {
      for (NetDevice device : original.byAge) {
        insert(fork.of(device));
      }
      original.protocols.forEach(each -> setProtocol(each.etherType, fork.of(each.handler)));
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

  /// The script line that made the namespace; it is to blame for what the namespace lacks.
  public Origin origin() {
    return origin;
  }

  /// The name of the namespace in traces and messages.
  public String namespaceName() {
    return namespaceName;
  }

  public void setNamespaceName(String name) {
    namespaceName = name;
    byAge.forEach(NetDevice::placeChanged);
  }

  /// All devices in the order in which the kernel lists them: by index as long as that is below
  /// 256, else by its low eight bits and then newest first (`dev_index_hash`).
  public ImmutableList<NetDevice> all() {
    if (byIndex.isEmpty() || byIndex.lastKey() < 256) {
      return ImmutableList.copyOf(byIndex.values());
    }
    List<NetDevice> newestFirst = new ArrayList<>(byAge).reversed();
    return ImmutableList.sortedCopyOf(
        Comparator.comparingInt(device -> device.index() & 0xff), newestFirst);
  }

  /// All devices, the one longest here first (`dev_base_head`).
  public ImmutableList<NetDevice> byAge() {
    return ImmutableList.copyOf(byAge);
  }

  /// The device with a name, which may be an alternative one.
  public @Nullable NetDevice find(String name) {
    return byName.get(name);
  }

  public @Nullable NetDevice find(int index) {
    return byIndex.get(index);
  }

  public boolean isFreeIndex(int index) {
    return index > 0 && !byIndex.containsKey(index);
  }

  boolean isNameInUse(String name) {
    return byName.containsKey(name);
  }

  /// The name that a pattern stands for: itself, or with `%d` replaced by the first number that
  /// makes it free (`dev_get_valid_name`).
  ///
  /// @throws KernelError EINVAL if no device may be called so, EEXIST if one is
  String validName(String pattern) {
    if (!DeviceNames.isValid(pattern)) {
      throw new KernelError(Errno.EINVAL);
    }
    int percent = pattern.indexOf('%');
    if (percent < 0) {
      if (isNameInUse(pattern)) {
        throw new KernelError(Errno.EEXIST);
      }
      return pattern;
    }
    if (!pattern.startsWith("%d", percent) || pattern.indexOf('%', percent + 1) >= 0) {
      throw new KernelError(Errno.EINVAL);
    }
    return freeName(pattern);
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
    protocols.removeIf(registration -> registration.etherType == etherType);
    protocols.add(new Registration(etherType, handler));
  }

  @Nullable ProtocolHandler protocol(int etherType) {
    for (int i = 0; i < protocols.size(); i++) {
      if (protocols.get(i).etherType == etherType) {
        return protocols.get(i).handler;
      }
    }
    return null;
  }

  /// Adds someone to be told of changes, after those already there.
  public void addListener(DeviceListener listener) {
    listeners.add(listener);
  }

  /// Takes a listener away.
  public void removeListener(DeviceListener listener) {
    listeners.remove(listener);
  }

  /// Tells all listeners, in the order in which they were added.
  public void tell(NetDevice device, DeviceListener.Change change) {
    for (DeviceListener listener : List.copyOf(listeners)) {
      listener.deviceChanged(device, change);
    }
  }

  /// Asks for membership of an IP group on `device`, of the stack of that family
  /// (`ip_mc_inc_group`, `ipv6_dev_mc_inc`).
  public void join(NetDevice device, IpAddress group) {
    listeners.forEach(listener -> listener.groupJoined(device, group));
  }

  /// Gives that up again.
  public void leave(NetDevice device, IpAddress group) {
    listeners.forEach(listener -> listener.groupLeft(device, group));
  }

  /// Takes a device from another namespace (`dev_change_net_namespace`): it goes down, loses its
  /// addresses, and keeps its index if that is free here.
  ///
  /// @param pattern the name to have if its own is taken, or null; may contain `%d`
  /// @throws KernelError EINVAL if the device must stay, EEXIST if its name is taken
  void adopt(NetDevice device, @Nullable String pattern) {
    DeviceTable before = device.table();
    if (device.isNamespaceLocal()) {
      throw new KernelError(Errno.EINVAL);
    }
    if (before == this) {
      return;
    }
    String name = device.name();
    if (isNameInUse(name)) {
      if (pattern == null) {
        throw new KernelError(Errno.EEXIST);
      }
      name = validName(pattern);
    }
    if (device.names().alternatives().stream().anyMatch(this::isNameInUse)) {
      throw new KernelError(Errno.EEXIST);
    }
    device.close();
    before.remove(device);
    device.linkState().shutDown();
    before.tell(device, DeviceListener.Change.UNREGISTER);
    device.receiveFilter().forgetAddresses();
    device.settle(this, name, isFreeIndex(device.index()) ? device.index() : nextIndex());
    insert(device);
    tell(device, DeviceListener.Change.REGISTER);
  }

  /// Takes every device away, the youngest first, because the namespace ends
  /// (`default_device_exit_batch`).
  public void removeAll() {
    DeviceRemoval removal = new DeviceRemoval();
    byAge().reverse().forEach(device -> device.leave(removal));
    removal.run();
  }

  /// The index for a new device: the wanted one, or if that is 0 the next free one.
  ///
  /// @throws KernelError EBUSY if a device has it
  int freeIndex(int wantedIndex) {
    if (wantedIndex != 0 && !isFreeIndex(wantedIndex)) {
      throw new KernelError(Errno.EBUSY);
    }
    return wantedIndex == 0 ? nextIndex() : wantedIndex;
  }

  /// The next index nobody has (`dev_new_index`).
  private int nextIndex() {
    do {
      lastIndex++;
    } while (byIndex.containsKey(lastIndex));
    return lastIndex;
  }

  void insert(NetDevice device) {
    byIndex.put(device.index(), device);
    byAge.add(device);
    names(device.names()).forEach(name -> byName.put(name, device));
  }

  void remove(NetDevice device) {
    byIndex.remove(device.index());
    byAge.remove(device);
    names(device.names()).forEach(byName::remove);
  }

  /// Lets a device answer to other names than before.
  ///
  /// @throws KernelError EEXIST if another device has one of them
  void rename(NetDevice device, DeviceNames names) {
    Set<String> more = new LinkedHashSet<>(names(names));
    more.removeAll(names(device.names()));
    if (more.stream().anyMatch(this::isNameInUse)) {
      throw new KernelError(Errno.EEXIST);
    }
    names(device.names()).forEach(byName::remove);
    device.setNames(names);
    names(names).forEach(name -> byName.put(name, device));
  }

  private static List<String> names(DeviceNames names) {
    List<String> all = new ArrayList<>(names.alternatives());
    all.addFirst(names.name());
    return all;
  }
}
