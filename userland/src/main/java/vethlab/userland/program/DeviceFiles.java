package vethlab.userland.program;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.process.Process;

/// The files in `/dev` that depend on who opens them or stand for terminals.
final class DeviceFiles {

  private DeviceFiles() {}

  /// `/dev/tty`: the terminal that controls whoever opens it.
  static final class ControllingTerminal implements Node.Openable {

    @Override
    public ControllingTerminal fork(Fork fork) {
      ControllingTerminal copy = new ControllingTerminal();
      fork.enter(this, copy);
      return copy;
    }

    @Override
    public int mode() {
      return 0666;
    }

    @Override
    public FileDescription open(FileViewer viewer, OpenMode how) {
      Terminal terminal = viewer instanceof Process process ? process.terminal() : null;
      if (terminal == null) {
        throw new KernelError(Errno.ENXIO);
      }
      return terminal.open();
    }

    @Override
    public long length(FileViewer viewer) {
      return 0;
    }
  }

  /// `/dev/pts/N`: one terminal.
  static final class TerminalFile implements Node.Openable {
    private final Terminal terminal;

    TerminalFile(Terminal terminal) {
      this.terminal = terminal;
    }

    private TerminalFile(TerminalFile original, Fork fork) {
      fork.enter(original, this);
      this.terminal = fork.of(original.terminal);
    }

    @Override
    public TerminalFile fork(Fork fork) {
      return new TerminalFile(this, fork);
    }

    @Override
    public int mode() {
      return 0620;
    }

    @Override
    public FileDescription open(FileViewer viewer, OpenMode how) {
      return terminal.open();
    }

    @Override
    public long length(FileViewer viewer) {
      return 0;
    }
  }
}
