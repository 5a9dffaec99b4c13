package vethlab.userland.kmod;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vethlab.simulator.device.KernelModules;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;

/// `modprobe`, `rmmod` and `lsmod`: one program that goes by its name.
public final class Kmod {

  private Kmod() {}

  /// Loads a module and what it needs, or takes it out.
  public static final class Modprobe implements Program {

    @Override
    public int run(Process self, List<String> arguments) {
      GetOpt given =
          GetOpt.parse(
              arguments,
              "arnvqsfb",
              "all/a",
              "remove/r",
              "dry-run/n",
              "verbose/v",
              "quiet/q",
              "syslog/s",
              "use-blacklist/b",
              "first-time",
              "show-depends",
              "resolve-alias");
      if (given.problem() != null) {
        self.complain(Called.as(self) + ": " + given.problem());
        return 1;
      }
      boolean all = false;
      boolean remove = false;
      boolean dry = false;
      boolean verbose = false;
      for (GetOpt.Option option : given.options()) {
        switch (option.name()) {
          case "a" -> all = true;
          case "r" -> remove = true;
          case "n" -> dry = true;
          case "v" -> verbose = true;
          case "q", "s", "b" -> {}
          default -> throw new NotModelled("modprobe --" + option.name());
        }
      }
      List<String> names = given.operands();
      if (names.isEmpty()) {
        self.complain("modprobe: ERROR: missing parameters. See -h.");
        return 1;
      }
      if (names.size() > 1 && !all && !remove) {
        throw new NotModelled("parameters of the kernel module " + names.getFirst());
      }
      for (String name : names) {
        KnownModule module = find(name);
        if (remove) {
          unload(self, module);
        } else {
          load(self, module, dry, verbose);
        }
      }
      return 0;
    }

    private static void load(Process self, KnownModule module, boolean dry, boolean verbose) {
      KernelModules modules = self.table().core().modules();
      if (modules.isLoaded(module.name())) {
        return;
      }
      for (String need : module.needs()) {
        load(self, find(need), dry, verbose);
      }
      if (verbose) {
        String directory = "/lib/modules/" + self.table().core().profile().release() + "/kernel/";
        self.printLine("insmod " + directory + module.path() + "/" + module.name() + ".ko ");
      }
      if (!dry) {
        modules.load(module.name());
      }
    }
  }

  /// Takes modules out.
  public static final class Rmmod implements Program {

    @Override
    public int run(Process self, List<String> arguments) {
      GetOpt given = GetOpt.parse(arguments, "fsvw", "force/f", "syslog/s", "verbose/v");
      if (given.problem() != null) {
        self.complain(Called.as(self) + ": " + given.problem());
        return 1;
      }
      if (given.operands().isEmpty()) {
        self.complain("rmmod: ERROR: missing module name.");
        return 1;
      }
      int status = 0;
      for (String name : given.operands()) {
        KnownModule module = KnownModule.named(name);
        if (module == null || !self.table().core().modules().isLoaded(module.name())) {
          self.complain("rmmod: ERROR: Module " + name + " is not currently loaded");
          status = 1;
        } else {
          unload(self, module);
        }
      }
      return status;
    }
  }

  /// Lists the loaded modules.
  public static final class Lsmod implements Program {

    @Override
    public int run(Process self, List<String> arguments) {
      if (!arguments.isEmpty()) {
        self.complain("Usage: lsmod");
        return 1;
      }
      StringBuilder text = new StringBuilder("Module                  Size  Used by\n");
      ImmutableList<String> loaded = self.table().core().modules().loaded();
      for (String name : loaded.reverse()) {
        KnownModule module = find(name);
        ImmutableList<String> users = module.users(loaded);
        text.append(
            String.format(Locale.ROOT, "%-19s %8d  %d", name, module.octets(), users.size()));
        text.append(users.isEmpty() ? "" : " " + String.join(",", users)).append('\n');
      }
      self.write(1, text.toString());
      return 0;
    }
  }

  /// Modules that are not in our list may well be in Debian's.
  private static KnownModule find(String name) {
    KnownModule module = KnownModule.named(name);
    if (module == null) {
      throw new NotModelled("the kernel module " + name);
    }
    return module;
  }

  private static void unload(Process self, KnownModule module) {
    KernelModules modules = self.table().core().modules();
    if (KnownModule.AT_START.contains(module.name())) {
      throw new NotModelled("taking out the kernel module " + module.name());
    }
    List<String> users = new ArrayList<>(module.users(modules.loaded()));
    if (!users.isEmpty()) {
      throw new NotModelled("taking out a kernel module that others need");
    }
    modules.unload(module.name());
  }
}
