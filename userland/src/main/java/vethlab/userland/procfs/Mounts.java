package vethlab.userland.procfs;

import vethlab.simulator.process.Process;

/// What is mounted where, as `/proc/PID/mounts` says it.
final class Mounts {

  private static final String FIXED =
      """
      rootfs / rootfs rw 0 0
      proc /proc proc rw,relatime 0 0
      sysfs /sys sysfs rw,relatime 0 0
      dev /dev devtmpfs rw,relatime 0 0
      devpts /dev/pts devpts rw,relatime,mode=600,ptmxmode=000 0 0
      tmpfs /run tmpfs rw,relatime 0 0
      tmpfs /tmp tmpfs rw,relatime 0 0
      """;

  private Mounts() {}

  static String of(Process process) {
    StringBuilder text = new StringBuilder(FIXED);
    for (String name : process.table().namespaces().named().keySet()) {
      text.append("nsfs /run/netns/").append(name).append(" nsfs rw 0 0\n");
    }
    return text.toString();
  }
}
