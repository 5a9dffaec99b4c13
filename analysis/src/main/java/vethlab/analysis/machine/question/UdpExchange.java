package vethlab.analysis.machine.question;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.socket.DatagramSocket.SocketError;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.trace.Recorder;

/// Sends one datagram and looks whether it reached a socket of the other side.
///
/// A real client could not tell an open port from silence; we can look.
final class UdpExchange implements Exchange {

  private final Machine machine;
  private final Recorder recorder;
  private final Question question;
  private final UdpSocket socket;
  private final Endpoint remote;
  private @Nullable SocketError error;

  UdpExchange(
      Machine machine, Recorder recorder, NetworkNamespace from, Question question, int port) {
    this.machine = machine;
    this.recorder = recorder;
    this.question = question;
    this.socket = from.sockets().udp().open();
    this.remote = new Endpoint(question.address(), port);
  }

  @Override
  public Answer answer() {
    int before = unread();
    try {
      socket.connect(remote);
      socket.send(Bytes.ofText("vethlab"));
    } catch (KernelError refused) {
      return Answer.NONE;
    }
    machine.run(() -> isDecided(before), machine.core().now().plus(Asker.PATIENCE));
    if (unread() > before) {
      return Answer.OPEN;
    }
    return error == null
        ? Answer.NONE
        : IcmpAnswers.answer(error.errno(), recorder, question.from());
  }

  private boolean isDecided(int before) {
    if (error == null) {
      error = socket.takeError();
    }
    return error != null || unread() > before;
  }

  /// Octets that wait at the port of the other side.
  private int unread() {
    NetworkNamespace to = Participants.find(machine, question.to());
    return to == null
        ? 0
        : to.sockets().udp().sockets().stream()
            .filter(each -> each.local() != null && each.local().port() == remote.port())
            .mapToInt(UdpSocket::unread)
            .sum();
  }
}
