package vethlab.userland.iproute.address;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip address add`, `change`, `replace` and `delete` (`ipaddr_modify`).
public final class AddressModify implements Command {

  /// What is asked of the kernel.
  public enum Action {
    ADD,
    CHANGE,
    REPLACE,
    DELETE
  }

  private final Action action;

  public AddressModify(Action action) {
    this.action = action;
  }

  @Override
  public int run(Tool tool, Arguments arguments) {
    AddressWords words = new AddressWords(tool, arguments, action);
    words.read();
    tool.talk(() -> {
      NetDevice device = tool.devices().find(words.deviceIndex());
      switch (words.family()) {
        case INET -> words.sendIpv4(device);
        case INET6 -> words.sendIpv6(device);
        case UNSPEC, LINK, MPLS, BRIDGE -> throw new KernelError(Errno.EOPNOTSUPP);
      }
    });
    return 0;
  }
}
