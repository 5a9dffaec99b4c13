package vethlab.userland.procfs;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.userland.procfs.net.NetDirectory;

/// `/proc/PID`: one process.
final class ProcessDirectory extends GeneratedDirectory {

  private static final long TICKS_PER_SECOND = 100;
  private static final String UNMODELLED =
      "arch_status attr autogroup auxv cgroup clear_refs coredump_filter cpu_resctrl_groups cpuset"
          + " exe fdinfo gid_map io ksm_merging_pages ksm_stat limits loginuid map_files maps mem"
          + " mountinfo mountstats numa_maps oom_adj oom_score oom_score_adj pagemap patch_state"
          + " personality projid_map sched schedstat sessionid setgroups smaps smaps_rollup stack"
          + " statm syscall task timens_offsets timers timerslack_ns uid_map wchan";

  private final Process process;
  private final Entries entries;

  ProcessDirectory(Process process) {
    this.process = process;
    this.entries =
        Entries.builder()
            .file("cmdline", viewer -> words(process.isAlive() ? process.arguments() : List.of()))
            .file("comm", viewer -> process.command() + "\n")
            .file(
                "environ",
                viewer ->
                    words(
                        process.environment().entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .toList()))
            .file("stat", viewer -> stat())
            .file("status", viewer -> status())
            .file("mounts", viewer -> Mounts.of(process))
            .put("cwd", Link.to(process.directory()))
            .put("root", Link.to("/"))
            .put("ns", new NamespaceDirectory())
            .put("fd", new DescriptorDirectory())
            .put("net", new NetDirectory(process.network()))
            .unmodelled("/proc/" + process.pid(), UNMODELLED)
            .build();
  }

  @Override
  public @Nullable Node find(FileViewer viewer, String name) {
    return entries.find(viewer, name);
  }

  @Override
  public ImmutableList<String> names(FileViewer viewer) {
    return entries.names(viewer);
  }

  private static String words(List<String> words) {
    StringBuilder text = new StringBuilder();
    words.forEach(word -> text.append(word).append('\0'));
    return text.toString();
  }

  /// Identity and signals; what memory it uses is not known, and those lines are not there.
  private String status() {
    StringBuilder text = new StringBuilder();
    int pid = process.pid();
    text.append("Name:\t").append(process.command()).append('\n');
    text.append("Umask:\t0022\n");
    text.append("State:\t").append(stateWords()).append('\n');
    text.append("Tgid:\t").append(pid).append("\nNgid:\t0\nPid:\t").append(pid).append('\n');
    text.append("PPid:\t").append(process.parent()).append("\nTracerPid:\t0\n");
    text.append("Uid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nFDSize:\t256\nGroups:\t0 \n");
    text.append("NStgid:\t").append(pid).append("\nNSpid:\t").append(pid).append('\n');
    text.append("NSpgid:\t").append(process.group()).append('\n');
    text.append("NSsid:\t").append(process.session()).append('\n');
    text.append("Threads:\t1\n");
    text.append("SigIgn:\t").append(signals(true)).append('\n');
    text.append("SigCgt:\t").append(signals(false)).append('\n');
    text.append("CapInh:\t0000000000000000\nCapPrm:\t000001ffffffffff\n");
    text.append("CapEff:\t000001ffffffffff\nCapBnd:\t000001ffffffffff\n");
    text.append("CapAmb:\t0000000000000000\n");
    return text.toString();
  }

  private String stateWords() {
    return switch (process.state()) {
      case RUNNING -> "R (running)";
      case SLEEPING -> "S (sleeping)";
      case STOPPED -> "T (stopped)";
      case ZOMBIE -> "Z (zombie)";
    };
  }

  private String signals(boolean ignored) {
    long mask = 0;
    for (Signal signal : Signal.values()) {
      Process.SignalHandler handler = process.handler(signal);
      if (handler != null && handler.equals(Process.IGNORE) == ignored) {
        mask |= 1L << (signal.number() - 1);
      }
    }
    return String.format(Locale.ROOT, "%016x", mask);
  }

  /// The fields of proc(5); those that are not known are 0.
  private String stat() {
    long started = process.started().nanos() / (1_000_000_000L / TICKS_PER_SECOND);
    return process.pid()
        + " ("
        + process.command()
        + ") "
        + process.state().letter()
        + " "
        + process.parent()
        + " "
        + process.group()
        + " "
        + process.session()
        + " 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 "
        + started
        + " 0".repeat(30)
        + "\n";
  }

  /// `/proc/PID/ns`.
  private final class NamespaceDirectory extends GeneratedDirectory {
    private static final String FOR_CHILDREN = "_for_children";

    @Override
    public @Nullable Node find(FileViewer viewer, String name) {
      String word =
          name.endsWith(FOR_CHILDREN)
              ? name.substring(0, name.length() - FOR_CHILDREN.length())
              : name;
      NamespaceKind kind = NamespaceKind.ofWord(word);
      if (kind == null || !process.isAlive() || !names(viewer).contains(name)) {
        return null;
      }
      NamespaceFile.Space space = NamespaceFile.Space.of(process, kind);
      return new Link(looking -> space.text(), new NamespaceFile(space));
    }

    @Override
    public ImmutableList<String> names(FileViewer viewer) {
      return ImmutableList.of(
          "cgroup",
          "ipc",
          "mnt",
          "net",
          "pid",
          "pid_for_children",
          "time",
          "time_for_children",
          "user",
          "uts");
    }
  }

  /// `/proc/PID/fd`.
  private final class DescriptorDirectory extends GeneratedDirectory {

    @Override
    public @Nullable Node find(FileViewer viewer, String name) {
      for (Map.Entry<Integer, FileDescription> open : process.files().all().entrySet()) {
        if (open.getKey().toString().equals(name)) {
          FileDescription file = open.getValue();
          return new Link(looking -> file.describe(), new OpenFile(file));
        }
      }
      return null;
    }

    @Override
    public ImmutableList<String> names(FileViewer viewer) {
      return process.files().all().keySet().stream()
          .map(String::valueOf)
          .sorted()
          .collect(ImmutableList.toImmutableList());
    }
  }
}
