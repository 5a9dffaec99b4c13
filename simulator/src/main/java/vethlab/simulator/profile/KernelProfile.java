package vethlab.simulator.profile;

/// How one kernel version differs from another, as far as anything here depends on it.
///
/// @param release what `uname -r` says
/// @param version what `uname -v` says
/// @param builder who built it and with what, as `/proc/version` says in between
/// @param renamesDevicesThatAreUp whether a device can be renamed while it is up (since 6.2)
public record KernelProfile(
    String release, String version, String builder, boolean renamesDevicesThatAreUp) {

  /// Debian 12's kernel, the reference.
  public static final KernelProfile LINUX_6_1 =
      new KernelProfile(
          "6.1.0-56-cloud-amd64",
          "#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)",
          "(debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40)",
          false);

  public static final KernelProfile LINUX_6_18 =
      new KernelProfile(
          "6.18.44",
          "#1 SMP PREEMPT_DYNAMIC",
          "(builder@localhost) (gcc (GCC) 15.3.0, GNU ld (GNU Binutils) 2.46)",
          true);
}
