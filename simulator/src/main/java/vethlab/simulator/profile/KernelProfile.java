package vethlab.simulator.profile;

/// How one kernel version differs from another, as far as anything here depends on it.
///
/// @param release what `uname -r` begins with
/// @param renamesDevicesThatAreUp whether a device can be renamed while it is up (since 6.2)
public record KernelProfile(String release, boolean renamesDevicesThatAreUp) {

  /// Debian 12's kernel, the reference.
  public static final KernelProfile LINUX_6_1 = new KernelProfile("6.1", false);

  public static final KernelProfile LINUX_6_18 = new KernelProfile("6.18", true);
}
