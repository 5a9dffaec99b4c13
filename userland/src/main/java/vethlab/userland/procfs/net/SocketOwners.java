package vethlab.userland.procfs.net;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.ProcessTable;
import vethlab.simulator.socket.DatagramSocket;
import vethlab.simulator.socket.tcp.TcpSocket;

/// Which processes have which sockets open, as `/proc/PID/fd` tells.
public final class SocketOwners {

  private final Map<Long, List<Owner>> owners = new HashMap<>();

  /// One descriptor of one process.
  public record Owner(Process process, int descriptor) {}

  public SocketOwners(ProcessTable processes) {
    for (Process process : processes.all()) {
      process
          .files()
          .all()
          .forEach((descriptor, file) -> {
            long inode = inode(file);
            if (inode != 0) {
              owners
                  .computeIfAbsent(inode, key -> new ArrayList<>())
                  .add(new Owner(process, descriptor));
            }
          });
    }
  }

  private static long inode(FileDescription file) {
    return switch (file) {
      case TcpSocket socket -> socket.inode();
      case DatagramSocket socket -> socket.inode();
      default -> 0;
    };
  }

  /// Who has a socket, by pid and descriptor; empty if nobody does.
  public ImmutableList<Owner> of(long inode) {
    return ImmutableList.copyOf(owners.getOrDefault(inode, List.of()));
  }
}
