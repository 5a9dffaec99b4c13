package vethlab.simulator.process;

import java.util.ArrayDeque;

/// Whose turn it is: tasks that can run, first come first served (`kernel/sched`).
public final class Scheduler {

  private final ArrayDeque<Task> ready = new ArrayDeque<>();
  private long turns;

  /// Lets the next task run until it waits or ends.
  ///
  /// Whatever a program throws that is not the end of its process comes out here.
  ///
  /// @return whether there was one
  public boolean runNext() {
    Task task = ready.poll();
    if (task == null) {
      return false;
    }
    turns++;
    if (!task.isFinished()) {
      task.resume();
    }
    return true;
  }

  /// How many turns there were.
  public long turns() {
    return turns;
  }

  public boolean isIdle() {
    return ready.isEmpty();
  }

  void enqueue(Task task) {
    ready.add(task);
  }
}
