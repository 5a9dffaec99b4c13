package vethlab.analysis.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A small lab made up by chance: namespaces, cables, bridges, addresses, ups and downs, pings.
///
/// The same seed makes the same script.
final class RandomLab {

  private final Random random;
  private final List<String> lines = new ArrayList<>();
  private final List<String> namespaces = new ArrayList<>();
  private final List<String> devices = new ArrayList<>();
  private final List<String> bridges = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();

  private RandomLab(long seed) {
    this.random = new Random(seed);
  }

  static String script(long seed) {
    RandomLab lab = new RandomLab(seed);
    lab.lines.add("#!/bin/bash");
    lab.write();
    return String.join("\n", lab.lines) + "\n";
  }

  private void write() {
    int count = 2 + random.nextInt(4);
    for (int i = 1; i <= count; i++) {
      lines.add("ip netns add n" + i);
      namespaces.add("n" + i);
    }
    int cables = 1 + random.nextInt(5);
    for (int i = 1; i <= cables; i++) {
      cable(i);
    }
    int bridgeCount = random.nextInt(3);
    for (int i = 1; i <= bridgeCount; i++) {
      bridge(i);
    }
    int changes = 8 + random.nextInt(16);
    for (int i = 0; i < changes; i++) {
      change();
    }
  }

  /// A device as `NAMESPACE/NAME`.
  private void cable(int number) {
    String one = pick(namespaces);
    String other = pick(namespaces);
    lines.add(
        "ip link add a%d netns %s type veth peer name b%d netns %s"
            .formatted(number, one, number, other));
    devices.add(one + "/a" + number);
    devices.add(other + "/b" + number);
  }

  private void bridge(int number) {
    String in = pick(namespaces);
    lines.add("ip -n %s link add br%d type bridge".formatted(in, number));
    bridges.add(in + "/br" + number);
    devices.add(in + "/br" + number);
  }

  private void change() {
    String device = pick(devices);
    String in = device.substring(0, device.indexOf('/'));
    String name = device.substring(device.indexOf('/') + 1);
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> lines.add("ip -n %s link set %s up".formatted(in, name));
      case 4 -> lines.add("ip -n %s link set %s down".formatted(in, name));
      case 5, 6 -> address(in, name);
      case 7 -> port(in, name);
      case 8 -> ping(in);
      default -> lines.add("ip -n " + in + " link set lo up");
    }
  }

  private void address(String in, String name) {
    String address = "10.0.%d.%d".formatted(random.nextInt(2), addresses.size() + 1);
    addresses.add(address);
    lines.add("ip -n %s addr add %s/24 dev %s".formatted(in, address, name));
  }

  /// Ports may close a loop, and a storm ends the run: one port of a cable at the most.
  private void port(String in, String name) {
    for (String bridge : bridges) {
      if (bridge.startsWith(in + "/") && name.startsWith("a")) {
        lines.add(
            "ip -n %s link set %s master %s"
                .formatted(in, name, bridge.substring(bridge.indexOf('/') + 1)));
        return;
      }
    }
  }

  private void ping(String in) {
    if (!addresses.isEmpty()) {
      lines.add("ip netns exec " + in + " ping -c1 -W1 " + pick(addresses));
    }
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
