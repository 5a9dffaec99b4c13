package vethlab.cli;

/// How a command prints what it found.
enum OutputFormat {
  /// For a person.
  TEXT,
  /// For a program; the fields are stable.
  JSON
}
