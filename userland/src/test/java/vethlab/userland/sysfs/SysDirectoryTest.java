package vethlab.userland.sysfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Node;
import vethlab.userland.testing.Workplace;

/// A bridge br0 with port v1, whose other end v2 is here, too; lo is down. Names, modes, links and
/// values were recorded from the same devices on Linux 6.1.
class SysDirectoryTest {

  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  private static final Pattern BRIDGE_ID = Pattern.compile("8000\\.[0-9a-f]{12}");

  private final Workplace place = new Workplace();

  @BeforeEach
  void makeDevices() {
    place.output("ip link add br0 type bridge");
    place.output("ip link add v1 type veth peer name v2");
    place.output("ip link set v1 master br0");
    for (String name : List.of("v1", "v2", "br0")) {
      place.output("ip link set " + name + " up");
    }
    place.pass(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    place.close();
  }

  private static List<String> lines(String resource) {
    try (InputStream text = SysDirectoryTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// What `find -printf "%y %m %p %l\n"` prints of a path and what is below it.
  private void list(String path, Node node, List<String> into) {
    String mode = Integer.toOctalString(node.mode());
    switch (node) {
      case Node.Directory directory -> {
        into.add("d " + mode + " " + path);
        for (String name : directory.names(place.holder())) {
          list(
              path + "/" + name,
              Objects.requireNonNull(directory.find(place.holder(), name)),
              into);
        }
      }
      case Node.Symlink link ->
          into.add("l " + mode + " " + path + " " + link.target(place.holder()));
      default -> into.add("f " + mode + " " + path);
    }
  }

  private Node find(String path) {
    return Objects.requireNonNull(place.machine().files().find(place.holder(), "/", path));
  }

  @Test
  void names_modes_and_links_of_devices() {
    List<String> listed = new ArrayList<>();
    for (String name : List.of("v1", "lo", "br0")) {
      list("/sys/class/net/" + name, find("/sys/class/net/" + name), listed);
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(lines("names.txt"));
  }

  @Test
  void values_of_devices() {
    SoftAssertions together = new SoftAssertions();
    for (String line : lines("values.txt")) {
      int colon = line.indexOf(": ");
      String path = line.substring(0, colon < 0 ? line.length() - 1 : colon);
      String expected = colon < 0 ? "" : line.substring(colon + 2);
      String shown;
      try {
        shown = place.content(path).replace('\n', '~');
      } catch (KernelError error) {
        shown = "cat: " + error.errno().text();
      }
      together.assertThat(withoutChance(shown)).as(path).isEqualTo(withoutChance(expected));
    }
    together.assertAll();
  }

  private static String withoutChance(String text) {
    return BRIDGE_ID.matcher(MAC.matcher(text).replaceAll("MAC")).replaceAll("ID");
  }

  @Test
  void writing_changes_the_device() {
    place.echo("1400", "/sys/class/net/v1/mtu");
    place.echo("1", "/sys/class/net/br0/bridge/stp_state");
    place.echo("1", "/sys/class/net/br0/brif/v1/hairpin_mode");
    assertThat(place.content("/sys/class/net/v1/mtu")).isEqualTo("1400\n");
    assertThat(place.output("brctl show br0")).contains("yes");
    assertThat(place.content("/sys/class/net/v1/brport/hairpin_mode")).isEqualTo("1\n");
    assertThatThrownBy(() -> place.echo("9", "/sys/class/net/v1/ifindex"))
        .isInstanceOfSatisfying(
            KernelError.class, error -> assertThat(error.errno()).isEqualTo(Errno.EACCES));
    assertThatThrownBy(() -> place.echo("x", "/sys/class/net/v1/mtu"))
        .isInstanceOfSatisfying(
            KernelError.class, error -> assertThat(error.errno()).isEqualTo(Errno.EINVAL));
  }

  @Test
  void other_network_of_a_process_does_not_change_what_it_shows() {
    assertThat(place.output("unshare -n ls /sys/class/net")).isEqualTo("br0\nlo\nv1\nv2\n");
    place.output("ip netns add n1");
    assertThat(place.output("ip netns exec n1 ls /sys/class/net")).isEqualTo("lo\n");
    NetDevice bridge = Objects.requireNonNull(place.root().devices().find("br0"));
    assertThat(place.content("/sys/class/net/br0/address")).isEqualTo(bridge.address() + "\n");
  }
}
