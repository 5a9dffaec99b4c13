package vethlab.scenarios.yaml;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A mapping being read: each key is asked for once, and [#close] complains of those that nobody
/// asked for.
public final class Fields {

  private final YamlNode.Mapping mapping;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(YamlNode.Mapping mapping) {
    this.mapping = mapping;
  }

  /// @param what it describes, for complaints: `a scenario`
  /// @throws InputException if the value is no mapping
  public static Fields of(YamlNode value, String what) {
    return switch (value) {
      case YamlNode.Mapping mapping -> new Fields(mapping);
      case YamlNode.Scalar scalar -> throw wrong(scalar, what + " as a mapping");
      case YamlNode.Sequence sequence -> throw wrong(sequence, what + " as a mapping");
    };
  }

  public Location at() {
    return mapping.at();
  }

  /// Whether a key is there; it counts as asked for.
  public boolean has(String key) {
    return find(key) != null;
  }

  /// The place of a value, or of the mapping if it is not there.
  public Location at(String key) {
    YamlNode value = find(key);
    return value == null ? at() : value.at();
  }

  private @Nullable YamlNode find(String key) {
    known.add(key);
    YamlNode.Mapping.Entry entry = mapping.entries().get(key);
    return entry == null ? null : entry.value();
  }

  /// The value of a key, or null if it is not there.
  public @Nullable YamlNode node(String key) {
    return find(key);
  }

  /// A text that must be there.
  public String text(String key) {
    YamlNode value = find(key);
    if (value == null) {
      throw new InputException(at(), "the key '" + key + "' is missing");
    }
    return text(value, key);
  }

  /// A text, or null if the key is not there.
  public @Nullable String textOrNull(String key) {
    YamlNode value = find(key);
    return value == null ? null : text(value, key);
  }

  /// A whole number, or `otherwise` if the key is not there.
  public int number(String key, int otherwise) {
    YamlNode value = find(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Scalar.Type.WHOLE) {
      try {
        return Integer.parseInt(scalar.text());
      } catch (NumberFormatException tooLarge) {
        throw new InputException(value.at(), "'" + key + "' is too large: " + scalar.text());
      }
    }
    throw wrong(value, "a number for '" + key + "'");
  }

  /// One of a few words, or null if the key is not there.
  public <E extends Enum<E>> @Nullable E choice(String key, Class<E> type) {
    YamlNode value = find(key);
    if (value == null) {
      return null;
    }
    String word = text(value, key);
    ImmutableList.Builder<String> words = ImmutableList.builder();
    for (E each : type.getEnumConstants()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      if (name.equals(word)) {
        return each;
      }
      words.add(name);
    }
    throw new InputException(
        value.at(),
        "'" + key + "' is '" + word + "'; it may be " + String.join(", ", words.build()));
  }

  /// The values of a list, each read by `reader`; empty if the key is not there. A value that is no
  /// list counts as a list of one.
  public <T> ImmutableList<T> list(String key, Function<YamlNode, T> reader) {
    YamlNode value = find(key);
    return switch (value) {
      case null -> ImmutableList.of();
      case YamlNode.Sequence sequence ->
          sequence.values().stream().map(reader).collect(ImmutableList.toImmutableList());
      case YamlNode.Scalar scalar -> ImmutableList.of(reader.apply(scalar));
      case YamlNode.Mapping single -> ImmutableList.of(reader.apply(single));
    };
  }

  /// A list of texts; empty if the key is not there.
  public ImmutableList<String> texts(String key) {
    return list(key, each -> text(each, key));
  }

  /// Reads a value that must be a text; numbers and truths count as what is written.
  public static String text(YamlNode value, String key) {
    if (value instanceof YamlNode.Scalar scalar && scalar.type() != YamlNode.Scalar.Type.NOTHING) {
      return scalar.text();
    }
    throw wrong(value, "a text for '" + key + "'");
  }

  /// Complains of keys that nobody asked for.
  public void close() {
    mapping
        .entries()
        .forEach((key, entry) -> {
          if (!known.contains(key)) {
            throw new InputException(
                entry.key(),
                "unknown key '" + key + "'; known here are " + String.join(", ", known));
          }
        });
  }

  private static InputException wrong(YamlNode value, String expected) {
    return new InputException(value.at(), "expected " + expected + ", found " + value.kind());
  }
}
