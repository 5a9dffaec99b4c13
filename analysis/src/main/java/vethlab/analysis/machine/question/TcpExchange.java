package vethlab.analysis.machine.question;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.tcp.TcpSocket;
import vethlab.simulator.trace.Recorder;

/// Opens a connection, as a client that waits four seconds does.
final class TcpExchange implements Exchange {

  private final Machine machine;
  private final Recorder recorder;
  private final String from;
  private final TcpSocket socket;
  private final Endpoint remote;
  private @Nullable Errno error;

  TcpExchange(
      Machine machine, Recorder recorder, NetworkNamespace from, IpAddress address, int port) {
    this.machine = machine;
    this.recorder = recorder;
    this.from = from.name();
    this.socket = from.sockets().tcp().open();
    this.remote = new Endpoint(address, port);
  }

  @Override
  public Answer answer() {
    try {
      socket.connect(remote);
    } catch (KernelError refused) {
      return Answer.NONE;
    }
    machine.run(this::isDecided, machine.core().now().plus(Asker.PATIENCE));
    if (error == null) {
      return socket.isConnected() ? Answer.OPEN : Answer.NONE;
    }
    return IcmpAnswers.answer(error, recorder, from);
  }

  private boolean isDecided() {
    if (error == null) {
      error = socket.takeError();
    }
    return error != null || socket.isConnected();
  }
}
