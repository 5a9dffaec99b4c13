package vethlab.scenarios;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.question.Answer;
import vethlab.scenarios.yaml.Location;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.trace.DropReason;

/// One exchange that a scenario asks for, and what must come of it.
///
/// @param at where the scenario says so
/// @param from the namespace that asks
/// @param expected the answer
/// @param reason why there is none, if the scenario says; null if it does not
public record Probe(
    Location at, String from, Kind kind, Answer expected, @Nullable DropReason reason) {

  /// What is exchanged.
  public sealed interface Kind {

    IpAddress address();

    /// As in `ping 192.168.5.2`.
    String text();
  }

  /// `ping -c1 -W4`, of either family.
  public record Ping(IpAddress address) implements Kind {

    @Override
    public String text() {
      return "ping " + address;
    }
  }

  /// `arping -c1 -w4 -I DEVICE`.
  public record Arping(IpAddress address, String device) implements Kind {

    @Override
    public String text() {
      return "arping -I " + device + " " + address;
    }
  }

  /// A TCP connection; with lines, an exchange of them by `nc`, which listens there first.
  public record Tcp(IpAddress address, int port, ImmutableList<String> lines) implements Kind {

    @Override
    public String text() {
      return "tcp " + address + " port " + port;
    }
  }

  /// A datagram; with lines, an exchange of them by `nc -u`, which listens there first.
  public record Udp(IpAddress address, int port, ImmutableList<String> lines) implements Kind {

    @Override
    public String text() {
      return "udp " + address + " port " + port;
    }
  }

  /// As in `netns1: ping 192.168.5.2`.
  public String title() {
    return from + ": " + kind.text();
  }
}
