package vethlab.userland.utillinux;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.WaitStatus;
import vethlab.userland.procfs.NamespaceFile;
import vethlab.userland.procfs.NamespaceKind;
import vethlab.userland.program.GetOpt;

/// `nsenter`: runs a program in namespaces of other processes (`nsenter.c`).
public final class Nsenter implements Program {

  /// The order in which it opens and enters them.
  private static final List<NamespaceKind> ORDER =
      List.of(
          NamespaceKind.USER,
          NamespaceKind.CGROUP,
          NamespaceKind.IPC,
          NamespaceKind.UTS,
          NamespaceKind.NET,
          NamespaceKind.PID,
          NamespaceKind.MNT,
          NamespaceKind.TIME);

  private static final Map<String, NamespaceKind> LETTERS =
      Map.of(
          "m", NamespaceKind.MNT,
          "u", NamespaceKind.UTS,
          "i", NamespaceKind.IPC,
          "n", NamespaceKind.NET,
          "p", NamespaceKind.PID,
          "C", NamespaceKind.CGROUP,
          "U", NamespaceKind.USER,
          "T", NamespaceKind.TIME);

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "+ahVt:m::u::i::n::p::C::U::T::S:G:r::w::W:FZ",
            "all/a",
            "help/h",
            "version/V",
            "target=t",
            "mount?m",
            "uts?u",
            "ipc?i",
            "net?n",
            "pid?p",
            "user?U",
            "cgroup?C",
            "time?T",
            "setuid=S",
            "setgid=G",
            "root?r",
            "wd?w",
            "wdns=W",
            "no-fork/F",
            "preserve-credentials",
            "follow-context/Z");
    if (given.problem() != null) {
      return UtilLinux.refuse(self, given.problem());
    }
    return new Entry(self).run(given);
  }

  /// One call in progress.
  private static final class Entry {
    private final Process self;
    private final Map<NamespaceKind, NamespaceFile.Space> open = new EnumMap<>(NamespaceKind.class);
    private final java.util.Set<NamespaceKind> wanted = new java.util.LinkedHashSet<>();
    private long target;
    private boolean all;
    private boolean mayFork = true;
    private @Nullable String directory;
    private @Nullable String directoryThere;
    private boolean targetsDirectory;

    Entry(Process self) {
      this.self = self;
    }

    int run(GetOpt given) {
      for (GetOpt.Option option : given.options()) {
        Integer answered = UtilLinux.answer(self, option);
        if (answered != null) {
          return answered;
        }
        take(option);
      }
      openWanted();
      for (NamespaceKind kind : ORDER) {
        NamespaceFile.Space space = open.get(kind);
        if (space != null) {
          enter(kind, space);
        }
      }
      goTo();
      if (mayFork && open.containsKey(NamespaceKind.PID)) {
        return runInChild(given.operands());
      }
      throw UtilLinux.become(self, given.operands());
    }

    private void take(GetOpt.Option option) {
      NamespaceKind kind = LETTERS.get(option.name());
      if (kind != null) {
        if (option.argument() == null) {
          wanted.add(kind);
        } else {
          openFile(kind, option.argument());
        }
        return;
      }
      switch (option.name()) {
        case "a" -> all = true;
        case "t" -> target = UtilLinux.unsigned(self, option.value(), "failed to parse pid");
        case "F" -> mayFork = false;
        case "S" -> root(option, "uid");
        case "G" -> root(option, "gid");
        case "w" -> {
          directory = option.argument();
          targetsDirectory = directory == null;
          if (directory != null) {
            nodeAt(directory);
          }
        }
        case "W" -> directoryThere = option.value();
        case "r" -> {
          if (option.argument() != null && !option.argument().equals("/")) {
            throw new NotModelled("nsenter with a root directory of its own");
          }
        }
        case "preserve-credentials" -> {} // all are root
        default -> throw new NotModelled("nsenter -" + option.name());
      }
    }

    private void root(GetOpt.Option option, String what) {
      if (UtilLinux.unsigned(self, option.value(), "failed to parse " + what) != 0) {
        throw new NotModelled("users other than root");
      }
    }

    /// Opens the namespaces of the target, once all options are known.
    private void openWanted() {
      if (all) {
        if (target == 0) {
          throw UtilLinux.fail(self, "no target PID specified for --all");
        }
        Process process = self.table().find((int) target);
        if (process == null || !process.isAlive()) {
          throw UtilLinux.fail(self, "stat of " + pathOf(NamespaceKind.USER) + " failed", enoent());
        }
        for (NamespaceKind kind : ORDER) {
          NamespaceFile.Space there = NamespaceFile.Space.of(process, kind);
          if (!there.equals(NamespaceFile.Space.of(self, kind))) {
            open.putIfAbsent(kind, there);
          }
        }
      }
      for (NamespaceKind kind : ORDER) {
        if (wanted.contains(kind) && !open.containsKey(kind)) {
          if (target == 0) {
            throw UtilLinux.fail(
                self, "neither filename nor target pid supplied for ns/" + kind.word());
          }
          openFile(kind, pathOf(kind));
        }
      }
    }

    private String pathOf(NamespaceKind kind) {
      return "/proc/" + target + "/ns/" + kind.word();
    }

    private void openFile(NamespaceKind kind, String path) {
      if (!(nodeAt(path) instanceof NamespaceFile file) || file.space().kind() != kind) {
        throw UtilLinux.fail(
            self,
            "reassociate to namespace 'ns/" + kind.word() + "' failed",
            new KernelError(Errno.EINVAL));
      }
      open.put(kind, file.space());
    }

    private Node nodeAt(String path) {
      try {
        Node node = self.table().files().find(self, self.directory(), path);
        if (node == null) {
          throw enoent();
        }
        return node;
      } catch (KernelError error) {
        throw UtilLinux.fail(self, "cannot open " + path, error);
      }
    }

    private static KernelError enoent() {
      return new KernelError(Errno.ENOENT);
    }

    private void enter(NamespaceKind kind, NamespaceFile.Space space) {
      switch (space) {
        case NamespaceFile.Space.Network(var namespace) -> self.setNetwork(namespace);
        case NamespaceFile.Space.Uts(var namespace) -> self.setUts(namespace);
        case NamespaceFile.Space.Mounts(var namespace) -> {
          self.setMounts(namespace);
          self.setDirectory("/");
        }
        case NamespaceFile.Space.Shared shared -> {
          if (kind == NamespaceKind.USER) {
            // setns refuses the namespace that one is in already (userns_install)
            throw UtilLinux.fail(
                self, "reassociate to namespace 'ns/user' failed", new KernelError(Errno.EINVAL));
          }
        }
      }
    }

    private void goTo() {
      String path = directoryThere == null ? directory : directoryThere;
      if (targetsDirectory) {
        Process process = self.table().find((int) target);
        path = process == null ? null : process.directory();
      }
      if (path == null) {
        return;
      }
      try {
        UtilLinux.enterDirectory(self, path);
      } catch (KernelError error) {
        throw UtilLinux.fail(self, "cannot open current working directory", error);
      }
    }

    private int runInChild(List<String> words) {
      Process child =
          self.spawn(
              (process, none) -> {
                throw UtilLinux.become(process, words);
              },
              self.arguments());
      while (true) {
        Process.ChildChange change = self.waitFor(child.pid(), false);
        if (change != null) {
          WaitStatus status = change.status();
          if (status instanceof WaitStatus.Signalled(var signal)) {
            self.signal(signal);
            self.giveWay();
          }
          return status.shellStatus();
        }
      }
    }
  }
}
