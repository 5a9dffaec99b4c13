package vethlab.userland.iproute.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that iproute2 has for numbers: its own, and those in `/etc/iproute2` (`rt_names.c`).
public final class Names {

  /// The files that are looked into.
  public static final ImmutableList<String> FILES =
      ImmutableList.of("group", "rt_dsfield", "rt_protos", "rt_realms", "rt_scopes", "rt_tables");

  private static final long TABLE_MAX = 0xffff_ffffL;

  private static final ImmutableMap<Long, String> TABLES =
      ImmutableMap.of(253L, "default", 254L, "main", 255L, "local");

  private static final ImmutableMap<Long, String> SCOPES =
      ImmutableMap.of(0L, "global", 200L, "site", 253L, "link", 254L, "host", 255L, "nowhere");

  private static final ImmutableMap<Long, String> PROTOCOLS =
      ImmutableMap.<Long, String>builder()
          .put(0L, "unspec")
          .put(1L, "redirect")
          .put(2L, "kernel")
          .put(3L, "boot")
          .put(4L, "static")
          .put(8L, "gated")
          .put(9L, "ra")
          .put(10L, "mrt")
          .put(11L, "zebra")
          .put(12L, "bird")
          .put(13L, "dnrouted")
          .put(14L, "xorp")
          .put(15L, "ntk")
          .put(16L, "dhcp")
          .put(18L, "keepalived")
          .put(42L, "babel")
          .put(186L, "bgp")
          .put(187L, "isis")
          .put(188L, "ospf")
          .put(189L, "rip")
          .put(192L, "eigrp")
          .buildOrThrow();

  private final Tool tool;
  private @Nullable NameTable tables;
  private @Nullable NameTable scopes;
  private @Nullable NameTable protocols;
  private @Nullable NameTable groups;
  private @Nullable NameTable services;
  private @Nullable NameTable realms;

  /// What a file holds when it is installed.
  public static String installed(String file) {
    return Texts.configuration(file);
  }

  Names(Tool tool) {
    this.tool = tool;
  }

  // ---- Number to name ----

  public String table(long id) {
    return tables().name(id);
  }

  public String scope(int id) {
    return scopes().name(id);
  }

  public String protocol(int id) {
    return protocols().name(id);
  }

  public String group(int id) {
    return groups().name(id);
  }

  public String realm(int id) {
    return realms().name(id);
  }

  /// A type of service: `0x10` if it has no name.
  public String service(int id) {
    if (services().hasName(id)) {
      return services().name(id);
    }
    String digits = Integer.toHexString(id);
    return "0x" + (digits.length() < 2 ? "0" : "") + digits;
  }

  // ---- Name to number; null if it is neither a name nor a number that may be ----

  public @Nullable Long tableNumber(String text) {
    return tables().number(text, 0, TABLE_MAX);
  }

  public @Nullable Long scopeNumber(String text) {
    return scopes().number(text, 0, 255);
  }

  public @Nullable Long protocolNumber(String text) {
    return protocols().number(text, 0, 255);
  }

  public @Nullable Long groupNumber(String text) {
    return groups().number(text, 0, Integer.MAX_VALUE);
  }

  public @Nullable Long realmNumber(String text) {
    return realms().number(text, 0, 255);
  }

  public @Nullable Long serviceNumber(String text) {
    return services().number(text, 16, 255);
  }

  // ---- The tables, read when first asked ----

  private NameTable tables() {
    if (tables == null) {
      tables = load("rt_tables", TABLES, TABLE_MAX);
    }
    return tables;
  }

  private NameTable scopes() {
    if (scopes == null) {
      scopes = load("rt_scopes", SCOPES, 255);
    }
    return scopes;
  }

  private NameTable protocols() {
    if (protocols == null) {
      protocols = load("rt_protos", PROTOCOLS, 255);
    }
    return protocols;
  }

  private NameTable groups() {
    if (groups == null) {
      groups = load("group", ImmutableMap.of(0L, "default"), Integer.MAX_VALUE);
    }
    return groups;
  }

  private NameTable services() {
    if (services == null) {
      services = load("rt_dsfield", ImmutableMap.of(0L, "0"), 255);
    }
    return services;
  }

  private NameTable realms() {
    if (realms == null) {
      realms = load("rt_realms", ImmutableMap.of(0L, "unknown"), 255);
    }
    return realms;
  }

  private NameTable load(String file, Map<Long, String> builtIn, long largest) {
    String path = "/etc/iproute2/" + file;
    NameTable table = new NameTable(builtIn, tool.read(path), largest, tool.options().numeric());
    String corrupt = table.corrupt();
    if (corrupt != null) {
      tool.error("Database " + path + " is corrupted at " + corrupt + "\n\n");
    }
    return table;
  }
}
