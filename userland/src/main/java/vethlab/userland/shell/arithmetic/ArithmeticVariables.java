package vethlab.userland.shell.arithmetic;

import org.jspecify.annotations.Nullable;

/// The variables that an expression reads and writes.
public interface ArithmeticVariables {

  /// What a variable says; empty if nothing.
  ///
  /// @param subscript the text between the brackets, or null
  String get(String name, @Nullable String subscript);

  /// Assigns a number.
  void set(String name, @Nullable String subscript, long value);
}
