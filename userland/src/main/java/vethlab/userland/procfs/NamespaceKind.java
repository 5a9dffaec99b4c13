package vethlab.userland.procfs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A kind of namespace, in the alphabetical order of `/proc/PID/ns` (`proc_ns.h`).
public enum NamespaceKind {
  CGROUP(4026531835L),
  IPC(4026531839L),
  MNT(0),
  NET(0),
  PID(4026531836L),
  TIME(4026531834L),
  USER(4026531837L),
  UTS(0);

  private final long sharedInode;

  NamespaceKind(long sharedInode) {
    this.sharedInode = sharedInode;
  }

  /// The inode of the only namespace of this kind; 0 if there can be several.
  long sharedInode() {
    return sharedInode;
  }

  /// As in `/proc/PID/ns/net`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind of a word, or null.
  public static @Nullable NamespaceKind ofWord(String word) {
    for (NamespaceKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    return null;
  }
}
