package vethlab.userland.awk;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that has a value.
sealed interface Expression {

  /// Something that can be assigned to.
  sealed interface Target extends Expression {}

  record Constant(Value value) implements Expression {}

  /// A regular expression by itself: whether the record matches.
  record Regex(Pattern pattern) implements Expression {}

  /// A variable, global or a function's own.
  record Variable(String name) implements Target {}

  /// `$index`.
  record Field(Expression index) implements Target {}

  /// `array[index, …]`.
  record Element(String array, List<Expression> index) implements Target {}

  /// `target = value`, or with an operator before the sign.
  record Assignment(Target target, @Nullable String operator, Expression value)
      implements Expression {}

  record Conditional(Expression condition, Expression yes, Expression no) implements Expression {}

  /// An operator between two values; `" "` puts texts behind one another.
  record Binary(String operator, Expression left, Expression right) implements Expression {}

  /// `-`, `+` and `!`.
  record Unary(char operator, Expression operand) implements Expression {}

  /// `++` and `--`.
  record Step(Target target, int by, boolean before) implements Expression {}

  record Match(Expression text, Expression regex, boolean negated) implements Expression {}

  /// `(index, …) in array`.
  record In(List<Expression> index, String array) implements Expression {}

  /// A function of the program.
  record Call(String name, List<Expression> arguments) implements Expression {}

  /// A function of awk.
  record Builtin(String name, List<Expression> arguments) implements Expression {}

  /// `getline`.
  ///
  /// @param source the file or the command, or null for the input
  record Getline(From from, @Nullable Target target, @Nullable Expression source)
      implements Expression {

    /// Where the line comes from.
    enum From {
      INPUT,
      FILE,
      COMMAND
    }
  }

  /// One value in parentheses, which cannot be assigned to.
  record Parenthesised(Expression inner) implements Expression {}

  /// `(a, b)`, before `in` or behind `print`.
  record Group(List<Expression> members) implements Expression {}
}
