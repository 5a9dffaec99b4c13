package vethlab.simulator.ipv6;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.LoopbackDevice;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.profile.KernelProfile;

/// The files under `/proc/sys/net/ipv6`: the list with its values is what `sysctl -a` printed in a
/// new namespace of Linux 6.1, and writing does what it did there.
class Ipv6SysctlsTest {

  private final NetCore core = new NetCore(KernelProfile.LINUX_6_1, 1);
  private final Ipv6Stack root = stack("root", null);
  private final Ipv6Sysctls sysctls = stack("other", root).sysctls();

  private Ipv6Stack stack(String name, @Nullable Ipv6Stack first) {
    DeviceTable devices = new DeviceTable(core, name);
    Ipv6Stack stack = new Ipv6Stack(devices, first);
    new LoopbackDevice(devices).register(0);
    return stack;
  }

  private static Map<String, String> printed() throws IOException {
    Map<String, String> printed = new TreeMap<>();
    try (InputStream in = Ipv6SysctlsTest.class.getResourceAsStream("/ipv6/settings-6.1.txt")) {
      for (String line :
          new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).split("\n", -1)) {
        String[] parts = line.split(" = ", 2);
        if (parts.length == 2) {
          printed.put(parts[0].replaceFirst("net\\.ipv6\\.", "").replace('.', '/'), parts[1]);
        }
      }
    }
    return printed;
  }

  @Test
  void a_new_namespace_has_the_settings_of_the_kernel() throws IOException {
    Map<String, String> here = new TreeMap<>();
    for (String path : sysctls.paths()) {
      // Not shown by sysctl: files of an old kind.
      if (!path.endsWith("/retrans_time") && !path.endsWith("/base_reachable_time")) {
        here.put(path, Objects.requireNonNull(sysctls.read(path)));
      }
    }
    assertThat(here).containsExactlyEntriesOf(printed());
  }

  @Test
  void the_first_namespace_has_some_more() throws IOException {
    List<String> more =
        root.sysctls().paths().stream().filter(path -> sysctls.read(path) == null).toList();
    assertThat(more)
        .containsExactly(
            "calipso_cache_bucket_size",
            "calipso_cache_enable",
            "ip6frag_secret_interval",
            "mld_max_msf",
            "mld_qrv",
            "neigh/default/anycast_delay",
            "neigh/default/app_solicit",
            "neigh/default/base_reachable_time",
            "neigh/default/base_reachable_time_ms",
            "neigh/default/delay_first_probe_time",
            "neigh/default/gc_interval",
            "neigh/default/gc_stale_time",
            "neigh/default/gc_thresh1",
            "neigh/default/gc_thresh2",
            "neigh/default/gc_thresh3",
            "neigh/default/interval_probe_time_ms",
            "neigh/default/locktime",
            "neigh/default/mcast_resolicit",
            "neigh/default/mcast_solicit",
            "neigh/default/proxy_delay",
            "neigh/default/proxy_qlen",
            "neigh/default/retrans_time",
            "neigh/default/retrans_time_ms",
            "neigh/default/ucast_solicit",
            "neigh/default/unres_qlen",
            "neigh/default/unres_qlen_bytes");
    assertThat(root.sysctls().read("mld_qrv")).isEqualTo("2");
    assertThat(root.sysctls().read("neigh/default/gc_thresh3")).isEqualTo("1024");
  }

  @ParameterizedTest
  @CsvSource({
    "conf/lo/mtu, 70000, EINVAL",
    "conf/lo/mtu, 1279, EINVAL",
    "conf/all/mc_forwarding, 1, EACCES",
    "conf/lo/hop_limit, 300, EINVAL",
    "conf/lo/addr_gen_mode, 4, EINVAL",
    "conf/lo/router_solicitations, -2, EINVAL",
    "conf/lo/dad_transmits, abc, EINVAL",
    "conf/nosuch/forwarding, 1, ENOENT",
    "nosuch, 1, ENOENT",
  })
  void some_values_are_refused(String path, String value, Errno errno) {
    assertThatThrownBy(() -> sysctls.write(path, value))
        .isInstanceOfSatisfying(
            KernelError.class, refused -> assertThat(refused.errno()).isEqualTo(errno));
  }

  @ParameterizedTest
  @CsvSource({
    "conf/lo/accept_ra, -1",
    "bindv6only, 2",
    "conf/lo/mtu, 1400",
    "neigh/lo/retrans_time_ms, 500",
    "fib_multipath_hash_policy, 1",
  })
  void others_are_taken_as_they_are(String path, String value) {
    sysctls.write(path, value);
    assertThat(sysctls.read(path)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "conf/all/proxy_ndp, 1",
    "conf/lo/use_tempaddr, 2",
    "conf/lo/addr_gen_mode, 3",
    "conf/default/seg6_enabled, 1",
    "fib_multipath_hash_policy, 3",
    "ioam6_id, 5",
  })
  void what_would_matter_to_something_not_modelled_is_not_taken(String path, String value) {
    String before = sysctls.read(path);
    assertThatThrownBy(() -> sysctls.write(path, value)).isInstanceOf(NotModelled.class);
    assertThat(sysctls.read(path)).isEqualTo(before);
    sysctls.write(path, Objects.requireNonNull(before));
  }

  @Test
  void the_length_of_a_queue_is_shown_in_packets_too() {
    sysctls.write("neigh/lo/unres_qlen", "3");
    assertThat(sysctls.read("neigh/lo/unres_qlen_bytes")).isEqualTo("6270");
  }

  @Test
  void forwarding_spreads_from_all_to_default_and_to_every_device() {
    sysctls.write("conf/all/forwarding", "1");
    assertThat(sysctls.read("conf/default/forwarding")).isEqualTo("1");
    assertThat(sysctls.read("conf/lo/forwarding")).isEqualTo("1");
    sysctls.write("conf/default/forwarding", "0");
    assertThat(sysctls.read("conf/lo/forwarding")).isEqualTo("1");
  }

  @Test
  void a_new_device_gets_what_default_has() {
    Ipv6Lab lab = new Ipv6Lab(1);
    Ipv6Lab.Host a = lab.host("a");
    Ipv6Lab.Host b = lab.host("b");
    a.sysctl("conf/default/disable_ipv6", "1");
    a.sysctl("conf/default/hop_limit", "33");
    lab.cable(a, "v0", b, "v1");
    a.up("v0");
    b.up("v1");
    lab.run(Duration.ofSeconds(4));
    assertThat(a.ipv6.sysctls().read("conf/v0/hop_limit")).isEqualTo("33");
    assertThat(a.addresses("v0")).isEmpty();
    assertThat(lab.sent("v0")).isEmpty();
    assertThat(lab.sent("v1")).isNotEmpty();
    assertThatThrownBy(() -> a.add("2001:db8::1", 64, "v0"))
        .isInstanceOfSatisfying(
            KernelError.class, refused -> assertThat(refused.errno()).isEqualTo(Errno.EACCES));
  }
}
