package vethlab.userland.iproute.command;

import org.jspecify.annotations.Nullable;

/// The users and groups of the machine (`getpwnam`, `getpwuid`, `getgrnam`, `getgrgid`).
public enum Accounts {
  USERS("/etc/passwd"),
  GROUPS("/etc/group");

  private final String file;

  Accounts(String file) {
    this.file = file;
  }

  /// The number of a name, or null.
  public @Nullable Long number(Tool tool, String name) {
    String[] entry = find(tool, 0, name);
    return entry == null ? null : Numbers.unsigned(entry[2], 32);
  }

  /// The name of a number, or null.
  public @Nullable String name(Tool tool, long number) {
    String[] entry = find(tool, 2, Long.toString(number));
    return entry == null ? null : entry[0];
  }

  private String @Nullable [] find(Tool tool, int field, String wanted) {
    String text = tool.read(file);
    if (text != null) {
      for (String line : text.lines().toList()) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && fields[field].equals(wanted)) {
          return fields;
        }
      }
    }
    return null;
  }
}
