package vethlab.userland.netcat;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.socket.tcp.TcpSocket;

/// The socket that an exchange goes over, as `poll` sees it.
sealed interface Line {

  FileDescription file();

  /// Whether it is broken (`POLLERR`).
  boolean isBroken();

  /// Whether neither side sends any more (`POLLHUP`).
  boolean isHungUp();

  /// Takes octets to be sent.
  ///
  /// @return how many were taken
  /// @throws KernelError if it does not work any more
  int send(byte[] octets);

  /// Sends no more.
  void shutdown();

  /// A TCP connection.
  record Tcp(TcpSocket socket) implements Line {

    @Override
    public FileDescription file() {
      return socket;
    }

    @Override
    public boolean isBroken() {
      return socket.hasError();
    }

    @Override
    public boolean isHungUp() {
      return socket.isHungUp();
    }

    @Override
    public int send(byte[] octets) {
      return socket.write(octets, 0, octets.length);
    }

    @Override
    public void shutdown() {
      socket.shutdown();
    }
  }

  /// A UDP socket, connected or not.
  record Udp(UdpSocket socket) implements Line {

    @Override
    public FileDescription file() {
      return socket;
    }

    @Override
    public boolean isBroken() {
      return socket.hasError();
    }

    @Override
    public boolean isHungUp() {
      return false;
    }

    @Override
    public int send(byte[] octets) {
      if (socket.remote() == null) {
        throw new KernelError(Errno.ENOTCONN);
      }
      socket.send(Bytes.of(octets));
      return octets.length;
    }

    @Override
    public void shutdown() {}
  }
}
