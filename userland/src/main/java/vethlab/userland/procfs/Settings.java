package vethlab.userland.procfs;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Process;

/// Kernel settings below one directory of `/proc/sys`, as one process sees them.
interface Settings {

  /// All names, with slashes.
  ImmutableList<String> names(Process viewer);

  /// The value as its file shows it, without newline; null if there is no such setting.
  @Nullable String find(Process viewer, String name);

  /// The permission bits of a setting that there is.
  int mode(String name);

  /// Changes a value.
  ///
  /// @throws vethlab.simulator.errno.KernelError EINVAL for what the setting does not take
  /// @throws vethlab.simulator.errno.NotModelled if the change would matter to something that is
  ///   not modelled
  void write(Process viewer, String name, String text);
}
