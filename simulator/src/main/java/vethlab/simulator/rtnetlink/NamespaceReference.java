package vethlab.simulator.rtnetlink;

import vethlab.simulator.namespace.NetworkNamespace;

/// A namespace as a message names it, by a process or an open file (`IFLA_NET_NS_PID`,
/// `IFLA_NET_NS_FD`).
@FunctionalInterface
public interface NamespaceReference {

  /// The namespace.
  ///
  /// @throws vethlab.simulator.errno.KernelError ESRCH if there is no such process, EINVAL if the
  ///   file is no namespace
  NetworkNamespace resolve();
}
