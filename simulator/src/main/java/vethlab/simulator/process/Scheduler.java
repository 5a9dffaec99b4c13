package vethlab.simulator.process;

import java.util.ArrayDeque;

/// Whose turn it is: tasks that can run, first come first served (`kernel/sched`).
public final class Scheduler {

  private final ArrayDeque<Task> ready = new ArrayDeque<>();

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
    if (!task.isFinished()) {
      task.resume();
    }
    return true;
  }

  public boolean isIdle() {
    return ready.isEmpty();
  }

  void enqueue(Task task) {
    ready.add(task);
  }
}
