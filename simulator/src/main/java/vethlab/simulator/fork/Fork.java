package vethlab.simulator.fork;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// One copy being made of a machine: knows the double of every object copied so far.
///
/// Values (records, strings, packets) are shared between the two machines and never enter a fork.
/// Links that would make the copy recurse across the whole topology (a veth to its peer) are set by
/// [#later], after the object that holds them is complete.
public final class Fork {

  private final IdentityHashMap<Object, Object> doubles = new IdentityHashMap<>();
  private final ArrayDeque<Runnable> postponed = new ArrayDeque<>();

  /// Copies everything that `root` reaches.
  public static <T extends Forkable> T copy(T root) {
    Fork fork = new Fork();
    T copy = fork.of(root);
    for (Runnable link = fork.postponed.poll(); link != null; link = fork.postponed.poll()) {
      link.run();
    }
    return copy;
  }

  private Fork() {}

  /// The double of `original`, made now if this is the first question for it.
  @SuppressWarnings({
    "unchecked", // enter() only pairs objects of one class
    "ReferenceEquality" // which object it is is the question
  })
  public <T extends Forkable> T of(T original) {
    Object known = doubles.get(original);
    if (known != null) {
      return (T) known;
    }
    Forkable made = original.fork(this);
    if (doubles.get(original) != made) {
      throw new IllegalStateException(original.getClass() + " did not enter the fork first");
    }
    return (T) made;
  }

  /// As [#of], with absence kept.
  public <T extends Forkable> @Nullable T ofNullable(@Nullable T original) {
    return original == null ? null : of(original);
  }

  /// Records that `copy` is the double of `original`.
  ///
  /// @throws IllegalStateException if the original has a double already, or the classes differ
  public void enter(Object original, Object copy) {
    if (original.getClass() != copy.getClass()) {
      throw new IllegalStateException(original.getClass() + " copied as " + copy.getClass());
    }
    if (doubles.put(original, copy) != null) {
      throw new IllegalStateException(original.getClass() + " copied twice");
    }
  }

  /// Runs `link` once the objects being copied now are complete.
  public void later(Runnable link) {
    postponed.add(link);
  }
}
