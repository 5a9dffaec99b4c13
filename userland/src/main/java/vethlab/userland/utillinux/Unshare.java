package vethlab.userland.utillinux;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Namespaces;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.Signal;
import vethlab.simulator.process.WaitStatus;
import vethlab.userland.program.GetOpt;

/// `unshare`: runs a program in new namespaces (`unshare.c`). Network, UTS and mount namespaces are
/// modelled.
public final class Unshare implements Program {

  private static final Set<String> PROPAGATIONS = Set.of("slave", "shared", "private", "unchanged");

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "+fhVmuinpCTUrR:w:S:G:c",
            "help/h",
            "version/V",
            "mount?m",
            "uts?u",
            "ipc?i",
            "net?n",
            "pid?p",
            "user?U",
            "cgroup?C",
            "time?T",
            "fork/f",
            "kill-child?",
            "mount-proc?",
            "map-user=",
            "map-users=",
            "map-group=",
            "map-groups=",
            "map-root-user/r",
            "map-current-user/c",
            "map-auto",
            "propagation=",
            "setgroups=",
            "keep-caps",
            "setuid=S",
            "setgid=G",
            "root=R",
            "wd=w",
            "monotonic=",
            "boottime=");
    if (given.problem() != null) {
      return UtilLinux.refuse(self, given.problem());
    }
    Set<String> kinds = new TreeSet<>();
    boolean fork = false;
    String directory = null;
    for (GetOpt.Option option : given.options()) {
      Integer answered = UtilLinux.answer(self, option);
      if (answered != null) {
        return answered;
      }
      switch (option.name()) {
        case "n", "u", "m" -> {
          if (option.argument() != null) {
            throw new NotModelled("unshare with a file that holds the namespace");
          }
          kinds.add(option.name());
        }
        case "f" -> fork = true;
        case "w" -> directory = option.value();
        case "propagation" -> {
          if (!PROPAGATIONS.contains(option.value())) {
            throw UtilLinux.fail(self, "unsupported propagation mode: " + option.value());
          }
        }
        default ->
            throw new NotModelled(
                "unshare " + (option.name().length() == 1 ? "-" : "--") + option.name());
      }
    }
    unshare(self, kinds);
    if (fork) {
      return runInChild(self, directory, given.operands());
    }
    enter(self, directory);
    throw UtilLinux.become(self, given.operands());
  }

  /// The new namespaces get their inodes in the kernel's order (`create_new_namespaces`).
  private static void unshare(Process self, Set<String> kinds) {
    Namespaces namespaces = self.table().namespaces();
    if (kinds.contains("m")) {
      self.setMounts(namespaces.createMounts(self.mounts().sysfs()));
    }
    if (kinds.contains("u")) {
      self.setUts(namespaces.createUts(self.uts().hostname()));
    }
    if (kinds.contains("n")) {
      self.setNetwork(namespaces.createNetwork());
    }
  }

  private static void enter(Process self, @Nullable String directory) {
    if (directory == null) {
      return;
    }
    try {
      UtilLinux.enterDirectory(self, directory);
    } catch (KernelError error) {
      throw UtilLinux.fail(self, "cannot chdir to '" + directory + "'", error);
    }
  }

  private static int runInChild(Process self, @Nullable String directory, List<String> words) {
    Process child =
        self.spawn(
            (process, none) -> {
              enter(process, directory);
              throw UtilLinux.become(process, words);
            },
            self.arguments());
    self.onSignal(Signal.SIGINT, Process.IGNORE);
    self.onSignal(Signal.SIGTERM, Process.IGNORE);
    while (true) {
      Process.ChildChange change = self.waitFor(child.pid(), false);
      if (change != null) {
        return end(self, change.status());
      }
    }
  }

  /// Ends as the child did.
  private static int end(Process self, WaitStatus status) {
    if (status instanceof WaitStatus.Signalled(Signal signal)) {
      if (signal == Signal.SIGKILL) {
        // It tries to restore the default of a signal that has no other, and is refused.
        self.complain("unshare: sigprocmask unblock failed: Invalid argument");
        return 1;
      }
      self.onSignal(signal, null);
      self.signal(signal);
      self.giveWay();
    }
    return status.shellStatus();
  }
}
