package vethlab.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vethlab.simulator.device.TestWorld.mac;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.trace.DropReason;

/// Names, indexes, moves and ends of devices, and who hears of them in which order.
///
/// The host has a cable from x to y and a dummy dd; n1 is empty beside its loopback device. Errors
/// are those of Linux 6.1 for `ip link set dev x name …`, `ip link set dev x netns n1`, `ip link
/// set dev x mtu …`, `ip link del dev x`.
class DeviceTest {

  private final TestWorld world = new TestWorld();

  @BeforeEach
  void lay() {
    world.cable("host/x", 1, "host/y", 2);
    new DummyDevice(world.namespace("host"), "dd", mac(3)).register(0);
    world.namespace("n1");
  }

  private static void refused(Errno errno, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            KernelError.class, error -> assertThat(error.errno()).isEqualTo(errno));
  }

  @Test
  void the_peer_is_made_first_and_has_the_lower_index() {
    assertThat(world.device("host/y").index()).isEqualTo(2);
    assertThat(world.device("host/x").index()).isEqualTo(3);
    assertThat(world.device("host/x").linkIndex()).isEqualTo(2);
    assertThat(world.device("host/x").link()).isSameAs(world.device("host/y"));
    assertThat(world.device("host/dd").linkIndex()).isEqualTo(4);
  }

  @Test
  void indexes_are_not_used_again() {
    world.device("host/dd").unregister();
    new DummyDevice(world.namespace("host"), "ee", mac(4)).register(0);
    assertThat(world.device("host/ee").index()).isEqualTo(5);
  }

  @Test
  void a_wanted_index_is_given_or_refused() {
    new DummyDevice(world.namespace("host"), "ee", mac(4)).register(77);
    assertThat(world.device("host/ee").index()).isEqualTo(77);
    DummyDevice late = new DummyDevice(world.namespace("host"), "ff", mac(5));
    refused(Errno.EBUSY, () -> late.register(77));
    late.register(0);
    assertThat(late.index()).isEqualTo(5);
  }

  @Test
  void devices_above_255_are_listed_by_their_low_octet_newest_first() {
    for (int index : new int[] {256, 258, 257, 513}) {
      new DummyDevice(world.namespace("n1"), "d" + index, mac(4)).register(index);
    }
    assertThat(world.namespace("n1").all())
        .extracting(NetDevice::index)
        .containsExactly(256, 513, 257, 1, 258);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a:b", "a b", "sixteen-letters-", "a%sb", "%d%d"})
  void what_is_no_name_is_refused(String name) {
    refused(Errno.EINVAL, () -> world.device("host/x").rename(name));
  }

  @Test
  void a_device_is_renamed_while_it_is_down() {
    NetDevice device = world.device("host/x");
    refused(Errno.EEXIST, () -> device.rename("y"));
    device.rename("veth%d");
    assertThat(device.name()).isEqualTo("veth0");
    assertThat(device.place()).isEqualTo("host/veth0");
    assertThat(world.namespace("host").find("x")).isNull();
    device.open();
    refused(Errno.EBUSY, () -> device.rename("z"));
    refused(Errno.EBUSY, () -> device.rename("veth0"));
  }

  @Test
  void newer_kernels_rename_a_device_that_is_up() {
    TestWorld newer = new TestWorld(KernelProfile.LINUX_6_18);
    newer.cable("host/x", 1, "host/y", 2);
    newer.up("host/x");
    newer.device("host/x").rename("z");
    assertThat(newer.device("host/z").isUp()).isTrue();
  }

  @Test
  void a_device_answers_to_its_further_names() {
    NetDevice device = world.device("host/x");
    device.addAlternativeName("uplink");
    assertThat(world.namespace("host").find("uplink")).isSameAs(device);
    refused(Errno.EEXIST, () -> device.addAlternativeName("y"));
    refused(Errno.EEXIST, () -> world.device("host/y").rename("uplink"));
    device.removeAlternativeName("uplink");
    refused(Errno.EINVAL, () -> device.removeAlternativeName("uplink"));
    assertThat(world.namespace("host").find("uplink")).isNull();
  }

  @Test
  void a_moved_device_is_down_and_keeps_its_index_if_that_is_free() {
    NetDevice device = world.device("host/x");
    device.open();
    device.receiveFilter().multicast().add(MacAddress.parse("01:00:5e:00:00:01"));
    device.moveTo(world.namespace("n1"), null);
    assertThat(device.place()).isEqualTo("n1/x");
    assertThat(device.index()).isEqualTo(3);
    assertThat(device.isUp()).isFalse();
    assertThat(device.queueingDiscipline()).isEqualTo("noop");
    assertThat(device.receiveFilter().multicast().all()).isEmpty();
    assertThat(world.namespace("host").find("x")).isNull();
    new DummyDevice(world.namespace("host"), "ee", mac(4)).register(3);
    device.moveTo(world.namespace("host"), null);
    assertThat(device.index()).isEqualTo(5);
  }

  @Test
  void a_taken_name_stops_a_move_unless_there_is_another_one() {
    NetDevice device = world.device("host/x");
    new DummyDevice(world.namespace("n1"), "x", mac(4)).register(0);
    refused(Errno.EEXIST, () -> device.moveTo(world.namespace("n1"), null));
    device.moveTo(world.namespace("n1"), "z");
    assertThat(device.place()).isEqualTo("n1/z");
  }

  @Test
  void loopback_stays() {
    refused(Errno.EINVAL, () -> world.device("host/lo").moveTo(world.namespace("n1"), null));
  }

  @Test
  void mtus_are_bounded_by_the_kind_of_device() {
    world.device("host/x").setMtu(68);
    world.device("host/x").setMtu(65535);
    assertThatThrownBy(() -> world.device("host/x").setMtu(67))
        .hasMessage("mtu less than device minimum");
    assertThatThrownBy(() -> world.device("host/x").setMtu(65536))
        .hasMessage("mtu greater than device maximum");
    world.device("host/dd").setMtu(1);
    world.device("host/lo").setMtu(100_000);
  }

  @Test
  void an_address_for_a_group_or_of_zeros_is_refused() {
    refused(Errno.EADDRNOTAVAIL, () -> world.device("host/x").setAddress(MacAddress.ZERO));
    refused(Errno.EADDRNOTAVAIL, () -> world.device("host/x").setAddress(MacAddress.BROADCAST));
    world.device("host/x").setAddress(mac(9));
    assertThat(world.device("host/x").isAddressSet()).isTrue();
  }

  @Test
  void only_a_dummy_gives_and_takes_its_carrier_on_demand() {
    refused(Errno.EOPNOTSUPP, () -> world.device("host/x").changeCarrier(false));
    world.device("host/dd").changeCarrier(false);
    assertThat(world.device("host/dd").hasCarrier()).isFalse();
  }

  // ---- Who hears what ----

  /// Writes down what it is told, as `UP host/x`.
  private static final class Ear implements DeviceListener {

    private final List<String> heard;

    Ear(List<String> heard) {
      this.heard = heard;
    }

    @Override
    public void deviceChanged(NetDevice device, Change change) {
      heard.add(change + " " + device.name());
    }

    @Override
    public Ear fork(Fork fork) {
      Ear copy = new Ear(new ArrayList<>());
      fork.enter(this, copy);
      return copy;
    }
  }

  private List<String> listen(String namespace) {
    List<String> heard = new ArrayList<>();
    world.namespace(namespace).addListener(new Ear(heard));
    return heard;
  }

  @Test
  void both_ends_of_a_cable_go_down_before_either_is_reported_gone() {
    world.up("host/x", "host/y");
    world.passSeconds(2);
    List<String> heard = listen("host");
    world.device("host/x").unregister();
    assertThat(heard)
        .containsExactly(
            "GOING_DOWN x", "GOING_DOWN y", "DOWN x", "DOWN y", "UNREGISTER x", "UNREGISTER y");
    assertThat(world.namespace("host").find("y")).isNull();
    assertThat(world.device("host/dd").isRegistered()).isTrue();
  }

  @Test
  void setting_up_is_told_once_and_the_carrier_when_the_link_watch_comes() {
    List<String> heard = listen("host");
    world.device("host/x").open();
    world.device("host/y").open();
    assertThat(heard).containsExactly("UP x", "UP y");
    world.passSeconds(2);
    assertThat(heard).containsExactly("UP x", "UP y", "CHANGE y", "CHANGE x");
    world.device("host/x").setFlag(DeviceFlags.Flag.NO_ARP, true);
    world.device("host/x").setFlag(DeviceFlags.Flag.NO_ARP, true);
    assertThat(heard).endsWith("CHANGE x", "CHANGE_FLAGS x");
  }

  @Test
  void a_move_is_an_end_here_and_a_beginning_there() {
    world.up("host/x");
    List<String> here = listen("host");
    List<String> there = listen("n1");
    world.device("host/x").moveTo(world.namespace("n1"), null);
    assertThat(here).containsExactly("GOING_DOWN x", "DOWN x", "UNREGISTER x");
    assertThat(there).containsExactly("REGISTER x");
  }

  @Test
  void a_namespace_that_ends_takes_the_other_ends_of_its_cables_along() {
    world.device("host/x").moveTo(world.namespace("n1"), null);
    world.namespace("n1").removeAll();
    assertThat(world.namespace("n1").all()).isEmpty();
    assertThat(world.namespace("host").find("y")).isNull();
    assertThat(world.namespace("host").find("dd")).isNotNull();
  }

  @Test
  void frames_for_a_device_that_is_gone_are_dropped() {
    world.up("host/x", "host/y");
    NetDevice sender = world.device("host/x");
    world.passSeconds(2);
    sender.send(
        new SocketBuffer(
            EthernetFrame.of(mac(2), mac(1), new Payload.Raw(TestWorld.EXPERIMENTAL, Bytes.EMPTY)),
            sender,
            null));
    sender.unregister();
    world.passSeconds(1);
    assertThat(world.arrived()).isEmpty();
    assertThat(world.core().drops()).containsOnlyKeys(DropReason.DEV_READY);
  }

  @Test
  void two_forks_of_a_cable_behave_alike_and_never_touch_each_other() {
    world.up("host/x");
    TestWorld copy = Fork.copy(world);
    copy.up("host/y");
    copy.passSeconds(2);
    copy.send("host/x", 2, "hello");
    assertThat(copy.arrived()).containsExactly("host/y hello");
    assertThat(world.shown("host/y")).isEqualTo("<BROADCAST,MULTICAST> noop DOWN");
    assertThat(world.shown("host/x"))
        .isEqualTo("<NO-CARRIER,BROADCAST,MULTICAST,UP> noqueue LOWERLAYERDOWN");
    world.up("host/y");
    world.passSeconds(2);
    world.send("host/x", 2, "hello");
    assertThat(world.arrived()).containsExactly("host/y hello");
    assertThat(copy.device("host/x").link()).isSameAs(copy.device("host/y"));
    copy.device("host/x").unregister();
    assertThat(world.device("host/y").isRegistered()).isTrue();
  }
}
