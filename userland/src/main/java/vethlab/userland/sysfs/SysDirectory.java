package vethlab.userland.sysfs;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.userland.procfs.Entries;
import vethlab.userland.procfs.Generated;
import vethlab.userland.procfs.GeneratedDirectory;
import vethlab.userland.procfs.Link;

/// `/sys` as the mounts of a process show it.
public final class SysDirectory extends GeneratedDirectory {

  private static final Entries ROOT =
      Entries.builder()
          .put("class", Entries.builder(0755).put("net", new ClassDirectory()).build())
          .put(
              "devices",
              Entries.builder(0755)
                  .put("virtual", Entries.builder(0755).put("net", new DeviceDirectory()).build())
                  .build())
          .unmodelled("/sys", "block bus dev firmware fs hypervisor kernel module power")
          .build();

  @Override
  public @Nullable Node find(FileViewer viewer, String name) {
    return ROOT.find(viewer, name);
  }

  @Override
  public ImmutableList<String> names(FileViewer viewer) {
    return ROOT.names(viewer);
  }

  /// A directory with an entry for each device of the namespace in which `/sys` was mounted.
  private abstract static class OfDevices extends GeneratedDirectory {

    abstract Node entry(NetDevice device);

    private static DeviceTable devices(FileViewer viewer) {
      return Generated.viewer(viewer).mounts().sysfs().devices();
    }

    @Override
    public int mode() {
      return 0755;
    }

    @Override
    public void put(String name, Node node) {
      throw new KernelError(Errno.EACCES);
    }

    @Override
    public @Nullable Node find(FileViewer viewer, String name) {
      NetDevice device = devices(viewer).find(name);
      return device == null || !device.name().equals(name) ? null : entry(device);
    }

    @Override
    public ImmutableList<String> names(FileViewer viewer) {
      return devices(viewer).all().stream()
          .map(NetDevice::name)
          .sorted()
          .collect(ImmutableList.toImmutableList());
    }
  }

  /// `/sys/class/net`.
  private static final class ClassDirectory extends OfDevices {

    @Override
    Node entry(NetDevice device) {
      return Link.to("../../devices/virtual/net/" + device.name());
    }
  }

  /// `/sys/devices/virtual/net`.
  private static final class DeviceDirectory extends OfDevices {

    @Override
    Node entry(NetDevice device) {
      return NetDeviceDirectory.of(device);
    }
  }
}
