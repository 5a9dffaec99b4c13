package vethlab.userland.text;

import java.util.List;
import java.util.Set;

/// What `test` and `[` decide: by the number of words where that is enough, else by a small grammar
/// (POSIX, and bash where POSIX says nothing).
public final class TestExpression {

  private static final String UNARY = "abcdefghknoprstuvwxzGLNORS";
  private static final Set<String> BINARY =
      Set.of(
          "=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");

  /// What depends on the machine and the shell.
  public interface Facts {

    /// `-f word` and its kin, but `-n` and `-z`.
    boolean unary(String operator, String operand);

    /// `-nt`, `-ot`, `-ef`.
    boolean files(String left, String operator, String right);
  }

  /// Words that are no expression.
  public static final class Fault extends RuntimeException {

    Fault(String message) {
      super(message, null, false, false);
    }

    public String message() {
      return String.valueOf(getMessage());
    }
  }

  private final List<String> words;
  private final Facts facts;
  private int at;

  private TestExpression(List<String> words, Facts facts) {
    this.words = words;
    this.facts = facts;
  }

  /// Whether the words hold.
  ///
  /// @throws Fault if they are no expression
  public static boolean evaluate(List<String> words, Facts facts) {
    return new TestExpression(words, facts).run();
  }

  /// Whether a word is an operator before one operand.
  public static boolean isUnary(String word) {
    return word.length() == 2 && word.charAt(0) == '-' && UNARY.indexOf(word.charAt(1)) >= 0;
  }

  private boolean run() {
    return switch (words.size()) {
      case 0 -> false;
      case 1 -> !words.getFirst().isEmpty();
      case 2 -> two(0);
      case 3 -> three(0);
      case 4 -> four();
      default -> all();
    };
  }

  private String word(int index) {
    return words.get(index);
  }

  private boolean two(int from) {
    if (word(from).equals("!")) {
      return word(from + 1).isEmpty();
    }
    if (isUnary(word(from))) {
      return unary(word(from), word(from + 1));
    }
    throw new Fault(word(from) + ": unary operator expected");
  }

  private boolean three(int from) {
    String operator = word(from + 1);
    if (BINARY.contains(operator)) {
      return binary(word(from), operator, word(from + 2));
    }
    if (operator.equals("-a")) {
      return !word(from).isEmpty() && !word(from + 2).isEmpty();
    }
    if (operator.equals("-o")) {
      return !word(from).isEmpty() || !word(from + 2).isEmpty();
    }
    if (word(from).equals("!")) {
      return !two(from + 1);
    }
    if (word(from).equals("(") && word(from + 2).equals(")")) {
      return !operator.isEmpty();
    }
    throw new Fault(operator + ": binary operator expected");
  }

  private boolean four() {
    if (word(0).equals("!")) {
      return !three(1);
    }
    if (word(0).equals("(") && word(3).equals(")")) {
      return two(1);
    }
    return all();
  }

  private boolean all() {
    boolean value = or();
    if (at < words.size()) {
      throw new Fault("too many arguments");
    }
    return value;
  }

  private boolean or() {
    boolean value = and();
    while (at < words.size() && word(at).equals("-o")) {
      at++;
      value |= and();
    }
    return value;
  }

  private boolean and() {
    boolean value = term();
    while (at < words.size() && word(at).equals("-a")) {
      at++;
      value &= term();
    }
    return value;
  }

  private boolean term() {
    if (at >= words.size()) {
      throw new Fault("argument expected");
    }
    if (word(at).equals("!")) {
      at++;
      return !term();
    }
    if (word(at).equals("(")) {
      at++;
      boolean value = or();
      if (at >= words.size() || !word(at).equals(")")) {
        throw new Fault("`)' expected");
      }
      at++;
      return value;
    }
    if (at + 2 < words.size() && BINARY.contains(word(at + 1))) {
      at += 3;
      return binary(word(at - 3), word(at - 2), word(at - 1));
    }
    if (at + 1 < words.size() && isUnary(word(at))) {
      at += 2;
      return unary(word(at - 2), word(at - 1));
    }
    return !word(at++).isEmpty();
  }

  private boolean unary(String operator, String operand) {
    return switch (operator) {
      case "-n" -> !operand.isEmpty();
      case "-z" -> operand.isEmpty();
      case "-t" -> facts.unary(operator, Long.toString(number(operand)));
      default -> facts.unary(operator, operand);
    };
  }

  private boolean binary(String left, String operator, String right) {
    return switch (operator) {
      case "=", "==" -> left.equals(right);
      case "!=" -> !left.equals(right);
      case "<" -> left.compareTo(right) < 0;
      case ">" -> left.compareTo(right) > 0;
      case "-eq" -> number(left) == number(right);
      case "-ne" -> number(left) != number(right);
      case "-lt" -> number(left) < number(right);
      case "-le" -> number(left) <= number(right);
      case "-gt" -> number(left) > number(right);
      case "-ge" -> number(left) >= number(right);
      default -> facts.files(left, operator, right);
    };
  }

  private static long number(String text) {
    String digits = text.strip();
    if (!digits.matches("[+-]?[0-9]{1,18}")) {
      throw new Fault(text + ": integer expression expected");
    }
    return Long.parseLong(digits);
  }
}
