package vethlab.userland.iproute.maddress;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.HardwareAddressList;
import vethlab.simulator.device.LoopbackDevice;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.rtnetlink.HardwareAddress;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.LinkNames;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.link.HardwareAddressText;

/// `ip maddress add` and `delete`: a link address that a device is to take in (`multiaddr_modify`,
/// `SIOCADDMULTI`, `SIOCDELMULTI`).
///
/// The real tool ends here even if there are more commands in a batch.
final class MulticastModify implements Command {

  private static final int MAC_LENGTH = 6;

  private final boolean add;

  MulticastModify(boolean add) {
    this.add = add;
  }

  @Override
  public int run(Tool tool, Arguments arguments) {
    String name = null;
    MacAddress address = MacAddress.ZERO;
    for (; !arguments.isEmpty(); arguments.advance()) {
      if (arguments.is("dev")) {
        String given = arguments.next();
        if (name != null) {
          throw arguments.duplicate("dev", given);
        }
        if (!LinkNames.isValid(given)) {
          throw arguments.invalid("\"dev\" not a valid ifname", given);
        }
        name = given;
      } else {
        if (arguments.matches("address")) {
          arguments.next();
        }
        if (arguments.matches("help")) {
          throw tool.usage("ip-maddress");
        }
        // The tool looks at the first octet only.
        if (address.value() >> 40 != 0) {
          throw arguments.duplicate("address", arguments.word());
        }
        address = address(tool, arguments.word());
      }
    }
    if (name == null) {
      throw tool.exit(255, "Not enough information: \"dev\" is required.");
    }
    try {
      change(tool.devices().find(name), address);
    } catch (KernelError refused) {
      throw tool.exit(1, "ioctl: " + refused.errno().text());
    }
    throw tool.exit(0);
  }

  private static MacAddress address(Tool tool, String text) {
    HardwareAddress given = HardwareAddressText.read(tool, text).value();
    MacAddress mac = given.mac();
    if (mac == null || given.octets().size() != MAC_LENGTH) {
      throw tool.exit(
          1,
          "Error: Invalid address length "
              + given.octets().size()
              + " - must be "
              + MAC_LENGTH
              + " bytes");
    }
    return mac;
  }

  private void change(@Nullable NetDevice device, MacAddress address) {
    if (device == null) {
      throw new KernelError(Errno.ENODEV);
    }
    if (device instanceof LoopbackDevice) {
      throw new KernelError(Errno.EINVAL);
    }
    HardwareAddressList list = device.receiveFilter().multicast();
    if (add) {
      list.addFixed(address);
    } else {
      list.removeFixed(address);
    }
  }
}
