package vethlab.userland.awk;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.errno.NotModelled;

/// An array by text; `for (k in a)` goes through it in the order of mawk's hash table.
final class AwkArray {

  private static final int BUCKETS = 64; // while an array is small
  private static final int MOST_IN_ORDER = 700;
  private static final int MOST = 1 << 20;

  private record Entry(String key, Value value, long order) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private long made;

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /// What is there; asking makes it.
  Value get(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      put(key, Value.none());
      return Value.none();
    }
    return entry.value;
  }

  void put(String key, Value value) {
    Entry before = entries.get(key);
    entries.put(key, new Entry(key, value, before == null ? made++ : before.order));
    if (entries.size() > MOST) {
      throw new LimitReached(LimitReached.Limit.MEMORY);
    }
  }

  void remove(String key) {
    entries.remove(key);
  }

  void clear() {
    entries.clear();
  }

  int size() {
    return entries.size();
  }

  /// By bucket, the youngest of a bucket first.
  ImmutableList<String> keys() {
    if (entries.size() > MOST_IN_ORDER) {
      throw new NotModelled("the order of large arrays in awk");
    }
    return entries.values().stream()
        .sorted(
            Comparator.comparingInt((Entry entry) -> bucket(entry.key))
                .thenComparing(Comparator.comparingLong(Entry::order).reversed()))
        .map(Entry::key)
        .collect(ImmutableList.toImmutableList());
  }

  /// FNV-1a (Fowler, Noll, Vo).
  static int bucket(String key) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < key.length(); i++) {
      hash ^= key.charAt(i);
      hash *= 0x01000193;
    }
    return hash & (BUCKETS - 1);
  }
}
