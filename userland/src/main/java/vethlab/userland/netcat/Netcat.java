package vethlab.userland.netcat;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.Signal;
import vethlab.simulator.socket.Arrived;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.SocketOptions;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.socket.tcp.TcpSocket;
import vethlab.simulator.time.SimTime;
import vethlab.userland.program.Resolver;
import vethlab.userland.program.Services;

/// `nc`: connects or listens, and lets standard input and output talk with the other side
/// (`netcat.c`).
public final class Netcat implements Program {

  private static final byte[] NOTHING = new byte[0];
  private static final int BACKLOG = 1;
  private static final int SCAN_SECONDS = 3;

  @Override
  public int run(Process self, List<String> arguments) {
    NetcatOptions options = NetcatOptions.parse(self, arguments);
    self.onSignal(Signal.SIGPIPE, Process.IGNORE);
    Call call = new Call(self, options);
    return options.listen ? call.listen() : call.connect();
  }

  /// One call in progress.
  private static final class Call {
    private final Process self;
    private final NetcatOptions options;
    private final Resolver resolver;

    Call(Process self, NetcatOptions options) {
      this.self = self;
      this.options = options;
      this.resolver = new Resolver(self);
    }

    // ---- Connecting ----

    int connect() {
      int status = 1;
      for (int port : options.ports) {
        String host = options.host == null ? "" : options.host;
        Opened opened = options.udp ? openUdp(host, port) : openTcp(host, port);
        if (opened == null) {
          continue;
        }
        FileDescription socket = opened.socket;
        int descriptor = opened.descriptor;
        status = 0;
        if (options.verbose) {
          if (socket instanceof UdpSocket udp && !isUdpThere(udp)) {
            status = 1;
            self.files().close(descriptor);
            continue;
          }
          reportConnection(host, port, socket);
        }
        if (!options.scan) {
          exchange(socket, descriptor, NOTHING);
        }
        self.files().close(descriptor);
        if (options.intervalSeconds > 0) {
          self.sleep(Duration.ofSeconds(options.intervalSeconds));
        }
      }
      return status;
    }

    /// A socket and its number.
    private record Opened(FileDescription socket, int descriptor) {}

    private @Nullable Opened openTcp(String host, int port) {
      for (Resolver.Found found : addresses(host, Integer.toString(port))) {
        TcpSocket socket = self.network().sockets().tcp().open();
        int descriptor = self.files().add(3, socket);
        Errno why;
        try {
          socket.bindToDevice(found.scope());
          bindSource(found, socket);
          socket.connect(new Endpoint(found.address(), port));
          why = untilConnected(socket);
        } catch (KernelError error) {
          why = error.errno();
        }
        if (why == null) {
          return new Opened(socket, descriptor);
        }
        self.files().close(descriptor);
        complain(host, found, port, why);
      }
      return null;
    }

    /// Waits for the handshake.
    ///
    /// @return why it failed, EINPROGRESS if the time of `-w` was over, or null
    private @Nullable Errno untilConnected(TcpSocket socket) {
      SimTime deadline =
          options.timeoutSeconds < 0
              ? null
              : self.now().plus(Duration.ofSeconds(options.timeoutSeconds));
      while (!socket.isConnected()) {
        Errno error = socket.takeError();
        if (error != null) {
          return error;
        }
        if (self.await(List.of(socket.writable(), socket.readable()), deadline)
            == Process.Woken.TIMEOUT) {
          return Errno.EINPROGRESS;
        }
      }
      return null;
    }

    private @Nullable Opened openUdp(String host, int port) {
      for (Resolver.Found found : addresses(host, Integer.toString(port))) {
        UdpSocket socket = self.network().sockets().udp().open();
        SocketOptions set = SocketOptions.DEFAULT.withBroadcast(options.broadcast);
        if (found.scope() != 0) {
          set = set.withMulticast(found.scope(), true);
        }
        socket.setOptions(set);
        try {
          Endpoint source = source(found);
          if (source != null) {
            socket.bind(source);
          }
          socket.connect(new Endpoint(found.address(), port));
          return new Opened(socket, self.files().add(3, socket));
        } catch (KernelError error) {
          socket.release();
          complain(host, found, port, error.errno());
        }
      }
      return null;
    }

    private void bindSource(Resolver.Found target, TcpSocket socket) {
      Endpoint source = source(target);
      if (source != null) {
        try {
          socket.bind(source);
        } catch (KernelError error) {
          throw options.fail("bind failed: " + error.errno().text());
        }
      }
    }

    /// The local end that was asked for, or null.
    private @Nullable Endpoint source(Resolver.Found target) {
      if (options.source == null && options.sourcePort == null) {
        return null;
      }
      int port = options.sourcePort == null ? 0 : options.port(options.sourcePort);
      IpAddress any = target.address() instanceof Ipv4Address ? Ipv4Address.ANY : Ipv6Address.ANY;
      IpAddress address =
          options.source == null
              ? any
              : addresses(options.source, Integer.toString(port)).getFirst().address();
      return new Endpoint(address, port);
    }

    private void complain(String host, Resolver.Found found, int port, Errno why) {
      if (!options.verbose) {
        return;
      }
      String address = found.address().toString();
      options.warn(
          "connect to "
              + host
              + (host.equals(address) || options.numeric ? "" : " (" + address + ")")
              + " port "
              + port
              + " ("
              + options.protocol()
              + ") "
              + (why == Errno.EINPROGRESS ? "timed out" : "failed")
              + ": "
              + why.text());
    }

    private void reportConnection(String host, int port, FileDescription socket) {
      Endpoint remote =
          switch (socket) {
            case TcpSocket tcp -> tcp.remote();
            case UdpSocket udp -> udp.remote();
            default -> null;
          };
      String address = remote == null ? host : remote.address().toString();
      String service = options.numeric ? null : new Services(self).nameOf(port, options.protocol());
      self.complain(
          "Connection to "
              + host
              + (options.numeric || host.equals(address) ? "" : " (" + address + ")")
              + " "
              + port
              + " port ["
              + options.protocol()
              + "/"
              + (service == null ? "*" : service)
              + "] succeeded!");
    }

    /// Sends a few octets, to hear whether the port is closed (`udptest`).
    private boolean isUdpThere(UdpSocket socket) {
      int seconds = options.timeoutSeconds < 0 ? SCAN_SECONDS : options.timeoutSeconds;
      try {
        socket.send(Bytes.ofText("X"));
        socket.send(Bytes.ofText("X"));
        for (int i = 0; i < seconds; i++) {
          self.sleep(Duration.ofSeconds(1));
          socket.send(Bytes.ofText("X"));
        }
        return true;
      } catch (KernelError refused) {
        return false;
      }
    }

    // ---- Listening ----

    int listen() {
      int port = options.ports.getFirst();
      IpAddress local = localAddress(port);
      FileDescription listener = options.udp ? bindUdp(local, port) : bindTcp(local, port);
      int descriptor = self.files().add(3, listener);
      if (options.verbose) {
        report(options.udp ? "Bound on" : "Listening on", new Endpoint(local, port));
      }
      do {
        switch (listener) {
          case TcpSocket tcp -> serve(tcp);
          case UdpSocket udp -> serve(udp, descriptor);
          default -> throw new IllegalStateException("neither TCP nor UDP");
        }
      } while (options.keep);
      self.files().close(descriptor);
      return 0;
    }

    private IpAddress localAddress(int port) {
      if (options.host == null) {
        return options.family == IpFamily.IPV6 ? Ipv6Address.ANY : Ipv4Address.ANY;
      }
      return addresses(options.host, Integer.toString(port)).getFirst().address();
    }

    private TcpSocket bindTcp(IpAddress local, int port) {
      TcpSocket socket = self.network().sockets().tcp().open();
      try {
        socket.bind(new Endpoint(local, port));
        socket.listen(BACKLOG);
        return socket;
      } catch (KernelError error) {
        throw refused(error);
      }
    }

    private UdpSocket bindUdp(IpAddress local, int port) {
      UdpSocket socket = self.network().sockets().udp().open();
      try {
        socket.setReuse(true);
        socket.bind(new Endpoint(local, port));
        return socket;
      } catch (KernelError error) {
        throw refused(error);
      }
    }

    private Error refused(KernelError error) {
      if (error.errno() == Errno.EADDRINUSE) {
        // The real one sets SO_REUSEPORT, and the kernel deals connections out among them.
        throw new NotModelled("several listeners at one port");
      }
      return options.fail(error.errno().text());
    }

    private void serve(TcpSocket listener) {
      TcpSocket accepted = listener.accept();
      while (accepted == null) {
        self.await(listener.readable(), null);
        accepted = listener.accept();
      }
      int descriptor = self.files().add(3, accepted);
      if (options.verbose && accepted.remote() != null) {
        report("Connection received on", accepted.remote());
      }
      exchange(accepted, descriptor, NOTHING);
      self.files().close(descriptor);
    }

    private void serve(UdpSocket socket, int descriptor) {
      if (options.keep) {
        exchange(socket, descriptor, NOTHING);
        return;
      }
      while (!socket.isReadable()) {
        self.await(socket.readable(), null);
      }
      Arrived first = socket.receive();
      if (first == null) {
        return;
      }
      socket.connect(first.from());
      if (options.verbose) {
        report("Connection received on", first.from());
      }
      exchange(socket, descriptor, first.data().toArray());
    }

    /// Says who is where, by name unless numbers were asked for (`report_sock`).
    private void report(String what, Endpoint end) {
      String host = end.address().toString();
      if (!options.numeric) {
        String name = resolver.nameOf(end.address());
        boolean asked = !(end.address() instanceof Ipv6Address v6 && v6.isUnspecified());
        if (name == null && asked) {
          options.warn("getnameinfo: " + Resolver.NO_ANSWER);
          return;
        }
        host = name == null ? host : name;
      }
      self.complain(what + " " + host + " " + end.port());
    }

    // ---- Both ----

    private void exchange(FileDescription socket, int descriptor, byte[] first) {
      Line line =
          switch (socket) {
            case TcpSocket tcp -> new Line.Tcp(tcp);
            case UdpSocket udp -> new Line.Udp(udp);
            default -> throw new IllegalStateException("neither TCP nor UDP");
          };
      if (!new Exchange(self, options, line, first).run()) {
        self.files().close(descriptor);
        self.sleep(Duration.ofSeconds(options.quitSeconds));
        throw self.exit(0);
      }
    }

    private ImmutableList<Resolver.Found> addresses(String host, String port) {
      Resolver.Answer answer = resolver.find(host);
      String problem = answer.problem();
      if (options.numeric && Resolver.number(host) == null && !host.contains(":")) {
        answer = new Resolver.Answer(ImmutableList.of(), Resolver.UNKNOWN);
        problem = Resolver.UNKNOWN;
      }
      ImmutableList<Resolver.Found> fitting =
          answer.addresses().stream()
              .filter(each -> options.family == null || familyOf(each) == options.family)
              .collect(ImmutableList.toImmutableList());
      if (fitting.isEmpty()) {
        throw options.fail(
            "getaddrinfo for host \""
                + host
                + "\" port "
                + port
                + ": "
                + (answer.addresses().isEmpty()
                    ? problem
                    : "Address family for hostname not supported"));
      }
      return fitting;
    }

    private static IpFamily familyOf(Resolver.Found found) {
      return found.address() instanceof Ipv4Address ? IpFamily.IPV4 : IpFamily.IPV6;
    }
  }
}
