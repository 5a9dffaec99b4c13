package vethlab.simulator.socket.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.LoopbackDevice;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.TcpOptions;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.time.Event;

/// Two hosts, 192.168.5.1 and 192.168.5.2, on a cable of 1,500 octets that takes 1 ms. Flags,
/// windows, options and identifications are those of `nc -l 41234` and `nc 192.168.5.1 41234` on
/// Linux 6.1, captured on the cable with offloads off.
class TcpConnectionTest {

  private static final Endpoint SERVER = endpoint("192.168.5.1", 41234);
  private static final Endpoint ANY = endpoint("0.0.0.0", 41234);

  private final NetCore core = new NetCore(KernelProfile.LINUX_6_1, 1);
  private final DeviceTable devices = new DeviceTable(core, "test");
  private final LoopbackDevice device = new LoopbackDevice(devices);
  private final Wire wire = new Wire();
  private final TcpTable server = new TcpTable(core, wire);
  private final TcpTable client = new TcpTable(core, wire);

  /// Everything that crossed the cable, as `flags length`.
  private final List<String> crossed = new ArrayList<>();

  private boolean cut;

  @Test
  void a_handshake_offers_what_linux_offers() {
    List<TcpSegment> segments = wire.segments;
    listen();
    connect();
    run(Duration.ofMillis(100));
    assertThat(crossed).containsExactly("S 0", "S. 0", ". 0");
    assertThat(segments.get(0).window()).isEqualTo(64240);
    assertThat(segments.get(1).window()).isEqualTo(65160);
    assertThat(segments.get(2).window()).isEqualTo(502);
    assertThat(wire.identifications.get(1)).isZero();
    TcpOptions offered = TcpOptions.parse(segments.get(0).options());
    assertThat(offered.maximumSegmentSize()).isEqualTo(1460);
    assertThat(offered.windowScale()).isEqualTo(7);
    assertThat(offered.selectiveAcknowledgementPermitted()).isTrue();
    assertThat(offered.timestamps()).isNotNull();
    assertThat(TcpOptions.parse(segments.get(2).options()).maximumSegmentSize()).isNull();
  }

  @Test
  void lines_arrive_and_are_acknowledged_at_once() {
    TcpSocket listener = listen();
    TcpSocket caller = connect();
    run(Duration.ofMillis(100));
    TcpSocket accepted = accept(listener);
    write(caller, "alpha\n");
    run(Duration.ofMillis(100));
    write(caller, "beta\n");
    run(Duration.ofMillis(100));
    assertThat(read(accepted)).isEqualTo("alpha\n");
    assertThat(read(accepted)).isEqualTo("beta\n");
    assertThat(crossed).containsExactly("S 0", "S. 0", ". 0", "P. 6", ". 0", "P. 5", ". 0");
    assertThat(wire.segments.get(4).window()).isEqualTo(510);
  }

  @Test
  void the_end_of_one_side_is_the_end_of_both_when_the_other_closes_too() {
    TcpSocket listener = listen();
    TcpSocket caller = connect();
    run(Duration.ofMillis(100));
    TcpSocket accepted = accept(listener);
    crossed.clear();
    caller.release();
    run(Duration.ofMillis(5));
    assertThat(read(accepted)).isEqualTo("end of file");
    accepted.release();
    run(Duration.ofMillis(100));
    assertThat(crossed).containsExactly("F. 0", "F. 0", ". 0");
    assertThat(client.connections())
        .extracting(TcpConnection::state)
        .containsExactly(TcpState.TIME_WAIT);
    assertThat(server.connections()).isEmpty();
    run(Duration.ofSeconds(61));
    assertThat(client.connections()).isEmpty();
  }

  @Test
  void closing_with_unread_data_resets() {
    TcpSocket listener = listen();
    TcpSocket caller = connect();
    run(Duration.ofMillis(100));
    TcpSocket accepted = accept(listener);
    write(caller, "unread");
    run(Duration.ofMillis(100));
    crossed.clear();
    accepted.release();
    run(Duration.ofMillis(100));
    assertThat(crossed).containsExactly("R. 0");
    assertThatThrownBy(() -> caller.read(10))
        .isInstanceOf(KernelError.class)
        .hasMessage("Connection reset by peer");
  }

  @Test
  void a_port_without_listener_refuses() {
    TcpSocket caller = connect();
    run(Duration.ofMillis(100));
    assertThat(crossed).containsExactly("S 0", "R. 0");
    assertThat(caller.takeError()).isEqualTo(Errno.ECONNREFUSED);
  }

  /// 1 + 2 + 4 + 8 + 16 + 32 + 64 s with `tcp_syn_retries` 6.
  @Test
  void a_silent_host_is_given_up_after_127_seconds() {
    cut = true;
    TcpSocket caller = connect();
    run(Duration.ofSeconds(126));
    assertThat(crossed).hasSize(7).containsOnly("S 0");
    assertThat(caller.takeError()).isNull();
    run(Duration.ofSeconds(2));
    assertThat(caller.takeError()).isEqualTo(Errno.ETIMEDOUT);
  }

  @Test
  void a_lost_segment_is_sent_again() {
    TcpSocket listener = listen();
    TcpSocket caller = connect();
    run(Duration.ofMillis(100));
    TcpSocket accepted = accept(listener);
    cut = true;
    write(caller, "alpha\n");
    run(Duration.ofMillis(10));
    cut = false;
    run(Duration.ofSeconds(1));
    assertThat(read(accepted)).isEqualTo("alpha\n");
  }

  @Test
  void a_large_write_arrives_whole_and_in_order() {
    TcpSocket listener = listen();
    TcpSocket caller = connect();
    run(Duration.ofMillis(100));
    TcpSocket accepted = accept(listener);
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      sent.append(i).append(' ');
    }
    write(caller, sent.toString());
    caller.shutdown();
    StringBuilder got = new StringBuilder();
    for (int i = 0; i < 1000 && !accepted.isAtEnd(); i++) {
      run(Duration.ofMillis(1));
      if (accepted.connection() != null && accepted.connection().unread() > 0) {
        got.append(read(accepted));
      }
    }
    assertThat(got.toString()).isEqualTo(sent.toString());
  }

  @Test
  void a_second_listener_on_the_port_is_refused() {
    listen();
    TcpSocket second = server.open();
    second.bind(ANY);
    assertThatThrownBy(() -> second.listen(1)).hasMessage("Address already in use");
  }

  // ---- The cable ----

  private TcpSocket listen() {
    TcpSocket socket = server.open();
    socket.bind(ANY);
    socket.listen(1);
    return socket;
  }

  private static TcpSocket accept(TcpSocket listener) {
    return Objects.requireNonNull(listener.accept());
  }

  private TcpSocket connect() {
    TcpSocket socket = client.open();
    socket.connect(SERVER);
    return socket;
  }

  private static void write(TcpSocket socket, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    assertThat(socket.write(octets, 0, octets.length)).isEqualTo(octets.length);
  }

  private static String read(TcpSocket socket) {
    return switch (socket.read(1 << 16)) {
      case FileDescription.Read.Data(byte[] octets) -> new String(octets, StandardCharsets.UTF_8);
      case FileDescription.Read.EndOfFile e -> "end of file";
      case FileDescription.Read.WouldBlock w -> "nothing";
    };
  }

  private void run(Duration duration) {
    var until = core.now().plus(duration);
    for (var next = core.timeline().nextDue();
        next != null && !until.isBefore(next);
        next = core.timeline().nextDue()) {
      core.timeline().step();
    }
    core.timeline().advanceTo(until);
  }

  private static Endpoint endpoint(String address, int port) {
    return new Endpoint(Ipv4Address.parse(address), port);
  }

  private final class Wire implements TcpOutput {
    final List<TcpSegment> segments = new ArrayList<>();
    final List<Integer> identifications = new ArrayList<>();

    @Override
    public @Nullable Errno send(TcpEnds ends, TcpSegment segment, int identification) {
      String flags =
          (segment.has(TcpSegment.SYN) ? "S" : "")
              + (segment.has(TcpSegment.FIN) ? "F" : "")
              + (segment.has(TcpSegment.RST) ? "R" : "")
              + (segment.has(TcpSegment.PSH) ? "P" : "")
              + (segment.has(TcpSegment.ACK) ? "." : "");
      crossed.add(flags + " " + segment.data().length());
      segments.add(segment);
      identifications.add(identification);
      if (!cut) {
        core.timeline().schedule(Duration.ofMillis(1), new Arrival(ends, segment));
      }
      return null;
    }

    @Override
    public int maximumSegmentSize(TcpEnds ends) {
      return 1460;
    }

    @Override
    public IpAddress source(IpAddress destination, int device) {
      return Ipv4Address.parse("192.168.5.2");
    }

    @Override
    public void checkLocal(IpAddress address, int device) {}

    @Override
    public Wire fork(Fork fork) {
      throw new IllegalStateException("this cable cannot be forked");
    }
  }

  private final class Arrival implements Event {
    private final TcpEnds ends;
    private final TcpSegment segment;

    Arrival(TcpEnds ends, TcpSegment segment) {
      this.ends = ends;
      this.segment = segment;
    }

    @Override
    public void happen() {
      Ipv4Address from = (Ipv4Address) ends.local().address();
      Ipv4Address to = (Ipv4Address) ends.remote().address();
      SocketBuffer buffer =
          new SocketBuffer(
              EthernetFrame.unaddressed(Ipv4Packet.of(from, to, 64, segment)), device, null);
      TcpTable target = to.equals(SERVER.address()) ? server : client;
      target.receive(buffer, /* local= */ ends.remote(), /* remote= */ ends.local(), segment);
    }

    @Override
    public Event fork(Fork fork) {
      throw new IllegalStateException("this cable cannot be forked");
    }
  }
}
