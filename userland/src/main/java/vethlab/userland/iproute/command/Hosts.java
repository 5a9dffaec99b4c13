package vethlab.userland.iproute.command;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;

/// How hosts are shown: by address, or with `-resolve` by their name in `/etc/hosts`.
///
/// There is no name server to be asked.
public final class Hosts {

  private final Tool tool;
  private @Nullable Map<IpAddress, String> names;

  Hosts(Tool tool) {
    this.tool = tool;
  }

  /// The name of a host if names are wanted and it has one, else its address.
  public String name(IpAddress address) {
    if (!tool.options().resolve()) {
      return address.toString();
    }
    if (names == null) {
      names = read();
    }
    return names.getOrDefault(address, address.toString());
  }

  private Map<IpAddress, String> read() {
    Map<IpAddress, String> found = new HashMap<>();
    String text = tool.read("/etc/hosts");
    if (text != null) {
      for (String line : text.lines().toList()) {
        int comment = line.indexOf('#');
        String[] words = (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", 3);
        InetPrefix address = InetPrefix.address(words[0], Family.UNSPEC);
        if (words.length > 1 && address != null && address.address() != null) {
          found.putIfAbsent(address.address(), words[1]);
        }
      }
    }
    return found;
  }
}
