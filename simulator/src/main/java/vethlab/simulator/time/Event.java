package vethlab.simulator.time;

import vethlab.simulator.fork.Fork;

/// Something that is going to happen: a record that names what it does and to whom.
///
/// Events are records, never lambdas, so that a fork can re-aim them at the doubles of the objects
/// they hold, and so that a list of pending events can be read.
public interface Event {

  /// Makes it happen; virtual time already stands at the moment it was due.
  void happen();

  /// The same event aimed at the doubles of its objects.
  Event fork(Fork fork);
}
