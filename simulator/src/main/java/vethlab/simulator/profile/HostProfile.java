package vethlab.simulator.profile;

/// What the root namespace of the host looks like before a lab starts.
///
/// @param name `bare`, `debian` or `docker`
/// @param ipForward whether `net.ipv4.ip_forward` is 1, which new namespaces copy
/// @param brNetfilter whether the module `br_netfilter` is loaded
/// @param forwardPolicyDrop whether the filter table's FORWARD policy is DROP
public record HostProfile(
    String name, boolean ipForward, boolean brNetfilter, boolean forwardPolicyDrop) {

  public static final HostProfile BARE = new HostProfile("bare", false, false, false);
  public static final HostProfile DEBIAN = new HostProfile("debian", false, false, false);
  public static final HostProfile DOCKER = new HostProfile("docker", true, true, true);
}
