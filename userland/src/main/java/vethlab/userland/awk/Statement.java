package vethlab.userland.awk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something to be done.
sealed interface Statement {

  record Evaluate(Expression expression) implements Statement {}

  /// `print` and `printf`.
  ///
  /// @param to `>`, `>>` or `|`, or empty
  /// @param target the file or the command
  record Print(
      boolean formatted, List<Expression> arguments, String to, @Nullable Expression target)
      implements Statement {}

  record If(Expression condition, Statement yes, @Nullable Statement no) implements Statement {}

  record While(Expression condition, Statement body) implements Statement {}

  record DoWhile(Statement body, Expression condition) implements Statement {}

  record For(
      @Nullable Statement first,
      @Nullable Expression condition,
      @Nullable Statement step,
      Statement body)
      implements Statement {}

  record ForIn(String variable, String array, Statement body) implements Statement {}

  record Block(List<Statement> statements) implements Statement {}

  /// `delete array[index]`, or of all.
  record Delete(String array, @Nullable List<Expression> index) implements Statement {}

  record Next() implements Statement {}

  record NextFile() implements Statement {}

  record Exit(@Nullable Expression status) implements Statement {}

  record Return(@Nullable Expression value) implements Statement {}

  record Break() implements Statement {}

  record Continue() implements Statement {}
}
