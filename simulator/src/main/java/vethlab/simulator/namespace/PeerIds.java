package vethlab.simulator.namespace;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceListener;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;

/// The numbers by which a namespace knows others (`netns_ids`), as in `link-netnsid 0`.
///
/// Another namespace gets the lowest free number when the kernel first has to speak of it: in a
/// message about a device whose other end is there, or when a device is moved there. Such messages
/// are made on every change, whether anyone listens or not.
public final class PeerIds implements DeviceListener {

  private final TreeMap<Integer, DeviceTable> peers = new TreeMap<>();

  PeerIds() {}

  private PeerIds(PeerIds original, Fork fork) {
    fork.enter(original, this);
    fork.later(() -> original.peers.forEach((id, peer) -> peers.put(id, fork.of(peer))));
  }

  @Override
  public PeerIds fork(Fork fork) {
    return new PeerIds(this, fork);
  }

  /// The number of a namespace, or null if it has none here (`peernet2id`).
  public @Nullable Integer find(DeviceTable peer) {
    for (Map.Entry<Integer, DeviceTable> entry : peers.entrySet()) {
      if (entry.getValue() == peer) {
        return entry.getKey();
      }
    }
    return null;
  }

  /// The namespace of a number, or null.
  public @Nullable DeviceTable find(int id) {
    return peers.get(id);
  }

  /// The number of a namespace, which it gets now if it has none (`peernet2id_alloc`).
  public int allocate(DeviceTable peer) {
    Integer known = find(peer);
    if (known != null) {
      return known;
    }
    int id = 0;
    while (peers.containsKey(id)) {
      id++;
    }
    peers.put(id, peer);
    return id;
  }

  /// Gives a namespace a number of someone's choice (`ip netns set`).
  ///
  /// @param id the number, or a negative one for the lowest free
  /// @throws KernelError EEXIST if it has one, or another namespace has this one
  public void assign(DeviceTable peer, int id) {
    if (find(peer) != null) {
      throw new KernelError(Errno.EEXIST, "Peer netns already has a nsid assigned");
    }
    if (id < 0) {
      allocate(peer);
    } else if (peers.putIfAbsent(id, peer) != null) {
      throw new KernelError(Errno.EEXIST, "The specified nsid is already used");
    }
  }

  /// Forgets a namespace that is gone (`unhash_nsid`).
  public void forget(DeviceTable peer) {
    peers.values().remove(peer);
  }

  /// All of them by number.
  public ImmutableSortedMap<Integer, DeviceTable> all() {
    return ImmutableSortedMap.copyOf(peers);
  }

  /// Numbers the namespace that a message about `device` has to name (`rtnl_fill_link_netnsid`).
  ///
  /// @return the number, or null if the message names none
  public @Nullable Integer describe(NetDevice device) {
    NetDevice link = device.link();
    return link == null || link.table() == device.table() ? null : allocate(link.table());
  }

  @Override
  public void deviceChanged(NetDevice device, Change change) {
    switch (change) {
      case REGISTER,
          UP,
          DOWN,
          CHANGE,
          CHANGE_MTU,
          CHANGE_ADDRESS,
          CHANGE_NAME,
          CHANGE_UPPER,
          CHANGE_FLAGS,
          NOTIFY_PEERS ->
          describe(device);
      case UNREGISTER, GOING_DOWN -> {}
    }
  }
}
