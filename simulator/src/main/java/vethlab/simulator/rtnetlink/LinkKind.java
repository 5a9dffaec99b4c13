package vethlab.simulator.rtnetlink;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.DummyDevice;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.VethDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;

/// A kind of device that can be made by a message (`rtnl_link_ops`).
public enum LinkKind {
  VETH("veth"),
  BRIDGE("bridge"),
  DUMMY("dummy");

  private final String text;

  LinkKind(String text) {
    this.text = text;
  }

  /// The name of the kind, which also begins the names that the kernel chooses.
  public String text() {
    return text;
  }

  /// The kind of a name, or null.
  public static @Nullable LinkKind find(String name) {
    for (LinkKind kind : values()) {
      if (kind.text.equals(name)) {
        return kind;
      }
    }
    return null;
  }

  /// Refuses what this kind never takes (`veth_validate`, `br_validate`, `dummy_validate`).
  ///
  /// @throws KernelError EINVAL or EADDRNOTAVAIL
  void validate(LinkMessage message) {
    LinkAttribute.Address address = message.get(LinkAttribute.Address.class);
    if (address != null) {
      address.address().forNewDevice();
    }
    LinkAttribute.Mtu mtu = message.get(LinkAttribute.Mtu.class);
    if (this == VETH && mtu != null && (mtu.octets() < 68 || mtu.octets() > 65535)) {
      throw new KernelError(Errno.EINVAL);
    }
  }

  /// A device of this kind that is not registered yet.
  NetDevice make(DeviceTable table, String name, MacAddress address) {
    return switch (this) {
      case VETH -> new VethDevice(table, name, address);
      case BRIDGE -> new Bridge(table, name, address);
      case DUMMY -> new DummyDevice(table, name, address);
    };
  }
}
