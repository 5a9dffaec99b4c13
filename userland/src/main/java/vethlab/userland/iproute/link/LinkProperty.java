package vethlab.userland.iproute.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.LinkNames;
import vethlab.userland.iproute.command.Tool;

/// `ip link property add|del`: further names of a device (`iplink_prop`).
public final class LinkProperty implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty() || arguments.matches("help")) {
      throw tool.usage("ip-link");
    }
    boolean adding = arguments.matches("add");
    if (!adding && !arguments.matches("del")) {
      throw tool.exit(255, "Operator required");
    }
    arguments.advance();
    List<String> names = new ArrayList<>();
    String device = readDevice(tool, arguments, names);
    if (device == null) {
      throw tool.exit(255, "Not enough of information: \"dev\" argument is required.");
    }
    int index = tool.deviceIndex(device);
    tool.talk(() -> {
      NetDevice found = tool.devices().find(index);
      if (found == null) {
        throw new KernelError(Errno.ENODEV);
      }
      for (String name : names) {
        if (adding) {
          found.addAlternativeName(name);
        } else {
          found.removeAlternativeName(name);
        }
      }
    });
    return 0;
  }

  private static @Nullable String readDevice(Tool tool, Arguments arguments, List<String> names) {
    String device = null;
    for (; !arguments.isEmpty(); arguments.advance()) {
      if (arguments.matches("altname")) {
        String name = arguments.next();
        if (!LinkNames.isValidAlternative(name)) {
          throw arguments.invalid("not a valid altname", name);
        }
        names.add(name);
      } else if (arguments.matches("help")) {
        throw tool.usage("ip-link");
      } else {
        String word = arguments.is("dev") ? arguments.next() : arguments.word();
        if (device != null) {
          throw arguments.garbage("dev", word);
        }
        if (!LinkNames.isValidAlternative(word)) {
          throw arguments.invalid("\"dev\" not a valid ifname", word);
        }
        device = word;
      }
    }
    return device;
  }
}
