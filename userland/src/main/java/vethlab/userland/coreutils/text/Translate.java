package vethlab.userland.coreutils.text;

import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.text.Escapes;

/// `tr`: octets translated, deleted, squeezed.
public final class Translate implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "+cCdst",
            "complement/c",
            "delete/d",
            "squeeze-repeats/s",
            "truncate-set1/t",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean complement = has(given, "c") || has(given, "C");
    boolean delete = has(given, "d");
    boolean squeeze = has(given, "s");
    List<String> sets = given.operands();
    if (sets.isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    int least = delete == squeeze ? 2 : 1;
    if (sets.size() < least) {
      ToolFiles.complain(self, "missing operand after ‘" + sets.getLast() + "’");
      self.complain(
          delete
              ? "Two strings must be given when both deleting and squeezing repeats."
              : "Two strings must be given when translating.");
      self.complain("Try 'tr --help' for more information.");
      return 1;
    }
    int most = delete && !squeeze ? 1 : 2;
    if (sets.size() > most) {
      ToolFiles.complain(self, "extra operand ‘" + sets.get(most) + "’");
      if (delete) {
        self.complain("Only one string may be given when deleting without squeezing repeats.");
      }
      self.complain("Try 'tr --help' for more information.");
      return 1;
    }
    String first = expand(sets.getFirst());
    String second = sets.size() > 1 ? expand(sets.get(1)) : "";
    if (complement) {
      first = complement(first);
    }
    boolean translate = !delete && sets.size() > 1;
    if (translate && second.isEmpty()) {
      ToolFiles.complain(self, "when not truncating set1, string2 must be non-empty");
      return 1;
    }
    Table table = new Table(first, translate ? padded(second, first.length()) : "", delete);
    String squeezed = squeeze ? (sets.size() > 1 ? second : first) : "";
    run(self, table, squeezed);
    return 0;
  }

  private static boolean has(GetOpt given, String name) {
    return given.options().stream().anyMatch(option -> option.name().equals(name));
  }

  private static String padded(String set, int length) {
    return set.length() >= length
        ? set
        : set + String.valueOf(set.charAt(set.length() - 1)).repeat(length - set.length());
  }

  private static String complement(String set) {
    StringBuilder others = new StringBuilder();
    for (char c = 0; c < 256; c++) {
      if (set.indexOf(c) < 0) {
        others.append(c);
      }
    }
    return others.toString();
  }

  private record Table(String from, String to, boolean delete) {}

  private static void run(Process self, Table table, String squeezed) {
    int[] map = new int[256];
    for (int i = 0; i < 256; i++) {
      int at = table.from.lastIndexOf(i);
      map[i] = at < 0 ? i : table.delete ? -1 : table.to.isEmpty() ? i : table.to.charAt(at);
    }
    int before = -1;
    try (Output output = Output.of(self)) {
      for (byte[] more = self.read(0, 65536); more != null; more = self.read(0, 65536)) {
        byte[] changed = new byte[more.length];
        int length = 0;
        for (byte octet : more) {
          int made = map[octet & 0xff];
          if (made < 0 || (made == before && squeezed.indexOf(made) >= 0)) {
            continue;
          }
          changed[length++] = (byte) made;
          before = made;
        }
        output.print(java.util.Arrays.copyOf(changed, length));
      }
    }
  }

  /// A set with its ranges, classes and backslashes filled in.
  private static String expand(String source) {
    String text =
        Escapes.decode(source.replace("\\-", "\\055"), Escapes.Dialect.PRINTF_FORMAT).text();
    StringBuilder set = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0xff) {
        throw new NotModelled("tr with characters of more than one octet");
      }
      if (text.startsWith("[:", i) && text.indexOf(":]", i) > 0) {
        int end = text.indexOf(":]", i);
        set.append(characterClass(text.substring(i + 2, end)));
        i = end + 1;
      } else if (i + 2 < text.length() && text.charAt(i + 1) == '-') {
        for (char each = c; each <= text.charAt(i + 2); each++) {
          set.append(each);
        }
        i += 2;
      } else {
        set.append(c);
      }
    }
    return set.toString();
  }

  private static String characterClass(String name) {
    StringBuilder set = new StringBuilder();
    for (char c = 0; c < 128; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      boolean in =
          switch (name) {
            case "alpha" -> letter;
            case "digit" -> digit;
            case "alnum" -> letter || digit;
            case "upper" -> c >= 'A' && c <= 'Z';
            case "lower" -> c >= 'a' && c <= 'z';
            case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
            case "blank" -> c == ' ' || c == '\t';
            case "punct" -> c > ' ' && c < 127 && !letter && !digit;
            case "print" -> c >= ' ' && c < 127;
            case "graph" -> c > ' ' && c < 127;
            case "cntrl" -> c < ' ' || c == 127;
            case "xdigit" -> Character.digit(c, 16) >= 0;
            default -> throw new NotModelled("tr [:" + name + ":]");
          };
      if (in) {
        set.append(c);
      }
    }
    return set.toString();
  }
}
