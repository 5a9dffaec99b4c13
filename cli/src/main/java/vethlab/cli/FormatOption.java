package vethlab.cli;

import picocli.CommandLine.Option;

/// The option `--format`, the same for every command.
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to print the result (default: text).")
  OutputFormat format = OutputFormat.TEXT;
}
