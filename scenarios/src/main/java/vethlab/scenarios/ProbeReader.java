package vethlab.scenarios;

import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.question.Answer;
import vethlab.scenarios.yaml.Fields;
import vethlab.scenarios.yaml.InputException;
import vethlab.scenarios.yaml.Location;
import vethlab.scenarios.yaml.YamlNode;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.trace.DropReason;

/// Reads one probe of a scenario: `{ping: 192.168.5.2, from: netns1, expect: open}`.
final class ProbeReader {

  /// The answers that can be expected.
  private enum Expected {
    OPEN(Answer.OPEN),
    REFUSED(Answer.REFUSED),
    REJECTED(Answer.REJECTED),
    NONE(Answer.NONE);

    private final Answer answer;

    Expected(Answer answer) {
      this.answer = answer;
    }
  }

  private ProbeReader() {}

  /// @throws InputException if it is none
  /// @throws NotModelled for frames given as bytes
  static Probe read(YamlNode value) {
    Fields fields = Fields.of(value, "a probe");
    Probe.Kind kind = kind(fields);
    Expected expected = fields.choice("expect", Expected.class);
    Probe probe =
        new Probe(
            fields.at(),
            fields.text("from"),
            kind,
            expected == null ? Answer.OPEN : expected.answer,
            reason(fields));
    fields.close();
    return probe;
  }

  private static Probe.Kind kind(Fields fields) {
    if (fields.has("ping")) {
      return new Probe.Ping(address(fields.at("ping"), fields.text("ping")));
    }
    if (fields.has("ping6")) {
      IpAddress address = address(fields.at("ping6"), fields.text("ping6"));
      if (address instanceof Ipv4Address) {
        throw new InputException(fields.at("ping6"), address + " is not an IPv6 address");
      }
      return new Probe.Ping(address);
    }
    if (fields.has("arping")) {
      IpAddress address = address(fields.at("arping"), fields.text("arping"));
      if (address instanceof Ipv6Address) {
        throw new InputException(fields.at("arping"), address + " is not an IPv4 address");
      }
      return new Probe.Arping(address, fields.text("device"));
    }
    if (fields.has("tcp")) {
      Socket socket = socket(fields.at("tcp"), fields.text("tcp"));
      return new Probe.Tcp(socket.address(), socket.port(), fields.texts("send"));
    }
    if (fields.has("udp")) {
      Socket socket = socket(fields.at("udp"), fields.text("udp"));
      return new Probe.Udp(socket.address(), socket.port(), fields.texts("send"));
    }
    if (fields.has("frame")) {
      throw new NotModelled(fields.at("frame") + ": a probe of raw frames");
    }
    throw new InputException(
        fields.at(), "a probe is one of ping, ping6, arping, tcp, udp; none of these keys is here");
  }

  private record Socket(IpAddress address, int port) {}

  /// `192.168.5.1:80` or `[fd00::1]:80`.
  private static Socket socket(Location at, String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      host = "";
    }
    String port = text.substring(colon + 1);
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 0xffff) {
      throw new InputException(
          at, "expected ADDRESS:PORT, with an IPv6 address in brackets, found '" + text + "'");
    }
    return new Socket(address(at, host), Integer.parseInt(port));
  }

  private static IpAddress address(Location at, String text) {
    try {
      return IpAddress.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new InputException(at, "'" + text + "' is not an IP address");
    }
  }

  /// The name of a drop reason, or null if there is none.
  static @Nullable DropReason reason(Fields fields) {
    String name = fields.textOrNull("reason");
    if (name == null) {
      return null;
    }
    for (DropReason reason : DropReason.values()) {
      if (reason.name().equals(name)) {
        return reason;
      }
    }
    throw new InputException(
        fields.at("reason"), "'" + name + "' is not a drop reason; see docs/drop-reasons.md");
  }
}
