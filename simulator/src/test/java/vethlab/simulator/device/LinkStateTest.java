package vethlab.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `ip link show` prints of the two ends of a cable between two commands: the signal is there
/// at once, the state when the link watch has come round.
///
/// Expected lines are those of Linux 6.1, from
///
/// ```bash
/// ip netns add n1; ip netns add n2; [ $1 = different ] && ip -n n1 link add name dd type dummy
/// sleep 2; ip link add x netns n1 type veth peer name y netns n2
/// ip -n n1 link set dev x up; ip -n n1 link show x; ip -n n2 link show y
/// ip -n n2 link set dev y up; …; sleep 0.5; …; sleep 0.6; …
/// ```
class LinkStateTest {

  private static final String CREATED = "<BROADCAST,MULTICAST> noop DOWN";
  private static final String DOWN = "<BROADCAST,MULTICAST> noqueue DOWN";
  private static final String ALONE = "<NO-CARRIER,BROADCAST,MULTICAST,UP> noqueue DOWN";
  private static final String ALONE_LOWER =
      "<NO-CARRIER,BROADCAST,MULTICAST,UP> noqueue LOWERLAYERDOWN";
  private static final String UNTOLD = "<NO-CARRIER,BROADCAST,MULTICAST,UP,LOWER_UP> noqueue DOWN";
  private static final String UP = "<BROADCAST,MULTICAST,UP,LOWER_UP> noqueue UP";
  private static final String NOT_YET_TOLD = "<BROADCAST,MULTICAST,UP> noqueue UP";

  private final TestWorld world = new TestWorld();

  /// Two namespaces and a cable from x in the first to y in the second. With `different` indexes
  /// the first has another device, so that x is 3 and y is 2; else both are 2.
  private void cable(boolean different) {
    if (different) {
      new DummyDevice(world.namespace("n1"), "dd", TestWorld.mac(9)).register(0);
    }
    world.passSeconds(2);
    world.cable("n1/x", 1, "n2/y", 2);
    assertThat(world.device("n1/x").index()).isEqualTo(different ? 3 : 2);
    assertThat(world.device("n2/y").index()).isEqualTo(2);
  }

  private void expect(String first, String firstShown, String second, String secondShown) {
    assertThat(world.shown(first)).as(first).isEqualTo(firstShown);
    assertThat(world.shown(second)).as(second).isEqualTo(secondShown);
  }

  @ParameterizedTest
  @CsvSource({"n1/x,n2/y", "n2/y,n1/x"})
  void with_equal_indexes_the_second_end_waits_for_the_full_round(String first, String second) {
    cable(false);
    expect(first, CREATED, second, CREATED);
    world.up(first);
    expect(first, ALONE, second, CREATED);
    world.up(second);
    expect(first, UP, second, UNTOLD);
    world.passSeconds(0.5);
    expect(first, UP, second, UNTOLD);
    world.passSeconds(0.6);
    expect(first, UP, second, UP);
    world.down(first);
    expect(first, DOWN, second, NOT_YET_TOLD);
    world.up(first);
    expect(first, UP, second, UP);
    world.passSeconds(1.2);
    expect(first, UP, second, UP);
  }

  @ParameterizedTest
  @CsvSource({"n1/x,n2/y", "n2/y,n1/x"})
  void with_different_indexes_every_change_is_urgent(String first, String second) {
    cable(true);
    expect(first, CREATED, second, CREATED);
    world.up(first);
    expect(first, ALONE_LOWER, second, CREATED);
    world.up(second);
    expect(first, UP, second, UP);
    world.passSeconds(1.1);
    expect(first, UP, second, UP);
    world.down(first);
    expect(first, DOWN, second, ALONE_LOWER);
    world.up(first);
    expect(first, UP, second, UP);
  }

  @ParameterizedTest
  @CsvSource({"n1/x,n2/y", "n2/y,n1/x"})
  void after_a_quiet_second_the_round_is_a_full_one(String first, String second) {
    cable(false);
    world.passSeconds(2);
    world.up(first);
    expect(first, ALONE, second, CREATED);
    world.up(second);
    expect(first, UP, second, UP);
    world.passSeconds(2);
    world.down(first);
    expect(first, DOWN, second, ALONE);
    world.passSeconds(2);
    expect(first, DOWN, second, ALONE);
    world.up(first);
    expect(first, UP, second, UP);
    assertThat(world.device("n1/x").carrierUps()).isEqualTo(2);
    assertThat(world.device("n1/x").carrierDowns()).isEqualTo(2);
  }

  @Test
  void a_new_cable_has_lost_its_signal_once() {
    cable(false);
    assertThat(world.device("n1/x").carrierUps()).isEqualTo(0);
    assertThat(world.device("n1/x").carrierDowns()).isEqualTo(1);
  }

  @Test
  void loopback_goes_from_down_to_unknown() {
    world.namespace("n1");
    assertThat(world.shown("n1/lo")).isEqualTo("<LOOPBACK> noop DOWN");
    world.up("n1/lo");
    assertThat(world.shown("n1/lo")).isEqualTo("<LOOPBACK,UP,LOWER_UP> noqueue UNKNOWN");
  }

  /// `ip link add name dd type dummy; ip link set dev dd up; ip link set dev dd carrier off; …`
  @Test
  void a_dummy_is_unknown_until_its_carrier_is_changed() {
    new DummyDevice(world.namespace("n1"), "dd", TestWorld.mac(9)).register(0);
    assertThat(world.shown("n1/dd")).isEqualTo("<BROADCAST,NOARP> noop DOWN");
    world.up("n1/dd");
    assertThat(world.shown("n1/dd")).isEqualTo("<BROADCAST,NOARP,UP,LOWER_UP> noqueue UNKNOWN");
    world.device("n1/dd").changeCarrier(false);
    world.passSeconds(1.1);
    assertThat(world.shown("n1/dd")).isEqualTo("<NO-CARRIER,BROADCAST,NOARP,UP> noqueue DOWN");
    world.device("n1/dd").changeCarrier(true);
    world.passSeconds(1.1);
    assertThat(world.shown("n1/dd")).isEqualTo("<BROADCAST,NOARP,UP,LOWER_UP> noqueue UP");
  }

  /// `ip tuntap add dev tt mode tap; ip link set dev tt up`
  @Test
  void a_tap_that_no_program_has_open_is_down() {
    new TapDevice(world.namespace("n1"), "tt", TestWorld.mac(9)).register(0);
    assertThat(world.shown("n1/tt")).isEqualTo("<BROADCAST,MULTICAST> noop DOWN");
    world.up("n1/tt");
    assertThat(world.shown("n1/tt")).isEqualTo("<NO-CARRIER,BROADCAST,MULTICAST,UP> fq_codel DOWN");
    assertThat(world.device("n1/tt").carrierUps() + world.device("n1/tt").carrierDowns())
        .isEqualTo(1);
  }
}
