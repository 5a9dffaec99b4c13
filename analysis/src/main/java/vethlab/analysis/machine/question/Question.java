package vethlab.analysis.machine.question;

import vethlab.simulator.packet.IpAddress;

/// Whether one namespace reaches a service at an address.
///
/// @param from the name of the namespace that asks
/// @param to the name of the namespace that has the address; empty if none has
public record Question(String from, String to, IpAddress address, Service service) {

  /// As in `netns1 to 192.168.5.2 by icmp`.
  @Override
  public String toString() {
    return from + " to " + address + " by " + service.text();
  }
}
