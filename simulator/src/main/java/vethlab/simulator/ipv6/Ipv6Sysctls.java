package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.neighbour.NeighbourParameter;
import vethlab.simulator.neighbour.NeighbourParameters;

/// The files under `/proc/sys/net/ipv6` of one namespace: reading, writing, and what a write sets
/// in motion (`addrconf_sysctl_*`).
///
/// Names have slashes and start below that directory: `conf/all/forwarding`.
public final class Ipv6Sysctls implements Forkable {

  private static final String ALL = "all";
  private static final String DEFAULT = "default";
  private static final String UNRES_QLEN = "unres_qlen";
  private static final String RETRANS_TIME = "retrans_time";
  private static final String BASE_REACHABLE_TIME = "base_reachable_time";
  private static final String GC_INTERVAL = "gc_interval";

  /// Files of the whole table, which the first namespace shows.
  private static final ImmutableList<String> GARBAGE_FILES =
      ImmutableList.of("gc_thresh1", "gc_thresh2", "gc_thresh3", GC_INTERVAL);

  /// The true size of a packet of full length, by which a number of octets is shown as packets.
  private static final int TRUE_SIZE_OF_PACKET = 2090;

  private final Ipv6Stack stack;

  Ipv6Sysctls(Ipv6Stack stack) {
    this.stack = stack;
  }

  private Ipv6Sysctls(Ipv6Sysctls original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public Ipv6Sysctls fork(Fork fork) {
    return new Ipv6Sysctls(this, fork);
  }

  /// All paths, sorted.
  public ImmutableList<String> paths() {
    ImmutableList.Builder<String> paths = ImmutableList.builder();
    paths.addAll(stack.settings().names());
    addSettings(ALL, paths);
    addSettings(DEFAULT, paths);
    if (stack.settings().isRoot()) {
      addNeighbourFiles(DEFAULT, paths);
      GARBAGE_FILES.forEach(name -> paths.add("neigh/default/" + name));
    }
    for (Ipv6Device owner : stack.all()) {
      addSettings(owner.device().name(), paths);
      addNeighbourFiles(owner.device().name(), paths);
    }
    return ImmutableList.sortedCopyOf(paths.build());
  }

  private static void addSettings(String directory, ImmutableList.Builder<String> paths) {
    for (DeviceSetting setting : DeviceSetting.values()) {
      paths.add("conf/" + directory + "/" + setting.sysctlName());
    }
  }

  private static void addNeighbourFiles(String directory, ImmutableList.Builder<String> paths) {
    for (NeighbourParameter parameter : NeighbourParameter.values()) {
      paths.add("neigh/" + directory + "/" + parameter.sysctlName());
    }
    for (String name : List.of(UNRES_QLEN, RETRANS_TIME, BASE_REACHABLE_TIME)) {
      paths.add("neigh/" + directory + "/" + name);
    }
  }

  /// The text of a file without its line end, or null if there is no such file.
  public @Nullable String read(String name) {
    String[] parts = name.split("/", 3);
    if (parts.length == 3 && parts[0].equals("conf")) {
      DeviceSettings settings = settings(parts[1]);
      DeviceSetting setting = setting(parts[2]);
      return settings == null || setting == null ? null : Long.toString(settings.get(setting));
    }
    if (parts.length == 3 && parts[0].equals("neigh")) {
      return readNeighbour(parts[1], parts[2]);
    }
    return stack.settings().find(name);
  }

  /// Writes a value.
  ///
  /// @throws KernelError ENOENT without such a file, EINVAL for a value that it does not take
  /// @throws NotModelled if the value would change something that is not modelled
  public void write(String name, String text) {
    String[] parts = name.split("/", 3);
    if (read(name) == null) {
      throw new KernelError(Errno.ENOENT);
    }
    if (parts.length == 3 && parts[0].equals("conf")) {
      writeDeviceSetting(parts[1], parts[2], text);
    } else if (parts.length == 3 && parts[0].equals("neigh")) {
      writeNeighbour(parts[1], parts[2], text);
    } else {
      writeGlobal(name, text);
    }
  }

  private void writeGlobal(String name, String text) {
    Ipv6SettingTable.Row row = Ipv6SettingTable.ROWS.get(name);
    if (row == null) {
      throw new KernelError(Errno.ENOENT);
    }
    if (row.isText()) {
      if (!text.strip().matches("(\\d+(-\\d+)?(,\\d+(-\\d+)?)*)?")) {
        throw new KernelError(Errno.EINVAL);
      }
      stack.settings().write(name, text.strip());
      return;
    }
    long value = number(text);
    if (value < row.minimum() || value > row.maximum()) {
      throw new KernelError(Errno.EINVAL);
    }
    boolean otherHash = name.equals("fib_multipath_hash_policy") && value > 1;
    if ((row.isFixed() && value != stack.settings().number(name)) || otherHash) {
      throw new NotModelled("net.ipv6." + name.replace('/', '.') + "=" + value);
    }
    stack.settings().write(name, Long.toString(value));
  }

  // ---- conf ----

  private @Nullable DeviceSettings settings(String directory) {
    return switch (directory) {
      case ALL -> stack.settings().all();
      case DEFAULT -> stack.settings().defaults();
      default -> {
        Ipv6Device owner = owner(directory);
        yield owner == null ? null : owner.settings();
      }
    };
  }

  private @Nullable Ipv6Device owner(String name) {
    for (Ipv6Device owner : stack.all()) {
      if (owner.device().name().equals(name)) {
        return owner;
      }
    }
    return null;
  }

  private static @Nullable DeviceSetting setting(String name) {
    try {
      DeviceSetting setting = DeviceSetting.valueOf(name.toUpperCase(Locale.ROOT));
      return setting.sysctlName().equals(name) ? setting : null;
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  private void writeDeviceSetting(String directory, String name, String text) {
    DeviceSetting setting = setting(name);
    DeviceSettings settings = settings(directory);
    if (setting == null || settings == null) {
      throw new KernelError(Errno.ENOENT);
    }
    if (setting == DeviceSetting.MC_FORWARDING) {
      throw new KernelError(Errno.EACCES);
    }
    long value = number(text);
    long highest = setting.highest();
    long lowest = setting.lowest();
    Ipv6Device owner = owner(directory);
    if (setting == DeviceSetting.MTU) {
      lowest = Ipv6Stack.MINIMUM_MTU;
      highest = owner == null ? highest : owner.device().mtu();
    }
    if (value < lowest || value > highest) {
      throw new KernelError(Errno.EINVAL);
    }
    long before = settings.get(setting);
    refuseUnmodelled(setting, before, value);
    settings.set(setting, value);
    boolean spreads =
        setting == DeviceSetting.FORWARDING
            || setting == DeviceSetting.DISABLE_IPV6
            || setting == DeviceSetting.IGNORE_ROUTES_WITH_LINKDOWN
            || setting == DeviceSetting.ADDR_GEN_MODE;
    if (directory.equals(ALL) && spreads) {
      stack.settings().defaults().set(setting, value);
      for (Ipv6Device each : ImmutableList.copyOf(stack.all())) {
        long former = each.setting(setting);
        each.settings().set(setting, value);
        changed(each, setting, former, value);
      }
    } else if (owner != null) {
      changed(owner, setting, before, value);
    }
    if (setting == DeviceSetting.FORWARDING && value != 0 && !directory.equals(DEFAULT)) {
      stack.routes().removeAllDefaultRouters();
    }
  }

  private static void refuseUnmodelled(DeviceSetting setting, long before, long value) {
    if (setting == DeviceSetting.ADDR_GEN_MODE && value > Ipv6Settings.NONE) {
      throw new NotModelled("addresses made from a secret (addr_gen_mode " + value + ")");
    }
    String what = setting.unmodelled();
    if (what != null && value != before) {
      throw new NotModelled(what);
    }
  }

  private void changed(Ipv6Device owner, DeviceSetting setting, long before, long after) {
    if (setting == DeviceSetting.ADDR_GEN_MODE) {
      if (before != after && !owner.isDisabled()) {
        stack.configuration().configureAutomatically(owner);
      }
    } else if (before != 0 != (after != 0)) {
      if (setting == DeviceSetting.FORWARDING) {
        stack.configuration().forwardingChanged(owner);
      } else if (setting == DeviceSetting.DISABLE_IPV6) {
        stack.configuration().disabledChanged(owner);
      }
    }
  }

  // ---- neigh ----

  private @Nullable NeighbourParameters parameters(String directory) {
    if (directory.equals(DEFAULT)) {
      return stack.settings().isRoot() ? stack.neighbours().defaults() : null;
    }
    NetDevice device = stack.devices().find(directory);
    return device == null || stack.find(device) == null
        ? null
        : stack.neighbours().parameters(device);
  }

  private @Nullable String readNeighbour(String directory, String name) {
    NeighbourParameters parameters = parameters(directory);
    if (parameters == null) {
      return null;
    }
    if (directory.equals(DEFAULT) && GARBAGE_FILES.contains(name)) {
      return name.equals(GC_INTERVAL)
          ? "30"
          : Integer.toString(stack.neighbours().threshold(threshold(name)));
    }
    if (name.equals(UNRES_QLEN)) {
      long octets = parameters.get(NeighbourParameter.UNRES_QLEN_BYTES);
      return Long.toString(octets / TRUE_SIZE_OF_PACKET);
    }
    NeighbourParameter parameter = parameter(name);
    return parameter == null
        ? null
        : Long.toString(unit(name, parameter).toShown(parameters.get(parameter)));
  }

  private static int threshold(String name) {
    return name.charAt(name.length() - 1) - '0';
  }

  private static @Nullable NeighbourParameter parameter(String name) {
    return switch (name) {
      case RETRANS_TIME -> NeighbourParameter.RETRANS_TIME;
      case BASE_REACHABLE_TIME -> NeighbourParameter.BASE_REACHABLE_TIME;
      default -> {
        for (NeighbourParameter each : NeighbourParameter.values()) {
          if (each.sysctlName().equals(name)) {
            yield each;
          }
        }
        yield null;
      }
    };
  }

  /// Two times have an old file each, with another unit.
  private static NeighbourParameter.Unit unit(String name, NeighbourParameter parameter) {
    return switch (name) {
      case RETRANS_TIME -> NeighbourParameter.Unit.TICKS;
      case BASE_REACHABLE_TIME -> NeighbourParameter.Unit.SECONDS;
      default -> parameter.unit();
    };
  }

  private void writeNeighbour(String directory, String name, String text) {
    NeighbourParameters parameters = parameters(directory);
    long value = number(text);
    if (parameters == null || value < 0 || value > Integer.MAX_VALUE) {
      throw new KernelError(Errno.EINVAL);
    }
    if (name.equals(UNRES_QLEN)) {
      set(directory, NeighbourParameter.UNRES_QLEN_BYTES, value * TRUE_SIZE_OF_PACKET);
      return;
    }
    NeighbourParameter parameter = parameter(name);
    if (parameter != null) {
      set(directory, parameter, unit(name, parameter).toKept(value));
    } else if (name.equals(GC_INTERVAL)) {
      throw new NotModelled("net.ipv6.neigh.default.gc_interval");
    } else {
      stack.neighbours().setThreshold(threshold(name), (int) value);
    }
  }

  private void set(String directory, NeighbourParameter parameter, long value) {
    NeighbourParameters parameters = parameters(directory);
    if (directory.equals(DEFAULT)) {
      stack.neighbours().setDefault(parameter, value);
    } else if (parameters != null) {
      parameters.set(parameter, value);
    }
  }

  /// A number as the kernel reads it: decimal, octal with a leading 0, hexadecimal with 0x.
  private static long number(String text) {
    try {
      String word = text.strip().split("\\s", 2)[0];
      return word.matches("-?0[0-7]+") ? Long.parseLong(word, 8) : Long.decode(word);
    } catch (NumberFormatException malformed) {
      throw new KernelError(Errno.EINVAL);
    }
  }
}
