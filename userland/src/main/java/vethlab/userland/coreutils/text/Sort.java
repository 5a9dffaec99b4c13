package vethlab.userland.coreutils.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;

/// `sort`, by octets as in the C locale.
public final class Sort implements Program {

  private static final int MOST = 16 << 20;

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "bcCdfghik:mMno:rRsS:t:T:uVz",
            "key=k",
            "field-separator=t",
            "numeric-sort/n",
            "reverse/r",
            "unique/u",
            "ignore-case/f",
            "ignore-leading-blanks/b",
            "version-sort/V",
            "human-numeric-sort/h",
            "stable/s",
            "output=o",
            "check?c",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 2);
    }
    ToolFiles.refuseHelp(self, given);
    String global = "";
    String separator = null;
    String target = null;
    List<String> keys = new ArrayList<>();
    boolean unique = false;
    boolean stable = false;
    boolean check = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "b", "f", "n", "r", "V", "g", "h", "d", "i" -> global += option.name();
        case "k" -> keys.add(option.value());
        case "t" -> separator = option.value().equals("\\0") ? "\0" : option.value();
        case "u" -> unique = true;
        case "s" -> stable = true;
        case "o" -> target = option.value();
        case "c" -> check = true;
        default -> throw new NotModelled("sort -" + option.name());
      }
    }
    if (separator != null && separator.length() != 1) {
      ToolFiles.complain(
          self, separator.isEmpty() ? "empty tab" : "multi-character tab ‘" + separator + "’");
      return 2;
    }
    List<SortKey> compiled = new ArrayList<>();
    for (String key : keys) {
      SortKey made = SortKey.parse(key, global, separator);
      if (made == null) {
        ToolFiles.complain(self, "invalid field specification ‘" + key + "’");
        return 2;
      }
      compiled.add(made);
    }
    if (compiled.isEmpty()) {
      compiled.add(SortKey.wholeLine(global));
    }
    List<String> lines = new ArrayList<>();
    if (!read(self, given.operands(), lines)) {
      return 2;
    }
    boolean reversed = keys.isEmpty() ? false : global.contains("r");
    Comparator<String> byKeys = comparator(compiled);
    Comparator<String> last = reversed ? Comparator.reverseOrder() : Comparator.naturalOrder();
    if (check) {
      String name = given.operands().isEmpty() ? "-" : given.operands().getFirst();
      return check(self, name, lines, byKeys);
    }
    boolean whole = keys.isEmpty() && global.replace("r", "").isEmpty();
    Comparator<String> order =
        unique || stable || whole
            ? byKeys
            : byKeys.thenComparing(
                keys.isEmpty() && global.contains("r") ? Comparator.reverseOrder() : last);
    lines.sort(order);
    return print(self, target, unique ? distinct(lines, byKeys) : lines);
  }

  private static Comparator<String> comparator(List<SortKey> keys) {
    return (left, right) -> {
      for (SortKey key : keys) {
        int order = key.compare(left, right);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private static boolean read(Process self, List<String> operands, List<String> lines) {
    long[] size = new long[1];
    return ToolFiles.each(
        self,
        operands,
        "cannot read: %s",
        (name, input) -> {
          for (String line = input.next(); line != null; line = input.next()) {
            lines.add(ToolFiles.chomp(line));
            size[0] += line.length();
            if (size[0] > MOST) {
              throw new LimitReached(LimitReached.Limit.MEMORY);
            }
          }
        });
  }

  private static int check(
      Process self, String name, List<String> lines, Comparator<String> order) {
    for (int i = 1; i < lines.size(); i++) {
      if (order.compare(lines.get(i - 1), lines.get(i)) > 0) {
        ToolFiles.complain(self, name + ":" + (i + 1) + ": disorder: " + lines.get(i));
        return 1;
      }
    }
    return 0;
  }

  private static List<String> distinct(List<String> lines, Comparator<String> order) {
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      if (kept.isEmpty() || order.compare(kept.getLast(), line) != 0) {
        kept.add(line);
      }
    }
    return kept;
  }

  private static int print(Process self, @Nullable String target, List<String> lines) {
    int descriptor = 1;
    if (target != null) {
      try {
        descriptor = ToolFiles.create(self, target, false);
      } catch (KernelError error) {
        ToolFiles.complain(self, "open failed: " + target + ": " + error.errno().text());
        return 2;
      }
    }
    try (Output output = Output.of(self, descriptor)) {
      lines.forEach(output::line);
    }
    return 0;
  }

  /// A field or a part of one, and how it is compared.
  private record SortKey(
      int field,
      int character,
      int lastField,
      int lastCharacter,
      String letters,
      @Nullable String separator) {

    static SortKey wholeLine(String letters) {
      return new SortKey(1, 1, Integer.MAX_VALUE, 0, letters, null);
    }

    /// `2`, `2,2`, `2.3,2.5n` …; null if it is none of them.
    static @Nullable SortKey parse(String text, String global, @Nullable String separator) {
      if (!text.matches(
          "[1-9][0-9]*(\\.[0-9]+)?[bdfgihnrV]*(,[1-9][0-9]*(\\.[0-9]+)?[bdfgihnrV]*)?")) {
        return null;
      }
      int comma = text.indexOf(',');
      String from = comma < 0 ? text : text.substring(0, comma);
      String to = comma < 0 ? "" : text.substring(comma + 1);
      String letters = from.replaceAll("[0-9.]", "") + to.replaceAll("[0-9.]", "");
      String[] start = from.replaceAll("[a-zA-Z]", "").split("\\.", -1);
      String[] end = to.replaceAll("[a-zA-Z]", "").split("\\.", -1);
      return new SortKey(
          Integer.parseInt(start[0]),
          start.length > 1 ? Integer.parseInt(start[1]) : 1,
          to.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(end[0]),
          end.length > 1 ? Integer.parseInt(end[1]) : 0,
          letters.isEmpty() ? global : letters,
          separator);
    }

    int compare(String left, String right) {
      String one = key(left);
      String other = key(right);
      int order;
      if (letters.contains("n") || letters.contains("g")) {
        order = number(one).compareTo(number(other));
      } else if (letters.contains("h")) {
        order = human(one).compareTo(human(other));
      } else if (letters.contains("V")) {
        order = VersionOrder.compare(one, other);
      } else if (letters.contains("f")) {
        order =
            one.toUpperCase(java.util.Locale.ROOT)
                .compareTo(other.toUpperCase(java.util.Locale.ROOT));
      } else {
        order = one.compareTo(other);
      }
      return letters.contains("r") ? -order : order;
    }

    private String key(String line) {
      int start = fieldStart(line, field);
      if (letters.contains("b")) {
        start = skipBlanks(line, start);
      }
      start = Math.min(line.length(), start + character - 1);
      int end = line.length();
      if (lastField != Integer.MAX_VALUE) {
        int begin = fieldStart(line, lastField);
        if (letters.contains("b") && lastCharacter > 0) {
          begin = skipBlanks(line, begin);
        }
        end =
            lastCharacter == 0
                ? fieldEnd(line, begin)
                : Math.min(line.length(), begin + lastCharacter);
      }
      return start < end ? line.substring(start, end) : "";
    }

    private int fieldStart(String line, int wanted) {
      int at = 0;
      for (int i = 1; i < wanted && at < line.length(); i++) {
        at = fieldEnd(line, at);
        if (separator != null && at < line.length()) {
          at++;
        }
      }
      return at;
    }

    /// Where the field that begins here ends; blanks before a field belong to it.
    private int fieldEnd(String line, int from) {
      int at = from;
      if (separator != null) {
        int end = line.indexOf(separator, from);
        return end < 0 ? line.length() : end;
      }
      at = skipBlanks(line, at);
      while (at < line.length() && !isBlank(line.charAt(at))) {
        at++;
      }
      return at;
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t';
    }

    private static int skipBlanks(String line, int from) {
      int at = from;
      while (at < line.length() && isBlank(line.charAt(at))) {
        at++;
      }
      return at;
    }

    private static BigDecimal number(String text) {
      String stripped = text.stripLeading();
      int end = 0;
      boolean point = false;
      while (end < stripped.length()) {
        char c = stripped.charAt(end);
        if (c == '.' && !point) {
          point = true;
        } else if (!Character.isDigit(c) && !(c == '-' && end == 0)) {
          break;
        }
        end++;
      }
      String digits = stripped.substring(0, end);
      return digits.matches("-?[0-9]*\\.?[0-9]*") && digits.matches(".*[0-9].*")
          ? new BigDecimal(digits.endsWith(".") ? digits + "0" : digits)
          : BigDecimal.ZERO;
    }

    private static BigDecimal human(String text) {
      BigDecimal number = number(text);
      String unit = text.strip().replaceFirst("^-?[0-9.]+", "");
      int power = unit.isEmpty() ? 0 : "KMGTPE".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
      return number.multiply(BigDecimal.valueOf(1024).pow(Math.max(0, power)));
    }
  }
}
