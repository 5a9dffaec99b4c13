package vethlab.userland.iproute.tuntap;

import vethlab.simulator.errno.KernelError;
import vethlab.simulator.rtnetlink.Taps;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip tuntap delete`: lets a tap go (`tap_del_ioctl`).
final class TapDelete implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    TapWords words = new TapWords(tool, arguments, false);
    words.read();
    try {
      Taps.delete(tool.devices(), words.name(), words.isTap());
    } catch (KernelError refused) {
      throw tool.fail(-1, "ioctl(TUNSETIFF): " + refused.errno().text());
    }
    return 0;
  }
}
