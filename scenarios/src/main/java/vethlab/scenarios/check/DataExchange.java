package vethlab.scenarios.check;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.question.Answer;
import vethlab.analysis.machine.question.Participants;
import vethlab.scenarios.Probe;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.socket.Arrived;
import vethlab.simulator.socket.DatagramSocket.SocketError;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.socket.tcp.TcpSocket;

/// Lines sent to a port, where somebody listens for this alone and sends them back.
///
/// @param problem what went wrong beside the answer, or null
record DataExchange(Answer answer, @Nullable String problem) {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /// What is wrong, or null if the answer is the expected one.
  @Nullable String difference(Answer expected) {
    if (answer != expected) {
      return "expected "
          + expected.text()
          + ", found "
          + answer.text()
          + (problem == null ? "" : ": " + problem);
    }
    return expected == Answer.OPEN ? problem : null;
  }

  static DataExchange tcp(Machine machine, NetworkNamespace from, Probe.Tcp probe) {
    NetworkNamespace holder = Participants.holder(machine, probe.address());
    if (holder == null) {
      return nobody(probe.address());
    }
    byte[] data = octets(probe.lines());
    TcpSocket listener = holder.sockets().tcp().open();
    TcpSocket client = from.sockets().tcp().open();
    try {
      listener.bind(new Endpoint(probe.address(), probe.port()));
      listener.listen(1);
      client.connect(new Endpoint(probe.address(), probe.port()));
      run(machine, () -> client.isConnected() || client.connection() == null);
      TcpSocket server = listener.accept();
      if (!client.isConnected() || server == null) {
        return refusal(client.takeError());
      }
      client.write(data, 0, data.length);
      byte[] there = read(machine, server, data.length);
      server.write(there, 0, there.length);
      byte[] back = read(machine, client, data.length);
      server.release();
      return compared(data, back);
    } catch (KernelError error) {
      return new DataExchange(Answer.NONE, error.getMessage());
    } finally {
      listener.release();
      client.release();
    }
  }

  static DataExchange udp(Machine machine, NetworkNamespace from, Probe.Udp probe) {
    NetworkNamespace holder = Participants.holder(machine, probe.address());
    if (holder == null) {
      return nobody(probe.address());
    }
    byte[] data = octets(probe.lines());
    UdpSocket server = holder.sockets().udp().open();
    UdpSocket client = from.sockets().udp().open();
    try {
      server.bind(new Endpoint(probe.address(), probe.port()));
      client.connect(new Endpoint(probe.address(), probe.port()));
      client.send(Bytes.of(data));
      run(machine, () -> server.isReadable() || client.isReadable());
      Arrived there = server.receive();
      if (there == null) {
        SocketError error = client.takeError();
        return refusal(error == null ? null : error.errno());
      }
      server.sendTo(there.from(), there.data());
      run(machine, client::isReadable);
      Arrived back = client.receive();
      return compared(data, back == null ? new byte[0] : back.data().toArray());
    } catch (KernelError error) {
      return new DataExchange(Answer.NONE, error.getMessage());
    } finally {
      server.release();
      client.release();
    }
  }

  private static void run(Machine machine, BooleanSupplier goal) {
    machine.run(goal, machine.core().now().plus(PATIENCE));
  }

  private static byte[] read(Machine machine, TcpSocket socket, int length) {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    run(
        machine,
        () -> {
          if (socket.read(length) instanceof FileDescription.Read.Data(byte[] octets)) {
            got.writeBytes(octets);
          }
          return got.size() >= length;
        });
    return got.toByteArray();
  }

  private static byte[] octets(Iterable<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static DataExchange nobody(IpAddress address) {
    return new DataExchange(Answer.NONE, "nobody has the address " + address);
  }

  private static DataExchange refusal(@Nullable Errno error) {
    Answer answer = error == Errno.ECONNREFUSED ? Answer.REFUSED : Answer.NONE;
    return new DataExchange(
        answer, Objects.requireNonNullElse(error == null ? null : error.text(), "no answer"));
  }

  private static DataExchange compared(byte[] sent, byte[] back) {
    return java.util.Arrays.equals(sent, back)
        ? new DataExchange(Answer.OPEN, null)
        : new DataExchange(
            Answer.OPEN,
            "of %d octets sent %d came back, or others".formatted(sent.length, back.length));
  }
}
