package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.neighbour.NeighbourParameter;
import vethlab.simulator.neighbour.NeighbourParameters;
import vethlab.simulator.neighbour.NeighbourTable;

/// The files under `/proc/sys/net/ipv4` of one namespace, by their paths from there: `ip_forward`,
/// `conf/all/rp_filter`, `neigh/veth1/retrans_time_ms`.
public final class Ipv4Sysctls {

  private static final String UNRES_QLEN = "unres_qlen";

  /// What one packet of full length takes (`SKB_TRUESIZE(ETH_FRAME_LEN)`).
  private static final int FRAME_TRUE_SIZE = 2090;

  private final Ipv4Stack stack;

  Ipv4Sysctls(Ipv4Stack stack) {
    this.stack = stack;
  }

  /// All paths, sorted.
  public ImmutableList<String> paths() {
    ImmutableList.Builder<String> paths = ImmutableList.builder();
    paths.add("ip_forward");
    paths.addAll(stack.settings().names());
    for (String directory : directories()) {
      for (DeviceSetting each : DeviceSetting.values()) {
        paths.add("conf/" + directory + "/" + each.sysctlName());
      }
    }
    if (stack.settings().isRoot()) {
      neighbourFiles("default", paths);
      for (int i = 1; i <= 3; i++) {
        paths.add("neigh/default/gc_thresh" + i);
      }
      paths.add("neigh/default/gc_interval");
    }
    stack.interfaces().forEach(each -> neighbourFiles(each.device().name(), paths));
    return ImmutableList.sortedCopyOf(paths.build());
  }

  private ImmutableList<String> directories() {
    ImmutableList.Builder<String> directories = ImmutableList.builder();
    directories.add("all", "default");
    stack.interfaces().forEach(each -> directories.add(each.device().name()));
    return directories.build();
  }

  private static void neighbourFiles(String directory, ImmutableList.Builder<String> paths) {
    for (NeighbourParameter each : NeighbourParameter.values()) {
      paths.add("neigh/" + directory + "/" + each.sysctlName());
    }
    paths.add("neigh/" + directory + "/" + UNRES_QLEN);
    paths.add("neigh/" + directory + "/retrans_time");
    paths.add("neigh/" + directory + "/base_reachable_time");
  }

  /// The text of a file without its line end, or null if there is no such file.
  public @Nullable String read(String path) {
    String[] parts = path.split("/", 3);
    if (parts.length == 3 && parts[0].equals("conf")) {
      DeviceSettings settings = settings(parts[1]);
      DeviceSetting setting = setting(parts[2]);
      return settings == null || setting == null ? null : Integer.toString(settings.get(setting));
    }
    if (parts.length == 3 && parts[0].equals("neigh")) {
      return readNeighbour(parts[1], parts[2]);
    }
    return stack.settings().find(path);
  }

  /// Writes a file.
  ///
  /// @throws vethlab.simulator.errno.NotModelled if the value would change something that is always
  ///   as by default here
  /// @throws KernelError `ENOENT` if there is no such file, `EACCES` if it cannot be written,
  ///   `EINVAL` if the text is not a number or out of range
  public void write(String path, String text) {
    String[] parts = path.split("/", 3);
    if (parts.length == 3 && parts[0].equals("conf")) {
      writeDevice(parts[1], parts[2], text);
    } else if (parts.length == 3 && parts[0].equals("neigh")) {
      writeNeighbour(parts[1], parts[2], text);
    } else if (path.equals("route/flush")) {
      parse(text);
      stack.flushLearnedRoutes();
    } else if (path.equals("ip_forward")) {
      writeDevice("all", DeviceSetting.FORWARDING.sysctlName(), text);
    } else {
      stack.settings().write(path, text);
    }
  }

  /// Whether the file cannot be written (mode 0444).
  public boolean isReadOnly(String path) {
    return path.endsWith("/" + DeviceSetting.MC_FORWARDING.sysctlName())
        || stack.settings().isReadOnly(path);
  }

  // ---- conf ----

  private @Nullable DeviceSettings settings(String directory) {
    return switch (directory) {
      case "all" -> stack.settings().all();
      case "default" -> stack.settings().defaults();
      default -> {
        Ipv4Interface on = find(directory);
        yield on == null ? null : on.settings();
      }
    };
  }

  private @Nullable Ipv4Interface find(String name) {
    NetDevice device = stack.devices().find(name);
    return device == null ? null : stack.find(device);
  }

  private static @Nullable DeviceSetting setting(String name) {
    for (DeviceSetting each : DeviceSetting.values()) {
      if (each.sysctlName().equals(name)) {
        return each;
      }
    }
    return null;
  }

  /// Writes a setting of a device, of `all` or of `default`; others follow (`devinet_conf_proc`,
  /// `inet_forward_change`).
  private void writeDevice(String directory, String name, String text) {
    DeviceSettings settings = settings(directory);
    DeviceSetting setting = setting(name);
    if (settings == null || setting == null) {
      throw new KernelError(Errno.ENOENT);
    }
    if (setting == DeviceSetting.MC_FORWARDING) {
      throw new KernelError(Errno.EACCES);
    }
    int value = (int) parse(text);
    int before = settings.get(setting);
    if (setting == DeviceSetting.FORWARDING) {
      settings.setQuietly(setting, value);
      if (directory.equals("all") && value != before) {
        forwardingChanged(value);
      }
      return;
    }
    settings.choose(setting, value);
    if (directory.equals("default")) {
      stack.interfaces().forEach(each -> each.settings().follow(setting, value));
    }
  }

  private void forwardingChanged(int on) {
    stack.settings().all().setQuietly(DeviceSetting.ACCEPT_REDIRECTS, on == 0 ? 1 : 0);
    stack.settings().defaults().setQuietly(DeviceSetting.FORWARDING, on);
    stack.interfaces().forEach(each -> each.settings().choose(DeviceSetting.FORWARDING, on));
  }

  // ---- neigh ----

  private @Nullable NeighbourParameters parameters(String directory) {
    if (directory.equals("default")) {
      return stack.settings().isRoot() ? stack.neighbours().defaults() : null;
    }
    Ipv4Interface on = find(directory);
    return on == null ? null : stack.neighbours().parameters(on.device());
  }

  private @Nullable String readNeighbour(String directory, String name) {
    NeighbourParameters parameters = parameters(directory);
    if (parameters == null) {
      return null;
    }
    NeighbourTable table = stack.neighbours();
    if (directory.equals("default") && name.startsWith("gc_")) {
      return switch (name) {
        case "gc_thresh1" -> Integer.toString(table.threshold(1));
        case "gc_thresh2" -> Integer.toString(table.threshold(2));
        case "gc_thresh3" -> Integer.toString(table.threshold(3));
        case "gc_interval" -> "30";
        default -> show(parameters, name);
      };
    }
    return show(parameters, name);
  }

  private static @Nullable String show(NeighbourParameters parameters, String name) {
    if (name.equals(UNRES_QLEN)) {
      return Long.toString(parameters.get(NeighbourParameter.UNRES_QLEN_BYTES) / FRAME_TRUE_SIZE);
    }
    NeighbourParameter parameter = parameter(name);
    return parameter == null
        ? null
        : Long.toString(unit(name, parameter).toShown(parameters.get(parameter)));
  }

  private static @Nullable NeighbourParameter parameter(String name) {
    if (name.equals("retrans_time")) {
      return NeighbourParameter.RETRANS_TIME;
    }
    if (name.equals("base_reachable_time")) {
      return NeighbourParameter.BASE_REACHABLE_TIME;
    }
    for (NeighbourParameter each : NeighbourParameter.values()) {
      if (each.sysctlName().equals(name)) {
        return each;
      }
    }
    return null;
  }

  private static NeighbourParameter.Unit unit(String name, NeighbourParameter parameter) {
    return switch (name) {
      case "retrans_time" -> NeighbourParameter.Unit.TICKS;
      case "base_reachable_time" -> NeighbourParameter.Unit.SECONDS;
      default -> parameter.unit();
    };
  }

  private void writeNeighbour(String directory, String name, String text) {
    NeighbourParameters parameters = parameters(directory);
    if (parameters == null) {
      throw new KernelError(Errno.ENOENT);
    }
    long value = parse(text);
    if (directory.equals("default") && name.startsWith("gc_thresh") && name.length() == 10) {
      stack.neighbours().setThreshold(name.charAt(9) - '0', (int) value);
      return;
    }
    if (name.equals(UNRES_QLEN)) {
      set(directory, NeighbourParameter.UNRES_QLEN_BYTES, value * FRAME_TRUE_SIZE);
      return;
    }
    NeighbourParameter parameter = parameter(name);
    if (parameter == null) {
      throw new KernelError(Errno.ENOENT);
    }
    if (parameter.unit() == NeighbourParameter.Unit.COUNT && value < 0) {
      throw new KernelError(Errno.EINVAL);
    }
    set(directory, parameter, unit(name, parameter).toKept(value));
  }

  private void set(String directory, NeighbourParameter parameter, long value) {
    NeighbourParameters parameters = parameters(directory);
    if (directory.equals("default")) {
      stack.neighbours().setDefault(parameter, value);
    } else if (parameters != null) {
      parameters.set(parameter, value);
    }
  }

  /// A whole number as `/proc/sys` reads it: decimal, octal behind 0, hexadecimal behind 0x.
  ///
  /// @throws KernelError `EINVAL` if it is none
  static long parse(String text) {
    String number = text.strip();
    int space = 0;
    while (space < number.length() && !Character.isWhitespace(number.charAt(space))) {
      space++;
    }
    try {
      return Long.decode(number.substring(0, space));
    } catch (NumberFormatException malformed) {
      throw new KernelError(Errno.EINVAL);
    }
  }
}
