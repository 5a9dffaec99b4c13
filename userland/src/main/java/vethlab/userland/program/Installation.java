package vethlab.userland.program;

import com.google.common.base.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vethlab.simulator.file.DeviceNode;
import vethlab.simulator.file.FileTree;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.MemoryDirectory;
import vethlab.simulator.file.MemoryFile;
import vethlab.simulator.file.MemorySymlink;
import vethlab.simulator.file.Node;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.machine.Machine;

/// Fills the files of a machine that was just made: directories, devices, programs, `/etc`.
public final class Installation {

  private static final Splitter NAMES = Splitter.on('/').omitEmptyStrings();
  private static final FileViewer NOBODY = new FileViewer() {};

  private static final List<String> NAMES_IN_ROOT =
      List.of(
          "boot", "dev", "etc", "home", "media", "mnt", "opt", "proc", "run", "srv", "sys", "var");
  private static final List<String> NAMES_BELOW_USR =
      List.of("bin", "sbin", "lib", "local/bin", "local/sbin", "share");

  private final FileTree files;
  private final String hostname;

  private Installation(Machine machine) {
    this.files = machine.files();
    this.hostname = machine.namespaces().rootUts().hostname();
  }

  /// Gives a fresh machine the directories of Debian 12 and these programs.
  ///
  /// @return for more: generated files, terminals
  public static Installation on(Machine machine, ProgramTable programs) {
    Installation installation = new Installation(machine);
    installation.makeDirectories();
    installation.makeDevices();
    installation.makeConfiguration();
    programs
        .programs()
        .forEach((path, program) -> installation.put(path, new ProgramFile(path, program)));
    programs.links().forEach((path, target) -> installation.put(path, new MemorySymlink(target)));
    return installation;
  }

  /// The installation of a machine that has one already.
  public static Installation of(Machine machine) {
    return new Installation(machine);
  }

  /// Puts a node at an absolute path, making the directories above it.
  public Installation put(String path, Node node) {
    int slash = path.lastIndexOf('/');
    directory(path.substring(0, slash)).put(path.substring(slash + 1), node);
    return this;
  }

  /// Writes a text file.
  public Installation write(String path, String text, int mode) {
    MemoryFile file = new MemoryFile(mode);
    file.setContent(text.getBytes(StandardCharsets.UTF_8));
    return put(path, file);
  }

  /// Shows a terminal under its name in `/dev/pts`.
  public Installation connect(Terminal terminal) {
    return put(terminal.name(), new DeviceFiles.TerminalFile(terminal));
  }

  private void makeDirectories() {
    for (String path : NAMES_BELOW_USR) {
      directory("/usr/" + path);
    }
    for (String name : List.of("bin", "sbin", "lib")) {
      put("/" + name, new MemorySymlink("usr/" + name));
    }
    for (String name : NAMES_IN_ROOT) {
      directory("/" + name);
    }
    put("/root", new MemoryDirectory(0700));
    put("/tmp", new MemoryDirectory(01777));
    put("/run/lock", new MemoryDirectory(01777));
    put("/run/netns", new MemoryDirectory(0755));
    put("/var/tmp", new MemoryDirectory(01777));
    put("/var/log", new MemoryDirectory(0755));
    put("/var/run", new MemorySymlink("/run"));
    put("/dev/shm", new MemoryDirectory(01777));
    put("/dev/pts", new MemoryDirectory(0755));
  }

  private void makeDevices() {
    put("/dev/null", new DeviceNode(DeviceNode.Kind.NULL));
    put("/dev/zero", new DeviceNode(DeviceNode.Kind.ZERO));
    put("/dev/full", new DeviceNode(DeviceNode.Kind.FULL));
    put("/dev/tty", new DeviceFiles.ControllingTerminal());
    put("/dev/fd", new MemorySymlink("/proc/self/fd"));
    put("/dev/stdin", new MemorySymlink("/proc/self/fd/0"));
    put("/dev/stdout", new MemorySymlink("/proc/self/fd/1"));
    put("/dev/stderr", new MemorySymlink("/proc/self/fd/2"));
  }

  private void makeConfiguration() {
    write("/etc/hostname", hostname + "\n", 0644);
    write(
        "/etc/hosts",
        """
        127.0.0.1\tlocalhost
        127.0.1.1\t%s

        # The following lines are desirable for IPv6 capable hosts
        ::1     localhost ip6-localhost ip6-loopback
        ff02::1 ip6-allnodes
        ff02::2 ip6-allrouters
        """
            .formatted(hostname),
        0644);
    write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n", 0644);
    write("/etc/group", "root:x:0:\n", 0644);
    write("/etc/services", Services.initial(), 0644);
    write("/etc/shells", "/bin/sh\n/bin/bash\n/usr/bin/bash\n", 0644);
    write("/etc/debian_version", "12.12\n", 0644);
    write("/etc/resolv.conf", "", 0644);
  }

  private Node.Directory directory(String path) {
    Node.Directory here = files.root();
    for (String name : NAMES.split(path)) {
      Node next = here.find(NOBODY, name);
      if (next instanceof Node.Symlink link) {
        next = directory("/" + link.target(NOBODY));
      }
      if (next == null) {
        next = new MemoryDirectory(0755);
        here.put(name, next);
      }
      if (!(next instanceof Node.Directory directory)) {
        throw new IllegalArgumentException(name + " in " + path + " is not a directory");
      }
      here = directory;
    }
    return here;
  }
}
