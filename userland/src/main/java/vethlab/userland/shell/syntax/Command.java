package vethlab.userland.shell.syntax;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/// A command of any size, from one word to a whole script.
public sealed interface Command {

  /// The line on which it begins.
  int line();

  /// A program, function or builtin with its words; or assignments and redirections alone.
  record Simple(
      ImmutableList<Assignment> assignments,
      ImmutableList<Word> words,
      ImmutableList<Redirection> redirections,
      int line)
      implements Command {}

  /// A compound command with redirections behind it.
  record Redirected(Command body, ImmutableList<Redirection> redirections) implements Command {
    @Override
    public int line() {
      return body.line();
    }
  }

  /// `one | two`, `! one`, `time one`.
  record Pipeline(
      ImmutableList<Command> members, boolean negated, @Nullable Timing timing, int line)
      implements Command {

    /// How a measured pipeline reports.
    public enum Timing {
      BASH,
      POSIX
    }
  }

  /// `first && second || third`.
  record AndOr(Command first, ImmutableList<Next> rest) implements Command {

    /// What follows, and whether it needs what is before it to succeed (`&&`) or to fail.
    public record Next(boolean afterSuccess, Command command) {}

    @Override
    public int line() {
      return first.line();
    }
  }

  /// Commands one after the other, some of them in the background.
  record Sequence(ImmutableList<Item> items, int line) implements Command {

    /// One of them, and whether `&` follows it.
    public record Item(Command command, boolean background) {}
  }

  /// `( … )`.
  record Subshell(Command body, int line) implements Command {}

  /// `{ …; }`.
  record Group(Command body, int line) implements Command {}

  /// `if …; then …; elif …; else …; fi`.
  record If(ImmutableList<Clause> clauses, @Nullable Command otherwise, int line)
      implements Command {

    /// A condition, and what is done if it holds.
    public record Clause(Command condition, Command body) {}
  }

  /// `for name in words; do …; done`.
  ///
  /// @param words null for the positional parameters
  record For(String name, @Nullable ImmutableList<Word> words, Command body, int line)
      implements Command {}

  /// `for ((first; condition; step)); do …; done`.
  record ArithmeticFor(Word first, Word condition, Word step, Command body, int line)
      implements Command {}

  /// `while …; do …; done`, `until …; do …; done`.
  record While(Command condition, boolean until, Command body, int line) implements Command {}

  /// `case word in pattern) … ;; esac`.
  record Case(Word subject, ImmutableList<Branch> branches, int line) implements Command {

    /// Patterns, and what is done if one of them matches; null for nothing.
    public record Branch(ImmutableList<Word> patterns, @Nullable Command body, Ending ending) {}

    /// What follows a branch's commands.
    public enum Ending {
      /// `;;`
      BREAK(";;"),
      /// `;&`
      FALL_THROUGH(";&"),
      /// `;;&`
      TEST_NEXT(";;&");

      private final String operator;

      Ending(String operator) {
        this.operator = operator;
      }

      public String operator() {
        return operator;
      }
    }
  }

  /// `[[ … ]]`.
  record Conditional(Condition condition, int line) implements Command {}

  /// `(( … ))`.
  record Arithmetic(Word expression, int line) implements Command {}

  /// `name() { …; }`.
  record Function(String name, Command body, int line) implements Command {}

  /// Something that bash knows and this shell does not carry out.
  ///
  /// @param what such as `select`
  record Refused(String what, int line) implements Command {}
}
