package vethlab.analysis.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vethlab.analysis.machine.question.Asked;
import vethlab.analysis.machine.question.Asker;
import vethlab.analysis.machine.question.Participants;
import vethlab.analysis.machine.question.Question;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.userland.stage.Lab;
import vethlab.userland.stage.Performance;
import vethlab.userland.stage.Play;
import vethlab.userland.stage.SimulatedStage;

/// Random labs: two forks of one machine behave alike and never touch each other or the original.
class ForksTest {

  private static final long FIRST_SEED = 20_261_125;
  private static final int LABS = 40;

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (int i = 0; i < LABS; i++) {
      seeds.add(FIRST_SEED + i);
    }
    return seeds;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void two_forks_behave_alike_and_never_touch_each_other(long seed) {
    String script = RandomLab.script(seed);
    Lab lab = Lab.of("lab.sh", script, List.of(), Play.SCRIPT);
    Performance played = SimulatedStage.standard().withSeed(seed).play(lab);
    Machine machine = played.machine();
    try {
      assertThat(machine.broken()).as(script).isNull();
      String before = state(machine);
      Machine one = machine.copy();
      Machine other = machine.copy();
      assertThat(state(one)).as(script).isEqualTo(before);

      String first = exercise(one);
      assertThat(state(other)).as("the other fork\n%s", script).isEqualTo(before);
      String second = exercise(other);
      assertThat(second).as(script).isEqualTo(first);
      assertThat(state(other)).as(script).isEqualTo(state(one));
      assertThat(state(machine)).as("the original\n%s", script).isEqualTo(before);

      assertThat(exercise(machine)).as("the original goes on\n%s", script).isEqualTo(first);
    } finally {
      machine.close();
    }
  }

  /// Asks all there is to ask, one thing after the other, and lets time pass between.
  private static String exercise(Machine machine) {
    StringBuilder told = new StringBuilder();
    for (Question question : Participants.questions(machine)) {
      Asked asked = Asker.askHere(machine, question);
      told.append(question).append(' ').append(asked.answer()).append(asked.printed());
      machine.run(Duration.ofMillis(300));
    }
    return told.append(state(machine)).toString();
  }

  /// All that can be seen of a machine's devices, addresses, stations and neighbours.
  private static String state(Machine machine) {
    StringBuilder state = new StringBuilder().append(machine.core().now()).append('\n');
    for (NetworkNamespace namespace : machine.namespaces().all()) {
      for (NetDevice device : namespace.devices().all()) {
        state
            .append(device.place())
            .append(' ')
            .append(device.address())
            .append(' ')
            .append(device.operState())
            .append(' ')
            .append(device.statistics().rxPackets())
            .append('/')
            .append(device.statistics().txPackets())
            .append(' ')
            .append(namespace.ipv4().addresses(device))
            .append(namespace.ipv6().addresses(device));
        if (device instanceof Bridge bridge) {
          bridge.ports().forEach(port -> state.append(port.place()).append(port.state()));
          state.append(bridge.forwardingDatabase().entries().size());
        }
        state.append('\n');
      }
      namespace
          .ipv4()
          .neighbours()
          .all()
          .forEach(each -> state.append(each.address()).append(each.state()).append(each.mac()));
      state.append(machine.core().drops()).append('\n');
    }
    return state.toString();
  }
}
