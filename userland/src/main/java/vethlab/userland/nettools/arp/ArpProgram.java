package vethlab.userland.nettools.arp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.neighbour.ProxyNeighbour;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.nettools.NetTools;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Resolver;
import vethlab.userland.program.WholeFile;

/// `arp`: shows and changes the neighbours of IPv4 (`arp.c`).
public final class ArpProgram implements Program {

  private static final int FAILED = 255;

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "A:H:adfp:nsei:t:vh?DNV",
            "verbose/v",
            "version/V",
            "all/a",
            "delete/d",
            "file/f",
            "numeric/n",
            "set/s",
            "protocol=A",
            "hw-type=H",
            "device=i",
            "help/h",
            "use-device/D",
            "symbolic/N");
    if (given.problem() != null) {
      self.complain(Called.as(self) + ": " + given.problem());
      throw NetTools.usage("arp");
    }
    return new Call(self).run(given);
  }

  /// One call.
  private static final class Call {
    private final Process self;
    private char what = 'l';
    private boolean all;
    private boolean linuxStyle;
    private boolean numeric;
    private boolean useDevice;
    private boolean verbose;
    private boolean hardwareGiven;
    private @Nullable String device;

    Call(Process self) {
      this.self = self;
    }

    int run(GetOpt given) {
      for (GetOpt.Option option : given.options()) {
        if (option.name().equals("V")) {
          self.printLine(NetTools.RELEASE);
          self.write(1, NetTools.features("+I18N +SELINUX", "(ether) "));
          return 0;
        }
        take(option);
      }
      List<String> words = given.operands();
      String first = words.isEmpty() ? null : words.getFirst();
      return switch (what) {
        case 'l' -> {
          linuxStyle = true;
          yield show(first);
        }
        case 'a' -> show(first);
        case 'f' -> fromFile(first == null ? "/etc/ethers" : first);
        case 'd' -> change(words).delete();
        default -> change(words).set();
      };
    }

    private ArpChange change(List<String> words) {
      return new ArpChange(self, words, device, useDevice, verbose);
    }

    private void take(GetOpt.Option option) {
      switch (option.name()) {
        case "a" -> {
          what = 'a';
          all = true;
        }
        case "f", "d", "s" -> what = option.name().charAt(0);
        case "e" -> linuxStyle = true;
        case "n" -> numeric = true;
        case "D" -> useDevice = true;
        case "N" -> self.complain("arp: -N not yet supported.");
        case "v" -> verbose = true;
        case "A", "p" -> {
          if (!option.value().equals("inet")) {
            self.complain("arp: " + option.value() + ": unknown address family.");
            throw self.exit(FAILED);
          }
        }
        case "H", "t" -> {
          if (!option.value().equals("ether")) {
            self.complain("arp: " + option.value() + ": unknown hardware type.");
            throw self.exit(FAILED);
          }
          hardwareGiven = true;
        }
        case "i" -> device = option.value();
        default -> throw NetTools.usage("arp");
      }
    }

    private int fromFile(String path) {
      String text;
      try {
        text = new String(WholeFile.read(self, path), StandardCharsets.UTF_8);
      } catch (KernelError error) {
        self.complain("arp: cannot open etherfile " + path + " !");
        return FAILED;
      }
      int number = 0;
      for (String line : text.lines().toList()) {
        number++;
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        List<String> words = List.of(line.strip().split("[ \t]+", -1));
        String where = " on line " + number + " of etherfile " + path + " !";
        if (words.size() < 2) {
          self.complain("arp: format error" + where);
          continue;
        }
        List<String> ordered =
            words.getFirst().indexOf(':') >= 0 ? List.of(words.get(1), words.getFirst()) : words;
        if (change(ordered).set() != 0) {
          self.complain("arp: cannot set entry" + where);
        }
      }
      return 0;
    }

    // ---- Showing ----

    private record Entry(
        String address,
        boolean complete,
        boolean permanent,
        boolean published,
        String mac,
        String device) {}

    private List<Entry> entries() {
      List<Entry> entries = new ArrayList<>();
      for (Neighbour each : self.network().ipv4().neighbours().all()) {
        NudState state = each.state();
        if (state != NudState.NOARP) {
          entries.add(
              new Entry(
                  each.address().toString(),
                  state.isValid(),
                  state == NudState.PERMANENT,
                  false,
                  each.mac().toString(),
                  each.device().name()));
        }
      }
      for (ProxyNeighbour each : self.network().ipv4().neighbours().proxies()) {
        Integer index = each.device();
        NetDevice on = index == null ? null : self.network().devices().find(index);
        entries.add(
            new Entry(
                each.address().toString(), false, true, true, "", on == null ? "*" : on.name()));
      }
      return entries;
    }

    private int show(@Nullable String name) {
      String wanted = null;
      if (name != null) {
        Ipv4Address found = ArpChange.resolve(self, name);
        if (found == null) {
          NetTools.lookupFailed(self, name);
          return FAILED;
        }
        wanted = found.toString();
      }
      StringBuilder text = new StringBuilder();
      List<Entry> entries = entries();
      int shown = 0;
      for (Entry entry : entries) {
        if ((wanted != null && !wanted.equals(entry.address))
            || (device != null && !device.equals(entry.device))) {
          continue;
        }
        if (linuxStyle) {
          text.append(shown == 0 ? TITLES : "").append(row(entry));
        } else {
          text.append(sentence(entry));
        }
        shown++;
      }
      if (verbose) {
        text.append("Entries: ").append(entries.size());
        text.append("\tSkipped: ").append(entries.size() - shown);
        text.append("\tFound: ").append(shown).append('\n');
      }
      if (shown == 0 && wanted != null && !all) {
        text.append(name).append(" (").append(wanted).append(") -- no entry\n");
      } else if (shown == 0 && (hardwareGiven || wanted != null || device != null)) {
        text.append("arp: in ").append(entries.size()).append(" entries no match found.\n");
      }
      self.write(1, text.toString());
      return 0;
    }

    private static final String TITLES =
        "Address                  HWtype  HWaddress           Flags Mask            Iface\n";

    private String name(Entry entry) {
      String found = numeric ? null : new Resolver(self).nameOf(Ipv4Address.parse(entry.address));
      return found == null ? "?" : found;
    }

    private String row(Entry entry) {
      String name = name(entry);
      String kind = entry.complete ? "ether" : entry.published ? "*" : "";
      String address =
          entry.complete ? entry.mac : entry.published ? "<from_interface>" : "(incomplete)";
      String flags =
          (entry.complete ? "C" : "") + (entry.permanent ? "M" : "") + (entry.published ? "P" : "");
      return String.format(
          Locale.ROOT,
          "%-23.23s  %-8.8s%-20.20s%-6.6s%-15.15s %s\n",
          name.equals("?") ? entry.address : name,
          kind,
          address,
          flags,
          "",
          entry.device);
    }

    private String sentence(Entry entry) {
      String address =
          entry.complete
              ? entry.mac + " [ether]"
              : entry.published ? "<from_interface>" : "<incomplete>";
      return name(entry)
          + " ("
          + entry.address
          + ") at "
          + address
          + " "
          + (entry.permanent ? "PERM " : "")
          + (entry.published ? "PUB " : "")
          + "on "
          + entry.device
          + "\n";
    }
  }
}
