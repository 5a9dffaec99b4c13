package vethlab.userland.coreutils.system;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.Output;
import vethlab.userland.program.ToolFiles;
import vethlab.userland.text.Regex;

/// `expr`.
public final class Expr implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    List<String> words =
        !arguments.isEmpty() && arguments.getFirst().equals("--")
            ? arguments.subList(1, arguments.size())
            : arguments;
    if (words.isEmpty()) {
      return ToolFiles.usage(self, "missing operand", 2);
    }
    String value;
    try {
      value = new Evaluation(words).run();
    } catch (Fault fault) {
      ToolFiles.complain(self, String.valueOf(fault.getMessage()));
      return 2;
    }
    Output.of(self).line(value).flush();
    return isNull(value) ? 1 : 0;
  }

  private static boolean isNull(String value) {
    return value.isEmpty() || value.matches("-?0+");
  }

  private static final class Fault extends RuntimeException {
    Fault(String message) {
      super(message, null, false, false);
    }
  }

  /// The words read from left to right, from the loosest operator to the tightest.
  private static final class Evaluation {
    private final List<String> words;
    private int at;

    Evaluation(List<String> words) {
      this.words = words;
    }

    String run() {
      String value = or();
      if (at < words.size()) {
        throw new Fault("syntax error: unexpected argument ‘" + words.get(at) + "’");
      }
      return value;
    }

    private @Nullable String take(String... operators) {
      if (at < words.size()) {
        for (String operator : operators) {
          if (words.get(at).equals(operator)) {
            at++;
            return operator;
          }
        }
      }
      return null;
    }

    private String or() {
      String left = and();
      while (take("|") != null) {
        String right = and();
        left = !isNull(left) ? left : isNull(right) ? "0" : right;
      }
      return left;
    }

    private String and() {
      String left = comparison();
      while (take("&") != null) {
        String right = comparison();
        left = isNull(left) || isNull(right) ? "0" : left;
      }
      return left;
    }

    private String comparison() {
      String left = sum();
      while (true) {
        String operator = take("<", "<=", "=", "==", "!=", ">=", ">");
        if (operator == null) {
          return left;
        }
        String right = sum();
        int order =
            isNumber(left) && isNumber(right)
                ? new BigInteger(left).compareTo(new BigInteger(right))
                : left.compareTo(right);
        boolean holds =
            switch (operator) {
              case "<" -> order < 0;
              case "<=" -> order <= 0;
              case ">=" -> order >= 0;
              case ">" -> order > 0;
              case "!=" -> order != 0;
              default -> order == 0;
            };
        left = holds ? "1" : "0";
      }
    }

    private static boolean isNumber(String text) {
      return text.matches("-?[0-9]+");
    }

    private static BigInteger number(String text) {
      if (!isNumber(text)) {
        throw new Fault("non-integer argument");
      }
      return new BigInteger(text);
    }

    private String sum() {
      String left = product();
      while (true) {
        String operator = take("+", "-");
        if (operator == null) {
          return left;
        }
        BigInteger one = number(left);
        BigInteger other = number(product());
        left = (operator.equals("+") ? one.add(other) : one.subtract(other)).toString();
      }
    }

    private String product() {
      String left = match();
      while (true) {
        String operator = take("*", "/", "%");
        if (operator == null) {
          return left;
        }
        BigInteger one = number(left);
        BigInteger other = number(match());
        if (!operator.equals("*") && other.signum() == 0) {
          throw new Fault("division by zero");
        }
        BigInteger value =
            switch (operator) {
              case "*" -> one.multiply(other);
              case "/" -> one.divide(other);
              default -> one.remainder(other);
            };
        left = value.toString();
      }
    }

    private String match() {
      String left = operand();
      while (take(":") != null) {
        left = match(left, operand());
      }
      return left;
    }

    private static String match(String text, String pattern) {
      Matcher matcher = Regex.basic(pattern, false).matcher(text);
      boolean found = matcher.lookingAt();
      if (matcher.groupCount() > 0) {
        String group = found ? matcher.group(1) : "";
        return group == null ? "" : group;
      }
      return Integer.toString(found ? matcher.end() : 0);
    }

    private String operand() {
      if (at >= words.size()) {
        throw new Fault("syntax error: missing argument after ‘" + words.getLast() + "’");
      }
      String word = words.get(at++);
      switch (word) {
        case "(" -> {
          String value = or();
          if (take(")") == null) {
            throw new Fault("syntax error: expecting ')' after ‘" + words.get(at - 1) + "’");
          }
          return value;
        }
        case "length" -> {
          return at < words.size() ? Integer.toString(operand().length()) : word;
        }
        case "substr" -> {
          String text = operand();
          int from = number(operand()).intValue();
          int length = number(operand()).intValue();
          int start = Math.max(0, from - 1);
          int end = Math.min(text.length(), start + Math.max(0, length));
          return from < 1 || start >= end ? "" : text.substring(start, end);
        }
        case "index" -> {
          String text = operand();
          String characters = operand();
          for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
              return Integer.toString(i + 1);
            }
          }
          return "0";
        }
        case "match" -> {
          String text = operand();
          return match(text, operand());
        }
        default -> {
          return word;
        }
      }
    }
  }
}
