package vethlab.userland.shell.state;

import java.util.EnumSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A variable: its value, if it has one, and its attributes.
public final class Variable {

  private final Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
  private @Nullable Value value;

  Variable() {}

  Variable copy() {
    Variable copy = new Variable();
    copy.attributes.addAll(attributes);
    copy.value = value == null ? null : value.copy();
    return copy;
  }

  public @Nullable Value value() {
    return value;
  }

  public void setValue(@Nullable Value value) {
    this.value = value;
  }

  /// What its name without a subscript says, or null.
  public @Nullable String plain() {
    return value == null ? null : value.plain();
  }

  public boolean has(Attribute attribute) {
    return attributes.contains(attribute);
  }

  public void set(Attribute attribute, boolean on) {
    if (on) {
      attributes.add(attribute);
    } else {
      attributes.remove(attribute);
    }
  }

  public Set<Attribute> attributes() {
    return EnumSet.copyOf(attributes);
  }

  public boolean isIndexed() {
    return value instanceof Value.Indexed;
  }

  public boolean isAssociative() {
    return value instanceof Value.Associative;
  }

  /// Its elements; a scalar becomes element 0 of an indexed array.
  public NavigableMap<Long, String> indexed() {
    if (value instanceof Value.Indexed(NavigableMap<Long, String> elements)) {
      return elements;
    }
    NavigableMap<Long, String> made = new TreeMap<>();
    if (value instanceof Value.Scalar(String text)) {
      made.put(0L, text);
    }
    value = new Value.Indexed(made);
    return made;
  }

  /// The letters of `${name@a}`: arrays first.
  public String letters() {
    StringBuilder letters = new StringBuilder();
    if (isIndexed()) {
      letters.append('a');
    }
    if (isAssociative()) {
      letters.append('A');
    }
    for (Attribute attribute : attributes) {
      letters.append(attribute.letter());
    }
    return letters.toString();
  }
}
