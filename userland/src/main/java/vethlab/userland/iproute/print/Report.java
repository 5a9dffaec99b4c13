package vethlab.userland.iproute.print;

import org.jspecify.annotations.Nullable;
import vethlab.userland.program.Output;

/// What a command has to say, described once and printed as text or as JSON (`json_print.c`).
///
/// A field has a key for JSON and a format for text, in which `%s` (or `%-16s`) stands for the
/// value. [#text] and [#json] are for what only one of the two has.
public final class Report {

  private final Output out;
  private final @Nullable JsonText json;
  private final String lineBreak;
  private final boolean coloured;
  private final boolean dark;

  private Report(
      Output out, @Nullable JsonText json, String lineBreak, boolean coloured, boolean dark) {
    this.out = out;
    this.json = json;
    this.lineBreak = lineBreak;
    this.coloured = coloured;
    this.dark = dark;
  }

  /// A report as text.
  ///
  /// @param lineBreak what stands between the lines of one object: `\` with `-oneline`
  public static Report text(Output out, String lineBreak, boolean coloured, boolean dark) {
    return new Report(out, null, lineBreak, coloured, dark);
  }

  /// A report as JSON.
  public static Report json(Output out, boolean pretty) {
    return new Report(out, new JsonText(out, pretty), "\n", false, false);
  }

  public boolean isJson() {
    return json != null;
  }

  // ---- Both ----

  /// A string.
  public void field(String key, String format, String value) {
    field(Colour.NONE, key, format, value);
  }

  /// A string in a colour.
  public void field(Colour colour, String key, String format, String value) {
    if (json == null) {
      paint(colour, fill(format, value));
    } else {
      json.name(key);
      json.string(value);
    }
  }

  /// A number.
  public void field(String key, String format, long value) {
    if (json == null) {
      out.print(fill(format, Long.toString(value)));
    } else {
      json.name(key);
      json.literal(Long.toString(value));
    }
  }

  /// A number with at least so many digits before the value in text; `%s` is it in hexadecimal.
  public void hexField(String key, String format, long value) {
    field(key, format, hex(value));
  }

  /// A switch: true or false in JSON, `on` or `off` in text.
  public void onOff(String key, String format, boolean value) {
    if (json == null) {
      out.print(fill(format, value ? "on" : "off"));
    } else {
      json.name(key);
      json.literal(Boolean.toString(value));
    }
  }

  /// Something that is there: true in JSON, the text itself in text.
  public void flag(String key, String text) {
    if (json == null) {
      out.print(text);
    } else {
      json.name(key);
      json.literal("true");
    }
  }

  /// One value of an array.
  public void element(String format, String value) {
    if (json == null) {
      out.print(fill(format, value));
    } else {
      json.string(value);
    }
  }

  /// Opens an array that is a bracketed list in text.
  public void openList(String key, String text) {
    if (json == null) {
      out.print(text);
    } else {
      openArray(key);
    }
  }

  public void closeList(String text) {
    if (json == null) {
      out.print(text);
    } else {
      json.closeArray();
    }
  }

  // ---- Text only ----

  /// Text that JSON does not have.
  public void text(String text) {
    if (json == null) {
      out.print(text);
    }
  }

  /// Text in a colour that JSON does not have.
  public void text(Colour colour, String text) {
    if (json == null) {
      paint(colour, text);
    }
  }

  /// Goes to the next line of the same object.
  public void newLine() {
    text(lineBreak);
  }

  /// What stands between the lines of one object.
  public String lineBreak() {
    return lineBreak;
  }

  // ---- JSON only ----

  public void json(String key, String value) {
    if (json != null) {
      json.name(key);
      json.string(value);
    }
  }

  public void json(String key, long value) {
    if (json != null) {
      json.name(key);
      json.literal(Long.toString(value));
    }
  }

  public void json(String key, boolean value) {
    if (json != null) {
      json.name(key);
      json.literal(Boolean.toString(value));
    }
  }

  /// A number written in a way of its own, such as `0.00`.
  public void jsonLiteral(String key, String value) {
    if (json != null) {
      json.name(key);
      json.literal(value);
    }
  }

  /// A member that is null.
  public void jsonNull(String key) {
    jsonLiteral(key, "null");
  }

  public void openObject() {
    if (json != null) {
      json.openObject();
    }
  }

  public void openObject(String key) {
    if (json != null) {
      json.name(key);
      json.openObject();
    }
  }

  public void closeObject() {
    if (json != null) {
      json.closeObject();
    }
  }

  public void openArray(String key) {
    if (json != null) {
      json.name(key);
      json.openArray();
    }
  }

  /// Opens the array that is the whole document.
  public void begin() {
    if (json != null) {
      json.openArray();
    }
  }

  public void closeArray() {
    if (json != null) {
      json.closeArray();
    }
  }

  /// Closes the array that is the whole document.
  public void end() {
    if (json != null) {
      json.closeArray();
      out.print("\n");
    }
    out.flush();
  }

  public void flush() {
    out.flush();
  }

  // ---- Formats ----

  /// A number as C's `%#x` prints it: no prefix for zero.
  public static String hex(long value) {
    return value == 0 ? "0" : "0x" + Long.toHexString(value);
  }

  private void paint(Colour colour, String text) {
    out.print(coloured ? colour.paint(text, dark) : text);
  }

  /// Puts `value` in the place of `%s`, padded if a width is given (`%-16s`, `%10s`).
  static String fill(String format, String value) {
    int start = format.indexOf('%');
    if (start < 0) {
      return format;
    }
    int end = format.indexOf('s', start);
    String width = format.substring(start + 1, end);
    String padded = value;
    if (width.startsWith("-")) {
      padded =
          value + " ".repeat(Math.max(0, Integer.parseInt(width.substring(1)) - value.length()));
    } else if (!width.isEmpty()) {
      padded = " ".repeat(Math.max(0, Integer.parseInt(width) - value.length())) + value;
    }
    return format.substring(0, start) + padded + format.substring(end + 1);
  }
}
