package vethlab.simulator.socket;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.time.WaitQueue;

/// What UDP, ping and raw sockets share: options, a queue of packets, a pending error.
@SuppressWarnings("this-escape") // the double must be known before its parts are copied
public abstract class DatagramSocket extends FileDescription {

  private static final int ERROR_LIMIT = 256;

  private final long inode;
  private final ReceiveQueue queue;
  private SocketOptions options = SocketOptions.DEFAULT;
  private final ArrayDeque<SocketError> errors = new ArrayDeque<>();
  private long dropped;
  private boolean hearsErrors;

  /// Why a socket's peer could not be reached: what an ICMP error told (`IP_RECVERR`).
  ///
  /// @param offender who complained, or null for this host
  /// @param type and code of the ICMP message, 0 for this host's own errors
  /// @param info next-hop MTU or gateway
  /// @param original what was sent, as far as it was quoted
  public record SocketError(
      Errno errno, @Nullable Endpoint offender, int type, int code, int info, Bytes original) {}

  protected DatagramSocket(long inode) {
    this.inode = inode;
    this.queue = new ReceiveQueue();
  }

  protected DatagramSocket(DatagramSocket original, Fork fork) {
    super(original, fork);
    this.inode = original.inode;
    this.queue = fork.of(original.queue);
    this.options = original.options;
    this.errors.addAll(original.errors);
    this.dropped = original.dropped;
    this.hearsErrors = original.hearsErrors;
  }

  /// Its number among all sockets of the machine.
  public final long inode() {
    return inode;
  }

  @Override
  public final String describe() {
    return "socket:[" + inode + "]";
  }

  public SocketOptions options() {
    return options;
  }

  public void setOptions(SocketOptions options) {
    this.options = options;
  }

  /// Lets it hear of every ICMP error about its packets (`IP_RECVERR`).
  public void setHearsErrors(boolean all) {
    hearsErrors = all;
  }

  boolean hearsErrors() {
    return hearsErrors;
  }

  /// The oldest packet received, or null if there is none.
  ///
  /// @throws KernelError the pending error, once
  public @Nullable Arrived receive() {
    failIfBroken();
    return queue.poll();
  }

  /// The oldest pending error, once; null if there is none.
  public @Nullable SocketError takeError() {
    return errors.poll();
  }

  /// Whether an error waits (`POLLERR`).
  public boolean hasError() {
    return !errors.isEmpty();
  }

  /// Whether a packet or an error waits.
  public boolean isReadable() {
    return !errors.isEmpty() || queue.held() > 0;
  }

  /// Octets held for reading.
  public int unread() {
    return queue.held();
  }

  /// Packets lost because the queue was full.
  public long dropped() {
    return dropped;
  }

  @Override
  public Read read(int limit) {
    Arrived packet = receive();
    if (packet == null) {
      return WOULD_BLOCK;
    }
    Bytes data = packet.data();
    return new Read.Data(data.slice(0, Math.min(limit, data.length())).toArray());
  }

  @Override
  public WaitQueue readable() {
    return queue.readable();
  }

  @Override
  public WaitQueue writable() {
    return queue.readable();
  }

  /// Takes a packet in.
  ///
  /// @return whether there was room
  boolean offer(Arrived packet) {
    boolean taken = queue.offer(packet);
    if (!taken) {
      dropped++;
    }
    return taken;
  }

  /// Notes an error and wakes whoever waits. One that hears all keeps them in a queue
  /// (`sk_error_queue`), others know only the last.
  void report(SocketError reported) {
    if (!hearsErrors) {
      errors.clear();
    }
    if (errors.size() < ERROR_LIMIT) {
      errors.add(reported);
    }
    queue.readable().wakeAll();
  }

  final void failIfBroken() {
    SocketError pending = takeError();
    if (pending != null) {
      throw new KernelError(pending.errno());
    }
  }

  /// Turns a refusal into the error of the call.
  static IpLayer.Outcome.Sent require(IpLayer.Outcome outcome) {
    return switch (outcome) {
      case IpLayer.Outcome.Sent sent -> sent;
      case IpLayer.Outcome.Refused refused -> throw new KernelError(refused.errno());
    };
  }
}
