package vethlab.simulator.socket;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Transport;

/// A raw socket for one protocol of one family (`raw.c`): sees every packet of that protocol for
/// this host, and sends what it is given behind an IP header of the kernel's.
public final class RawSocket extends DatagramSocket {

  private final RawTable table;
  private final Family family;
  private final int protocol;
  private @Nullable IpAddress local;
  private @Nullable IpAddress remote;

  /// The address family of a socket.
  public enum Family {
    IPV4,
    IPV6
  }

  RawSocket(RawTable table, long inode, Family family, int protocol) {
    super(inode);
    this.table = table;
    this.family = family;
    this.protocol = protocol;
  }

  private RawSocket(RawSocket original, Fork fork) {
    super(original, fork);
    this.table = fork.of(original.table);
    this.family = original.family;
    this.protocol = original.protocol;
    this.local = original.local;
    this.remote = original.remote;
  }

  @Override
  public RawSocket fork(Fork fork) {
    return new RawSocket(this, fork);
  }

  public Family family() {
    return family;
  }

  public int protocol() {
    return protocol;
  }

  /// Sends from, and hears, only this address.
  ///
  /// @throws KernelError EADDRNOTAVAIL
  public void bind(IpAddress address) {
    table.checkBind(address, options());
    local = address;
  }

  /// Hears only this host; gives packets numbers of its own.
  ///
  /// @throws KernelError ENETUNREACH and the like
  public void connect(IpAddress address) {
    IpLayer.Way way = table.way(address, local, options());
    if (local == null) {
      local = way.source();
    }
    remote = address;
  }

  public @Nullable IpAddress local() {
    return local;
  }

  public @Nullable IpAddress remote() {
    return remote;
  }

  /// Sends a message.
  ///
  /// @param title what a trace calls it
  /// @return the address that it was sent from
  /// @throws KernelError ENETUNREACH and the like, EMSGSIZE, EACCES to a broadcast address, a
  ///   pending error
  public IpAddress send(String title, IpAddress to, Transport message) {
    failIfBroken();
    return require(table.send(title, to, local, message, options())).source();
  }

  /// As [#send], with a refusal as a value.
  public IpLayer.Outcome trySend(String title, IpAddress to, Transport message) {
    return table.send(title, to, local, message, options());
  }

  @Override
  protected void released() {
    table.remove(this);
  }

  /// Whether a packet concerns it (`raw_v4_match`).
  boolean matches(Family packetFamily, int packetProtocol, Arrived arrived) {
    int bound = options().device();
    return family == packetFamily
        && protocol == packetProtocol
        && (local == null || local.isUnspecified() || local.equals(arrived.to()))
        && (remote == null || remote.equals(arrived.from().address()))
        && (bound == 0 || bound == arrived.device());
  }
}
