package vethlab.userland.iproute.print;

import vethlab.userland.program.Output;

/// JSON text as iproute2 lays it out, in one line or with four spaces a level (`json_writer.c`).
final class JsonText {

  private final Output out;
  private final boolean pretty;
  private int depth;
  private boolean separate;

  JsonText(Output out, boolean pretty) {
    this.out = out;
    this.pretty = pretty;
  }

  /// The name of the next member of an object.
  void name(String name) {
    separator();
    newLine();
    separate = false;
    string(name);
    out.print(pretty ? ": " : ":");
    separate = false;
  }

  void string(String value) {
    separator();
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      switch (letter) {
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\f' -> text.append("\\f");
        case '\b' -> text.append("\\b");
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        default -> text.append(letter);
      }
    }
    out.print(text.append('"').toString());
  }

  /// A number, `true`, `false` or `null`.
  void literal(String value) {
    separator();
    out.print(value);
  }

  void openObject() {
    begin("{");
  }

  void closeObject() {
    end("}");
  }

  void openArray() {
    begin(pretty ? "[ " : "[");
  }

  void closeArray() {
    if (pretty && separate) {
      out.print(" ");
    }
    separate = false;
    end("]");
  }

  private void begin(String bracket) {
    separator();
    out.print(bracket);
    depth++;
    separate = false;
  }

  private void end(String bracket) {
    depth--;
    if (separate) {
      newLine();
    }
    out.print(bracket);
    separate = true;
  }

  private void separator() {
    if (separate) {
      out.print(",");
    }
    separate = true;
  }

  private void newLine() {
    if (pretty) {
      out.print("\n" + "    ".repeat(depth));
    }
  }
}
