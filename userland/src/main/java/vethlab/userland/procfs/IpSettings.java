package vethlab.userland.procfs;

import com.google.common.collect.ImmutableList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Process;

/// The settings below `net/ipv4` and `net/ipv6`, which the stacks of the viewer's namespace keep.
final class IpSettings {

  /// Files that can be written but not read.
  private static final String FLUSH = "route/flush";

  private static final Set<String> READ_ONLY =
      Set.of(
          "tcp_allowed_congestion_control",
          "tcp_available_congestion_control",
          "tcp_available_ulp",
          "tcp_ehash_entries");

  private IpSettings() {}

  /// Those of IPv4.
  static final class Version4 implements Settings {

    @Override
    public ImmutableList<String> names(Process viewer) {
      return ImmutableList.<String>builder()
          .addAll(viewer.network().ipv4().sysctls().paths())
          .add(FLUSH)
          .build();
    }

    @Override
    public @Nullable String find(Process viewer, String name) {
      return name.equals(FLUSH) ? "" : viewer.network().ipv4().sysctls().read(name);
    }

    @Override
    public int mode(String name) {
      return name.equals(FLUSH) ? 0200 : READ_ONLY.contains(name) ? 0444 : 0644;
    }

    @Override
    public void write(Process viewer, String name, String text) {
      if (!name.equals(FLUSH)) {
        viewer.network().ipv4().sysctls().write(name, text);
      }
    }
  }

  /// Those of IPv6.
  static final class Version6 implements Settings {

    @Override
    public ImmutableList<String> names(Process viewer) {
      return ImmutableList.<String>builder()
          .addAll(viewer.network().ipv6().sysctls().paths())
          .add(FLUSH)
          .build();
    }

    @Override
    public @Nullable String find(Process viewer, String name) {
      return name.equals(FLUSH) ? "" : viewer.network().ipv6().sysctls().read(name);
    }

    @Override
    public int mode(String name) {
      return name.equals(FLUSH) ? 0200 : name.endsWith("/stable_secret") ? 0600 : 0644;
    }

    @Override
    public void write(Process viewer, String name, String text) {
      if (!name.equals(FLUSH)) {
        viewer.network().ipv6().sysctls().write(name, text);
      }
    }
  }
}
