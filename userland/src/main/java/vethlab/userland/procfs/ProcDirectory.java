package vethlab.userland.procfs;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.ProcessTable;
import vethlab.simulator.profile.KernelProfile;

/// `/proc` as one process sees it.
public final class ProcDirectory extends GeneratedDirectory {

  /// What is there beside the processes.
  private static final Entries FIXED =
      Entries.builder()
          .put("self", new Link(viewer -> Integer.toString(viewer.pid()), null))
          .put("net", Link.to("self/net"))
          .put("mounts", Link.to("self/mounts"))
          .put("sys", new SettingsDirectory())
          .file("version", ProcDirectory::version)
          .file("uptime", ProcDirectory::uptime)
          .file("loadavg", ProcDirectory::load)
          .file("modules", viewer -> ModuleList.of(viewer.table().core()))
          .unmodelled("/proc", "acpi buddyinfo bus cgroups cmdline consoles cpuinfo crypto devices")
          .unmodelled("/proc", "diskstats driver dynamic_debug execdomains fb filesystems fs")
          .unmodelled("/proc", "interrupts iomem ioports irq kallsyms kcore key-users keys kmsg")
          .unmodelled("/proc", "kpagecgroup kpagecount kpageflags locks meminfo misc mtrr")
          .unmodelled("/proc", "pagetypeinfo partitions pressure schedstat slabinfo softirqs stat")
          .unmodelled("/proc", "swaps sysrq-trigger sysvipc thread-self timer_list tty vmallocinfo")
          .unmodelled("/proc", "vmstat zoneinfo")
          .build();

  @Override
  public @Nullable Node find(FileViewer viewer, String name) {
    if (!name.isEmpty() && name.length() < 10 && name.chars().allMatch(Character::isDigit)) {
      Process process = Generated.viewer(viewer).table().find(Integer.parseInt(name));
      return process == null ? null : new ProcessDirectory(process);
    }
    return FIXED.find(viewer, name);
  }

  @Override
  public ImmutableList<String> names(FileViewer viewer) {
    TreeSet<String> names = new TreeSet<>(FIXED.names(viewer));
    for (Process process : Generated.viewer(viewer).table().all()) {
      names.add(Integer.toString(process.pid()));
    }
    return ImmutableList.copyOf(names);
  }

  private static String version(Process viewer) {
    KernelProfile kernel = viewer.table().core().profile();
    return "Linux version "
        + kernel.release()
        + " "
        + kernel.builder()
        + " "
        + kernel.version()
        + "\n";
  }

  /// Seconds since the start, and as many spent idle by the one processor.
  private static String uptime(Process viewer) {
    NetCore core = viewer.table().core();
    long hundredths = core.now().nanos() / 10_000_000;
    String text = String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    return text + " " + text + "\n";
  }

  private static String load(Process viewer) {
    ProcessTable table = viewer.table();
    return "0.00 0.00 0.00 1/" + table.all().size() + " " + table.all().getLast().pid() + "\n";
  }
}
