package vethlab.userland.shell.state;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The elements of an associative array, listed in the order of bash's hash table: by bucket, the
/// youngest of a bucket first.
public final class KeyedElements {

  private static final int BUCKETS = 1024; // of an array with fewer than 2048 elements

  private final Map<String, Element> elements = new HashMap<>();
  private long made;

  private record Element(String key, String value, long order) {}

  public KeyedElements copy() {
    KeyedElements copy = new KeyedElements();
    copy.elements.putAll(elements);
    copy.made = made;
    return copy;
  }

  public @Nullable String get(String key) {
    Element element = elements.get(key);
    return element == null ? null : element.value;
  }

  public void put(String key, String value) {
    Element before = elements.get(key);
    elements.put(key, new Element(key, value, before == null ? made++ : before.order));
  }

  public void remove(String key) {
    elements.remove(key);
  }

  public void clear() {
    elements.clear();
  }

  public int size() {
    return elements.size();
  }

  public ImmutableList<String> keys() {
    return sorted().stream().map(Element::key).collect(ImmutableList.toImmutableList());
  }

  public ImmutableList<String> values() {
    return sorted().stream().map(Element::value).collect(ImmutableList.toImmutableList());
  }

  private ImmutableList<Element> sorted() {
    return elements.values().stream()
        .sorted(
            Comparator.comparingInt((Element element) -> bucket(element.key))
                .thenComparing(Comparator.comparingLong(Element::order).reversed()))
        .collect(ImmutableList.toImmutableList());
  }

  /// FNV-1 (Fowler, Noll, Vo), of which bash's tables use the low bits.
  static int bucket(String key) {
    int hash = 0x811c9dc5;
    for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
      hash *= 0x01000193;
      hash ^= octet;
    }
    return hash & (BUCKETS - 1);
  }
}
