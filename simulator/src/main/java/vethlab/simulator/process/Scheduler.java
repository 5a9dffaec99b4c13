package vethlab.simulator.process;

import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Whose turn it is: tasks that can run, first come first served (`kernel/sched`).
///
/// Exactly one thread of a machine runs at any time: the driver, or one task. Whoever gives the
/// turn away lets happen, on its own thread, what happens between two turns, and then wakes the
/// next one; so a task that is its own successor goes on without a change of threads. Nothing needs
/// locks, and the order is fixed.
public final class Scheduler {

  /// What happens between two turns.
  public interface BetweenTurns {

    /// Called before each turn.
    ///
    /// @return whether there is to be another one
    boolean before();

    /// Called when nobody can run.
    ///
    /// @return whether something happened, so that somebody may
    boolean whenIdle();
  }

  private static final long STACK_OCTETS = 16L << 20;
  private static final int SECONDS_A_THREAD_IS_KEPT = 1;

  private final ArrayDeque<Task> ready = new ArrayDeque<>();
  private final Semaphore driver = new Semaphore(0);
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          SECONDS_A_THREAD_IS_KEPT,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform()
              .daemon()
              .name("vethlab-process-", 0)
              .stackSize(STACK_OCTETS)
              .factory());
  private @Nullable BetweenTurns between;
  private @Nullable Throwable failure;
  private long turns;

  /// Gives turns until what happens between them says that it is enough.
  ///
  /// Whatever a program throws that is not the end of its process comes out here.
  public void run(BetweenTurns what) {
    between = what;
    try {
      Task first = next();
      if (first != null) {
        first.giveTurn();
        waitForTurn();
      }
    } finally {
      between = null;
    }
  }

  /// Gives one turn, without anything before it.
  ///
  /// @return whether there was somebody who could run
  public boolean runNext() {
    Task task = poll();
    if (task == null) {
      return false;
    }
    task.giveTurn();
    waitForTurn();
    return true;
  }

  private void waitForTurn() {
    driver.acquireUninterruptibly();
    Throwable thrown = failure;
    failure = null;
    switch (thrown) {
      case null -> {}
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException(thrown);
    }
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

  /// Runs a task's code on a thread.
  void onThread(Runnable code) {
    threads.execute(code);
  }

  /// Gives the turn that `from` has to the next one, or to the driver.
  ///
  /// @param from null if it has ended
  /// @param thrown what ended it, to end the run
  /// @return whether `from` has the turn again
  boolean passOn(@Nullable Task from, @Nullable Throwable thrown) {
    Task next = null;
    failure = thrown;
    if (thrown == null) {
      try {
        next = next();
      } catch (Throwable inBetween) { // the driver is told, whose turn it is then
        failure = inBetween;
      }
    }
    if (next == null) {
      driver.release();
      return false;
    }
    if (next.equals(from)) {
      return true;
    }
    next.giveTurn();
    return false;
  }

  private @Nullable Task next() {
    BetweenTurns what = between;
    while (what != null && what.before()) {
      Task task = poll();
      if (task != null) {
        return task;
      }
      if (!what.whenIdle()) {
        return null;
      }
    }
    return null;
  }

  private @Nullable Task poll() {
    while (true) {
      Task task = ready.poll();
      if (task == null) {
        return null;
      }
      task.taken();
      if (!task.isFinished()) {
        turns++;
        return task;
      }
    }
  }
}
