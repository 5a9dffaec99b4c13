package vethlab.cli;

import java.io.PrintWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records printed as JSON, their components in the order written.
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /// Prints the value and ends the line.
  static void print(PrintWriter out, Object value) {
    out.println(MAPPER.writeValueAsString(value));
  }
}
