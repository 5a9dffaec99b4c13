package vethlab.userland.nettools;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.ipv4.InterfaceAddress;
import vethlab.simulator.ipv6.Ipv6InterfaceAddress;
import vethlab.simulator.process.Process;

/// All addresses of a namespace that others can reach, as `hostname -I` prints them: those of
/// devices that are up, without loopback devices and link-local IPv6 addresses, IPv4 first.
final class AllAddresses {

  private AllAddresses() {}

  static String of(Process self) {
    StringBuilder ipv4 = new StringBuilder();
    StringBuilder ipv6 = new StringBuilder();
    for (NetDevice device : self.network().devices().all()) {
      if (!device.isUp() || device.flags().isLoopback()) {
        continue;
      }
      for (InterfaceAddress address : self.network().ipv4().addresses(device)) {
        ipv4.append(address.local()).append(' ');
      }
      for (Ipv6InterfaceAddress address : self.network().ipv6().addresses(device)) {
        if (!address.address().isLinkLocal()) {
          ipv6.append(address.address()).append(' ');
        }
      }
    }
    return ipv4.append(ipv6).toString();
  }
}
