package vethlab.userland.utillinux;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.procfs.NamespaceFile.Space;
import vethlab.userland.procfs.NamespaceKind;
import vethlab.userland.program.GetOpt;

/// `lsns`: the namespaces that processes are in (`lsns.c`).
public final class Lsns implements Program {

  private static final long USER_NAMESPACE_INODE = 4026531837L;

  /// What a column shows of a namespace and the process that stands for it.
  private enum Field {
    NS(10, true, true),
    TYPE(5, false, false),
    PATH(0, false, false),
    NPROCS(5, true, true),
    PID(5, true, true),
    PPID(5, true, true),
    COMMAND(0, false, false),
    UID(0, true, true),
    USER(0, false, false),
    NETNSID(0, true, false),
    NSFS(0, false, false),
    PNS(10, true, true),
    ONS(10, true, true);

    private final int hint;
    private final boolean right;
    private final boolean number;

    Field(int hint, boolean right, boolean number) {
      this.hint = hint;
      this.right = right;
      this.number = number;
    }

    ColumnTable.Column column() {
      return new ColumnTable.Column(name(), hint, right, number);
    }
  }

  /// A namespace and the processes in it, by pid.
  private record Members(Space space, List<Process> processes) {}

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "JlPp:o:nruhVt:T::W",
            "json/J",
            "task=p",
            "help/h",
            "output=o",
            "output-all",
            "version/V",
            "noheadings/n",
            "nowrap/W",
            "list/l",
            "raw/r",
            "notruncate/u",
            "type=t",
            "tree?T");
    if (given.problem() != null) {
      return UtilLinux.refuse(self, given.problem());
    }
    return new Listing(self).run(given);
  }

  /// One call in progress.
  private static final class Listing {
    private final Process self;
    private final Set<NamespaceKind> kinds = EnumSet.noneOf(NamespaceKind.class);
    private final List<Field> fields = new ArrayList<>();
    private @Nullable String fieldList;
    private int task;
    private long inode;
    private boolean json;
    private boolean raw;
    private boolean headings = true;
    private boolean wrap = true;
    private boolean tree = true;

    Listing(Process self) {
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
      if (!given.operands().isEmpty()) {
        if (task != 0) {
          throw UtilLinux.fail(self, "--task is mutually exclusive with <namespace>");
        }
        inode = number(given.operands().getFirst(), "invalid namespace argument");
      }
      boolean networksOnly = kinds.contains(NamespaceKind.NET);
      if (kinds.isEmpty()) {
        kinds.addAll(EnumSet.allOf(NamespaceKind.class));
      }
      chooseFields(networksOnly);
      ColumnTable table =
          new ColumnTable(
              fields.stream().map(Field::column).toList(),
              tree ? fields.indexOf(Field.COMMAND) : -1);
      if (inode != 0) {
        listProcesses(table);
      } else {
        listNamespaces(table);
      }
      self.write(1, print(table));
      return 0;
    }

    private void take(GetOpt.Option option) {
      switch (option.name()) {
        case "t" -> {
          NamespaceKind kind = NamespaceKind.ofWord(option.value());
          if (kind == null) {
            throw UtilLinux.fail(self, "unknown namespace type: " + option.value());
          }
          kinds.add(kind);
        }
        case "p" -> task = (int) number(option.value(), "invalid PID argument");
        case "o" -> fieldList = option.value();
        case "output-all" -> {
          fields.addAll(List.of(Field.values()));
          tree = false;
        }
        case "J" -> json = true;
        case "l" -> tree = false;
        case "n" -> headings = false;
        case "r" -> raw = true;
        case "W" -> wrap = false;
        case "u" -> {} // nothing is cut off here anyway
        case "T" -> throw new NotModelled("lsns --tree");
        default -> throw UtilLinux.fail(self, "invalid option -- '" + option.name() + "'");
      }
    }

    private long number(String text, String message) {
      try {
        return Long.parseLong(text.strip());
      } catch (NumberFormatException malformed) {
        throw UtilLinux.fail(self, message + ": '" + text + "'");
      }
    }

    private void chooseFields(boolean networksOnly) {
      String list = fieldList;
      if (fields.isEmpty() && (list == null || list.startsWith("+"))) {
        if (inode != 0) {
          fields.addAll(List.of(Field.PID, Field.PPID, Field.USER, Field.COMMAND));
        } else {
          fields.addAll(List.of(Field.NS, Field.TYPE, Field.NPROCS, Field.PID, Field.USER));
          if (networksOnly) {
            fields.addAll(List.of(Field.NETNSID, Field.NSFS));
          }
          fields.add(Field.COMMAND);
        }
      }
      if (list == null) {
        return;
      }
      if (!list.startsWith("+")) {
        fields.clear();
      }
      for (String name : Splitter.on(',').split(list.startsWith("+") ? list.substring(1) : list)) {
        fields.add(fieldOf(name));
      }
    }

    private Field fieldOf(String name) {
      for (Field field : Field.values()) {
        if (field.name().equals(name.toUpperCase(Locale.ROOT))) {
          return field;
        }
      }
      throw UtilLinux.fail(self, "unknown column: " + name);
    }

    // ---- What there is ----

    private Map<Long, Members> namespaces() {
      Map<Long, Members> found = new TreeMap<>();
      for (Process process : self.table().all()) {
        if (!process.isAlive()) {
          continue;
        }
        for (NamespaceKind kind : kinds) {
          Space space = Space.of(process, kind);
          found
              .computeIfAbsent(space.inode(), key -> new Members(space, new ArrayList<>()))
              .processes
              .add(process);
        }
      }
      return found;
    }

    private void listNamespaces(ColumnTable table) {
      Map<Integer, ColumnTable.Row> rows = new HashMap<>();
      for (Members members : namespaces().values()) {
        Process first = members.processes.getFirst();
        if (task == 0 || members.processes.stream().anyMatch(each -> each.pid() == task)) {
          ColumnTable.Row parent = rows.get(first.parent());
          rows.put(first.pid(), table.add(parent, cells(members, first)));
        }
      }
    }

    private void listProcesses(ColumnTable table) {
      Members members = namespaces().get(inode);
      if (members == null) {
        throw UtilLinux.fail(self, "not found namespace: " + inode);
      }
      Map<Integer, ColumnTable.Row> rows = new HashMap<>();
      for (Process process : members.processes) {
        rows.put(process.pid(), table.add(rows.get(process.parent()), cells(members, process)));
      }
    }

    private List<@Nullable String> cells(Members members, Process process) {
      List<@Nullable String> cells = new ArrayList<>();
      fields.forEach(field -> cells.add(cell(field, members, process)));
      return cells;
    }

    private @Nullable String cell(Field field, Members members, Process process) {
      Space space = members.space;
      return switch (field) {
        case NS -> Long.toString(space.inode());
        case TYPE -> space.kind().word();
        case PATH -> "/proc/" + process.pid() + "/ns/" + space.kind().word();
        case NPROCS -> Integer.toString(members.processes.size());
        case PID -> Integer.toString(process.pid());
        case PPID -> Integer.toString(process.parent());
        case COMMAND -> String.join(" ", process.arguments());
        case UID -> "0";
        case USER -> "root";
        case NETNSID -> space instanceof Space.Network network ? number(network) : null;
        case NSFS -> space instanceof Space.Network network ? mountPoints(network) : null;
        case PNS -> "0";
        case ONS -> Long.toString(USER_NAMESPACE_INODE);
      };
    }

    /// By which number the namespace is known here.
    private String number(Space.Network network) {
      Integer id = self.network().peerIds().find(network.namespace().devices());
      return id == null ? "unassigned" : id.toString();
    }

    private @Nullable String mountPoints(Space.Network network) {
      ImmutableList<String> paths =
          self.table().namespaces().named().entrySet().stream()
              .filter(each -> each.getValue() == network.namespace())
              .map(each -> "/run/netns/" + each.getKey())
              .collect(ImmutableList.toImmutableList());
      return paths.isEmpty() ? null : String.join("\n", paths);
    }

    private String print(ColumnTable table) {
      if (json) {
        return table.json("namespaces");
      }
      if (table.isEmpty()) {
        return "";
      }
      return raw ? table.raw(headings) : table.text(headings, wrap);
    }
  }
}
