package vethlab.simulator.fork;

/// A stateful object that can be copied together with everything it reaches.
///
/// An implementation calls [Fork#enter] with itself and its double *before* it asks the fork for
/// the doubles of its parts, so that cycles end. The usual shape is a private copy constructor:
///
/// ```java
/// private Thing(Thing original, Fork fork) {
///   fork.enter(original, this);
///   this.part = fork.of(original.part);
/// }
/// ```
public interface Forkable {

  /// Makes the double of this object; called by [Fork#of] only, once per fork.
  Forkable fork(Fork fork);
}
