package vethlab.userland.procfs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;

/// `/proc/sys` and the directories in it: all settings as files, as the one who looks has them
/// (`proc_sysctl.c`).
final class SettingsDirectory extends GeneratedDirectory {

  /// Where each kind of settings stands; a name is looked for in all whose prefix fits.
  private static final ImmutableMap<String, Settings> SOURCES =
      ImmutableMap.of(
          "", new FixedSettings(),
          "kernel/", new MachineSettings(),
          "net/bridge/", new BridgeFilterFiles(),
          "net/ipv4/", new IpSettings.Version4(),
          "net/ipv6/", new IpSettings.Version6());

  /// The path below `/proc/sys`, empty or ending in a slash.
  private final String path;

  SettingsDirectory() {
    this("");
  }

  private SettingsDirectory(String path) {
    this.path = path;
  }

  @Override
  public @Nullable Node find(FileViewer viewer, String name) {
    Process process = Generated.viewer(viewer);
    String full = path + name;
    for (Map.Entry<String, Settings> source : SOURCES.entrySet()) {
      String prefix = source.getKey();
      if (full.startsWith(prefix)) {
        String rest = full.substring(prefix.length());
        if (source.getValue().find(process, rest) != null) {
          return new SettingFile(source.getValue(), rest);
        }
      }
    }
    String inside = full + "/";
    boolean isDirectory =
        SOURCES.entrySet().stream()
            .anyMatch(source ->
                source.getValue().names(process).stream()
                    .anyMatch(each -> (source.getKey() + each).startsWith(inside)));
    return isDirectory ? new SettingsDirectory(inside) : null;
  }

  @Override
  public ImmutableList<String> names(FileViewer viewer) {
    Process process = Generated.viewer(viewer);
    TreeSet<String> names = new TreeSet<>();
    SOURCES.forEach((prefix, source) -> {
      for (String each : source.names(process)) {
        String full = prefix + each;
        if (full.startsWith(path)) {
          String rest = full.substring(path.length());
          int slash = rest.indexOf('/');
          names.add(slash < 0 ? rest : rest.substring(0, slash));
        }
      }
    });
    return ImmutableList.copyOf(names);
  }

  /// One setting as a file.
  private static final class SettingFile extends Generated {
    private final Settings settings;
    private final String name;

    SettingFile(Settings settings, String name) {
      super(viewer -> settings.find(viewer, name) + "\n");
      this.settings = settings;
      this.name = name;
    }

    @Override
    public int mode() {
      return settings.mode(name);
    }

    @Override
    public FileDescription open(FileViewer viewer, OpenMode how) {
      if ((how.write() && (mode() & 0222) == 0) || (how.read() && (mode() & 0444) == 0)) {
        throw new KernelError(Errno.EACCES);
      }
      Process process = viewer(viewer);
      return how.write()
          ? new Written(text -> settings.write(process, name, text))
          : super.open(viewer, how);
    }
  }
}
