package vethlab.scenarios.yaml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads one YAML document into values that know their places. Anchors and aliases are refused.
public final class YamlReader {

  private static final int DEEPEST = 20;
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final String file;
  private final JsonParser parser;

  private YamlReader(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /// The document's value.
  ///
  /// @param file the name for complaints
  /// @throws InputException if the text is not one YAML document, or an empty one
  public static YamlNode read(String file, String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      YamlReader reader = new YamlReader(file, parser);
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new InputException(file, "the file is empty");
      }
      YamlNode value = reader.value(first, 0);
      if (parser.nextToken() != null) {
        throw new InputException(reader.here(), "a second document begins here; one is allowed");
      }
      return value;
    } catch (JacksonException broken) {
      throw new InputException(location(file, broken.getLocation()), problem(broken));
    }
  }

  /// The first line of what the library says is the problem; the rest tells of its own places.
  private static String problem(JacksonException broken) {
    String message = broken.getOriginalMessage();
    return "not YAML: " + message.lines().findFirst().orElse("").strip();
  }

  private static Location location(String file, @Nullable TokenStreamLocation at) {
    return at == null
        ? new Location(file, 1, 1)
        : new Location(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  private Location here() {
    return location(file, parser.currentTokenLocation());
  }

  private YamlNode value(JsonToken token, int depth) {
    Location at = here();
    if (depth > DEEPEST) {
      throw new InputException(at, "values are nested more than " + DEEPEST + " deep");
    }
    if (parser instanceof YAMLParser yaml
        && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
      throw new InputException(at, "anchors (&) and aliases (*) are not read here");
    }
    return switch (token) {
      case START_OBJECT -> mapping(at, depth);
      case START_ARRAY -> sequence(at, depth);
      case VALUE_STRING -> new YamlNode.Scalar(at, YamlNode.Scalar.Type.TEXT, parser.getString());
      case VALUE_NUMBER_INT ->
          new YamlNode.Scalar(at, YamlNode.Scalar.Type.WHOLE, parser.getString());
      case VALUE_NUMBER_FLOAT ->
          new YamlNode.Scalar(at, YamlNode.Scalar.Type.DECIMAL, parser.getString());
      case VALUE_TRUE, VALUE_FALSE ->
          new YamlNode.Scalar(at, YamlNode.Scalar.Type.TRUTH, parser.getString());
      case VALUE_NULL -> new YamlNode.Scalar(at, YamlNode.Scalar.Type.NOTHING, "");
      case PROPERTY_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new InputException(at, "a value was expected");
    };
  }

  private YamlNode mapping(Location at, int depth) {
    Map<String, YamlNode.Mapping.Entry> entries = new LinkedHashMap<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      String key = parser.currentName();
      Location keyAt = here();
      YamlNode value = value(parser.nextToken(), depth + 1);
      if (entries.put(key, new YamlNode.Mapping.Entry(keyAt, value)) != null) {
        throw new InputException(keyAt, "the key '" + key + "' is there twice");
      }
    }
    return new YamlNode.Mapping(at, ImmutableMap.copyOf(entries));
  }

  private YamlNode sequence(Location at, int depth) {
    ImmutableList.Builder<YamlNode> values = ImmutableList.builder();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      values.add(value(token, depth + 1));
    }
    return new YamlNode.Sequence(at, values.build());
  }
}
