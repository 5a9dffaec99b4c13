package vethlab.analysis.machine.question;

import com.google.common.collect.ImmutableList;
import java.util.List;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;

/// Runs `ping -c1 -W4 ADDRESS`: the very program that a lab runs.
final class PingExchange implements Exchange {

  private final Machine machine;
  private final NetworkNamespace from;
  private final IpAddress address;
  private ImmutableList<String> printed = ImmutableList.of();

  PingExchange(Machine machine, NetworkNamespace from, IpAddress address) {
    this.machine = machine;
    this.from = from;
    this.address = address;
  }

  @Override
  public Answer answer() {
    List<String> words = List.of("ping", "-c1", "-W4", address.toString());
    ProgramRun ping = ProgramRun.run(machine, from, words, Asker.PATIENCE.plusSeconds(1));
    printed = ping.lines();
    return ping.succeeded() ? Answer.OPEN : Answer.NONE;
  }

  @Override
  public ImmutableList<String> printed() {
    return printed;
  }
}
