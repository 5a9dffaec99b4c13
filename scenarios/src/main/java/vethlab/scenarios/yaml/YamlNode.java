package vethlab.scenarios.yaml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/// A value of a YAML file and where it begins.
public sealed interface YamlNode {

  Location at();

  /// What kind of value it is, for complaints: `a text`.
  String kind();

  /// A text, a number, true or false, or nothing.
  ///
  /// @param text as it is written, without quotes
  record Scalar(Location at, Type type, String text) implements YamlNode {

    /// What a scalar is taken for.
    public enum Type {
      TEXT("a text"),
      WHOLE("a number"),
      DECIMAL("a number with a fraction"),
      TRUTH("true or false"),
      NOTHING("nothing");

      private final String kind;

      Type(String kind) {
        this.kind = kind;
      }
    }

    @Override
    public String kind() {
      return type.kind;
    }
  }

  /// Values in order.
  record Sequence(Location at, ImmutableList<YamlNode> values) implements YamlNode {

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// Keys and their values, in the order written.
  record Mapping(Location at, ImmutableMap<String, Entry> entries) implements YamlNode {

    /// A value and where its key stands.
    public record Entry(Location key, YamlNode value) {}

    @Override
    public String kind() {
      return "a mapping";
    }
  }
}
