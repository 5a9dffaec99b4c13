package vethlab.userland.coreutils.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.program.WholeFile;

/// `head` and `tail`.
public final class HeadTail implements Program {

  private final boolean head;

  public HeadTail(boolean head) {
    this.head = head;
  }

  /// How much of each file.
  ///
  /// @param sign `+` and `-` before the number as given, else a blank
  private record Amount(long count, char sign, boolean octets) {}

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            oldStyle(arguments),
            head ? "c:n:qvz" : "c:fFn:qvzs:",
            "bytes=c",
            "lines=n",
            "quiet/q",
            "silent/q",
            "verbose/v",
            "follow?f",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    Amount amount = new Amount(10, ' ', false);
    boolean headers = given.operands().size() > 1;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "n", "c" -> {
          Amount wanted = amount(option.value(), option.name().equals("c"));
          if (wanted == null) {
            String what = option.name().equals("c") ? "bytes" : "lines";
            ToolFiles.complain(self, "invalid number of " + what + ": ‘" + option.value() + "’");
            return 1;
          }
          amount = wanted;
        }
        case "q" -> headers = false;
        case "v" -> headers = true;
        default -> throw new NotModelled((head ? "head -" : "tail -") + option.name());
      }
    }
    return files(self, given.operands(), amount, headers);
  }

  /// `-5` and `+5` of old are `-n 5` and `-n +5`.
  private List<String> oldStyle(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    if (!words.isEmpty() && words.getFirst().matches(head ? "-[0-9]+" : "[-+][0-9]+")) {
      String first = words.removeFirst();
      words.addFirst(first.startsWith("+") ? first : first.substring(1));
      words.addFirst("-n");
    }
    return words;
  }

  private static @org.jspecify.annotations.Nullable Amount amount(String text, boolean octets) {
    char sign = !text.isEmpty() && "+-".indexOf(text.charAt(0)) >= 0 ? text.charAt(0) : ' ';
    String digits = sign == ' ' ? text : text.substring(1);
    long unit = 1;
    if (digits.matches("[0-9]+[kKMG]B?")) {
      int base = digits.endsWith("B") ? 1000 : 1024;
      char letter = digits.replace("B", "").charAt(digits.replace("B", "").length() - 1);
      unit = letter == 'G' ? (long) base * base * base : letter == 'M' ? (long) base * base : base;
      digits = digits.replaceAll("[^0-9]", "");
    }
    return digits.matches("[0-9]{1,15}")
        ? new Amount(Long.parseLong(digits) * unit, sign, octets)
        : null;
  }

  private int files(Process self, List<String> operands, Amount amount, boolean headers) {
    int status = 0;
    boolean first = true;
    for (String name : operands.isEmpty() ? List.of("-") : operands) {
      int descriptor;
      try {
        descriptor = ToolFiles.open(self, name);
      } catch (KernelError error) {
        ToolFiles.complain(self, "cannot open '" + name + "' for reading: " + error.errno().text());
        status = 1;
        continue;
      }
      try (Output output = Output.of(self)) {
        if (headers) {
          String shown = name.equals("-") ? "standard input" : name;
          output.print((first ? "" : "\n") + "==> " + shown + " <==\n");
        }
        first = false;
        file(self, descriptor, amount, output);
      } catch (KernelError error) {
        ToolFiles.complain(self, "error reading '" + name + "': " + error.errno().text());
        status = 1;
      } finally {
        ToolFiles.close(self, descriptor);
      }
    }
    return status;
  }

  private void file(Process self, int descriptor, Amount amount, Output output) {
    if (amount.octets()) {
      octets(self, descriptor, amount, output);
    } else if (head) {
      firstLines(new LineInput(self, descriptor), amount, output);
    } else {
      lastLines(new LineInput(self, descriptor), amount, output);
    }
  }

  private static void firstLines(LineInput input, Amount amount, Output output) {
    if (amount.sign() == '-') {
      ArrayDeque<String> held = new ArrayDeque<>();
      for (String line = input.next(); line != null; line = input.next()) {
        held.add(line);
        if (held.size() > amount.count()) {
          output.print(held.removeFirst());
        }
      }
      return;
    }
    for (long i = 0; i < amount.count(); i++) {
      String line = input.next();
      if (line == null) {
        return;
      }
      output.print(line);
    }
  }

  private static void lastLines(LineInput input, Amount amount, Output output) {
    ArrayDeque<String> held = new ArrayDeque<>();
    long number = 0;
    for (String line = input.next(); line != null; line = input.next()) {
      number++;
      if (amount.sign() == '+') {
        if (number >= amount.count()) {
          output.print(line);
        }
        continue;
      }
      held.add(line);
      if (held.size() > amount.count()) {
        held.removeFirst();
      }
    }
    held.forEach(output::print);
  }

  private void octets(Process self, int descriptor, Amount amount, Output output) {
    if (head && amount.sign() != '-') {
      long left = amount.count();
      while (left > 0) {
        byte[] more = self.read(descriptor, (int) Math.min(left, 65536));
        if (more == null) {
          return;
        }
        left -= more.length;
        output.print(more);
      }
      return;
    }
    byte[] all = WholeFile.read(self, descriptor);
    int count = (int) Math.min(amount.count(), Integer.MAX_VALUE);
    int from =
        head ? 0 : amount.sign() == '+' ? Math.max(0, count - 1) : Math.max(0, all.length - count);
    int to = head ? Math.max(0, all.length - count) : all.length;
    output.print(Arrays.copyOfRange(all, Math.min(from, all.length), to));
  }
}
