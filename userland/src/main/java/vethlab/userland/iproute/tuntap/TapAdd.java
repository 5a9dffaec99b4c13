package vethlab.userland.iproute.tuntap;

import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.rtnetlink.Taps;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip tuntap add`: a tap that stays though no program holds it (`tap_add_ioctl`).
final class TapAdd implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    TapWords words = new TapWords(tool, arguments, true);
    words.read();
    if (!words.isTap() && tool.devices().find(words.name()) == null) {
      throw new NotModelled("ip tuntap add … mode tun");
    }
    try {
      Taps.create(tool.devices(), words.name(), words.settings());
    } catch (KernelError refused) {
      throw tool.fail(-1, "ioctl(TUNSETIFF): " + refused.errno().text());
    }
    return 0;
  }
}
