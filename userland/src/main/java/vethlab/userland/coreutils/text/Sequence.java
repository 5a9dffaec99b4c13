package vethlab.userland.coreutils.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.text.Printf;

/// `seq`.
public final class Sequence implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    String separator = "\n";
    String format = null;
    boolean wide = false;
    List<String> numbers = new ArrayList<>(arguments);
    while (!numbers.isEmpty() && numbers.getFirst().matches("-[a-zA-Z-].*")) {
      String option = numbers.removeFirst();
      if (option.equals("--")) {
        break;
      }
      if (option.equals("-w") || option.equals("--equal-width")) {
        wide = true;
      } else if (option.startsWith("-s") || option.startsWith("--separator=")) {
        separator = value(option, 2, numbers);
      } else if (option.startsWith("-f")) {
        format = value(option, 2, numbers);
      } else {
        return ToolFiles.usage(self, "invalid option -- '" + option.charAt(1) + "'", 1);
      }
    }
    if (numbers.isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 1);
    }
    if (numbers.size() > 3) {
      return ToolFiles.usage(self, "extra operand ‘" + numbers.get(3) + "’", 1);
    }
    for (String number : numbers) {
      if (!number.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)")) {
        return ToolFiles.usage(self, "invalid floating point argument: ‘" + number + "’", 1);
      }
    }
    BigDecimal first = numbers.size() > 1 ? new BigDecimal(numbers.getFirst()) : BigDecimal.ONE;
    BigDecimal step = numbers.size() > 2 ? new BigDecimal(numbers.get(1)) : BigDecimal.ONE;
    BigDecimal last = new BigDecimal(numbers.getLast());
    if (step.signum() == 0) {
      return ToolFiles.usage(self, "invalid Zero increment value: ‘" + numbers.get(1) + "’", 1);
    }
    int scale = Math.max(first.scale(), step.scale());
    int width =
        wide
            ? Math.max(first.setScale(scale).toPlainString().length(), shown(last, scale).length())
            : 0;
    print(self, first, step, last, new Style(separator, format, scale, width));
    return 0;
  }

  private static String shown(BigDecimal number, int scale) {
    return number.setScale(scale, java.math.RoundingMode.DOWN).toPlainString();
  }

  private static String value(String option, int length, List<String> rest) {
    if (option.startsWith("--")) {
      return option.substring(option.indexOf('=') + 1);
    }
    if (option.length() > length) {
      return option.substring(length);
    }
    return rest.isEmpty() ? "" : rest.removeFirst();
  }

  private record Style(
      String separator, @org.jspecify.annotations.Nullable String format, int scale, int width) {

    String text(BigDecimal number) {
      if (format != null) {
        return Printf.print(
                format,
                List.of(number.toPlainString()),
                new Printf.Host(text -> text, java.time.Instant.EPOCH))
            .text();
      }
      String plain = number.setScale(scale).toPlainString();
      if (plain.length() >= width) {
        return plain;
      }
      boolean negative = plain.startsWith("-");
      String digits = negative ? plain.substring(1) : plain;
      return (negative ? "-" : "") + "0".repeat(width - plain.length()) + digits;
    }
  }

  private static void print(
      Process self, BigDecimal first, BigDecimal step, BigDecimal last, Style style) {
    boolean any = false;
    try (Output output = Output.of(self)) {
      for (BigDecimal n = first; inRange(n, step, last); n = n.add(step)) {
        output.print((any ? style.separator : "") + style.text(n));
        any = true;
        self.checkpoint();
      }
      if (any) {
        output.print("\n");
      }
    }
  }

  private static boolean inRange(BigDecimal n, BigDecimal step, BigDecimal last) {
    return step.signum() > 0 ? n.compareTo(last) <= 0 : n.compareTo(last) >= 0;
  }
}
