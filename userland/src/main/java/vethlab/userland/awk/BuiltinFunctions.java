package vethlab.userland.awk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.awk.Expression.Target;
import vethlab.userland.program.WallClock;

/// The functions of awk.
final class BuiltinFunctions {

  private static final Target RECORD = new Expression.Field(new Expression.Constant(Value.of(0)));

  private final Interpreter interpreter;
  private final Evaluation evaluation;
  private double seed;
  private boolean seeded;

  BuiltinFunctions(Interpreter interpreter, Evaluation evaluation) {
    this.interpreter = interpreter;
    this.evaluation = evaluation;
  }

  private double number(Expression expression) {
    return evaluation.of(expression).number();
  }

  Value call(String name, List<Expression> arguments) {
    return switch (name) {
      case "length" -> Value.of(length(arguments));
      case "substr" -> Value.of(substr(arguments));
      case "index" ->
          Value.of(
              evaluation.text(arguments.get(0)).indexOf(evaluation.text(arguments.get(1))) + 1);
      case "split" -> Value.of(split(arguments));
      case "sub", "gsub" -> Value.of(substitute(arguments, name.equals("gsub")));
      case "match" -> Value.of(match(arguments));
      case "sprintf" -> Value.of(sprintf(arguments));
      case "tolower", "toupper" ->
          Value.of(changeCase(evaluation.text(arguments.getFirst()), name.equals("toupper")));
      case "rand" -> Value.of(random());
      case "srand" -> Value.of(seed(arguments));
      case "system" ->
          Value.of(interpreter.streams().system(evaluation.text(arguments.getFirst())));
      case "close" -> Value.of(interpreter.streams().close(evaluation.text(arguments.getFirst())));
      case "fflush" -> {
        interpreter.streams().flush();
        yield Value.of(0);
      }
      case "systime" -> Value.of((double) WallClock.now(interpreter.process()).getEpochSecond());
      case "atan2" -> Value.of(Math.atan2(number(arguments.get(0)), number(arguments.get(1))));
      case "sin", "cos", "exp", "log", "sqrt", "int" ->
          Value.of(function(name, number(arguments.getFirst())));
      default -> throw new NotModelled("the function " + name + " of awk");
    };
  }

  private static double function(String name, double given) {
    return switch (name) {
      case "sin" -> Math.sin(given);
      case "cos" -> Math.cos(given);
      case "exp" -> Math.exp(given);
      case "log" -> Math.log(given);
      case "sqrt" -> Math.sqrt(given);
      default -> given < 0 ? Math.ceil(given) + 0.0 : Math.floor(given);
    };
  }

  private int length(List<Expression> arguments) {
    if (arguments.isEmpty()) {
      return evaluation.record().length();
    }
    if (arguments.getFirst() instanceof Expression.Variable(String name)
        && !name.equals("NF")
        && interpreter.variables().box(name).isArray()) {
      return interpreter.variables().box(name).array().size();
    }
    return evaluation.text(arguments.getFirst()).length();
  }

  private String sprintf(List<Expression> arguments) {
    List<Value> values = new ArrayList<>();
    arguments.forEach(each -> values.add(evaluation.of(each)));
    String conversion = interpreter.text("CONVFMT");
    return AwkFormat.format(
        values.getFirst().text(conversion), values.subList(1, values.size()), conversion);
  }

  /// As mawk 1.3.4 counts: a place before the first makes the piece longer.
  private String substr(List<Expression> arguments) {
    String text = evaluation.text(arguments.get(0));
    long start = (long) number(arguments.get(1));
    long length = arguments.size() > 2 ? (long) number(arguments.get(2)) : Integer.MAX_VALUE;
    if (start < 1) {
      length -= start;
      start = 1;
    }
    if (length <= 0 || start > text.length()) {
      return "";
    }
    int from = (int) start - 1;
    return text.substring(from, (int) Math.min(text.length(), from + length));
  }

  private int split(List<Expression> arguments) {
    if (!(arguments.get(1) instanceof Expression.Variable(String name))) {
      throw new AwkFault("type error in arg(2) in call to split");
    }
    String text = evaluation.text(arguments.getFirst());
    List<String> parts;
    if (arguments.size() < 3) {
      parts = Records.split(text, interpreter.text("FS"));
    } else if (arguments.get(2) instanceof Expression.Regex(Pattern pattern)) {
      parts = Records.split(text, pattern);
    } else {
      parts = Records.split(text, evaluation.text(arguments.get(2)));
    }
    AwkArray array = interpreter.variables().box(name).array();
    array.clear();
    for (int i = 0; i < parts.size(); i++) {
      array.put(Integer.toString(i + 1), Value.input(parts.get(i)));
    }
    return parts.size();
  }

  private int substitute(List<Expression> arguments, boolean all) {
    Pattern pattern = evaluation.pattern(arguments.get(0));
    String replacement = evaluation.text(arguments.get(1));
    Expression subject = arguments.size() < 3 ? RECORD : arguments.get(2);
    @Nullable Target target = subject instanceof Target given ? given : null;
    String text = evaluation.text(subject);
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int done = 0;
    int count = 0;
    int at = 0;
    while (at <= text.length() && matcher.find(at)) {
      boolean empty = matcher.end() == matcher.start();
      if (!empty || matcher.start() != done || count == 0 || done == 0) {
        out.append(text, done, matcher.start());
        fill(out, replacement, matcher.group());
        done = matcher.end();
        count++;
        if (!all) {
          break;
        }
      }
      at = empty ? matcher.end() + 1 : matcher.end();
    }
    if (count > 0 && target != null) {
      evaluation.assign(target, Value.of(out + text.substring(done)));
    }
    return count;
  }

  private static void fill(StringBuilder out, String replacement, String match) {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      if (c == '&') {
        out.append(match);
      } else if (c == '\\' && (next == '&' || next == '\\')) {
        out.append(next);
        i++;
      } else {
        out.append(c);
      }
    }
  }

  private int match(List<Expression> arguments) {
    String text = evaluation.text(arguments.get(0));
    Matcher matcher = evaluation.pattern(arguments.get(1)).matcher(text);
    boolean found = matcher.find();
    interpreter.set("RSTART", Value.of(found ? matcher.start() + 1 : 0));
    interpreter.set("RLENGTH", Value.of(found ? matcher.end() - matcher.start() : -1));
    return found ? matcher.start() + 1 : 0;
  }

  private static String changeCase(String text, boolean upper) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      if (out.charAt(i) < 0x80) {
        String c = String.valueOf(out.charAt(i));
        String changed = upper ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT);
        out.setCharAt(i, changed.charAt(0));
      }
    }
    return out.toString();
  }

  private double random() {
    if (seeded) {
      throw new NotModelled("the random numbers of awk from a given seed");
    }
    long bits = interpreter.process().table().core().randomness().nextLong();
    return (bits >>> 11) * 0x1.0p-53;
  }

  private double seed(List<Expression> arguments) {
    double before = seed;
    seeded = !arguments.isEmpty();
    seed =
        seeded
            ? number(arguments.getFirst())
            : (double) WallClock.now(interpreter.process()).getEpochSecond();
    return before;
  }
}
