package vethlab.simulator.bridge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.MacAddress;

/// The index of a forwarding database: entries by address and VLAN.
///
/// Open addressing with linear probing over primitive keys; a deletion moves followers back, so
/// there are no gravestones and a database that churns for hours stays as fast as a new one.
final class FdbTable {

  private static final long FREE = -1;

  private long[] keys = free(64);
  private @Nullable FdbEntry[] entries = new FdbEntry[64];
  private int size;

  /// Address and VLAN in 60 bits.
  private static long key(MacAddress address, int vid) {
    return address.value() << 12 | vid;
  }

  private static long[] free(int capacity) {
    long[] keys = new long[capacity];
    Arrays.fill(keys, FREE);
    return keys;
  }

  int size() {
    return size;
  }

  @Nullable FdbEntry find(MacAddress address, int vid) {
    long key = key(address, vid);
    long[] table = keys;
    int mask = table.length - 1;
    for (int at = home(key, mask); ; at = at + 1 & mask) {
      long there = table[at];
      if (there == key) {
        return entries[at];
      }
      if (there == FREE) {
        return null;
      }
    }
  }

  /// Adds an entry whose address and VLAN are not in the table.
  void add(FdbEntry entry) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    put(entry);
    size++;
  }

  void remove(FdbEntry entry) {
    int mask = keys.length - 1;
    int gap = home(key(entry.address(), entry.vid()), mask);
    while (entries[gap] != entry) {
      gap = gap + 1 & mask;
    }
    for (int at = gap + 1 & mask; keys[at] != FREE; at = at + 1 & mask) {
      // An entry may fill the gap unless its home lies between the gap and where it is.
      if ((at - home(keys[at], mask) & mask) >= (at - gap & mask)) {
        keys[gap] = keys[at];
        entries[gap] = entries[at];
        gap = at;
      }
    }
    keys[gap] = FREE;
    entries[gap] = null;
    size--;
  }

  private static int home(long key, int mask) {
    // Fibonacci hashing: the upper half of the product mixes all bits of the key.
    return (int) ((key * 0x9e37_79b9_7f4a_7c15L) >>> 32) & mask;
  }

  private void put(FdbEntry entry) {
    long key = key(entry.address(), entry.vid());
    int mask = keys.length - 1;
    int at = home(key, mask);
    while (keys[at] != FREE) {
      at = at + 1 & mask;
    }
    keys[at] = key;
    entries[at] = entry;
  }

  private void grow() {
    @Nullable FdbEntry[] before = entries;
    keys = free(2 * before.length);
    entries = new FdbEntry[2 * before.length];
    for (FdbEntry entry : before) {
      if (entry != null) {
        put(entry);
      }
    }
  }
}
