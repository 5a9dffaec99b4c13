package vethlab.simulator.process;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.time.WaitQueue;

/// The running code of one process, on a thread of its own that runs only when it has the turn.
///
/// Exactly one thread of a machine runs at any time: the driver, or one task to which the driver
/// has given the turn and for whose return it waits. So nothing needs locks, and the order is
/// fixed.
final class Task implements WaitQueue.Waiter {

  private static final long STACK_OCTETS = 16L << 20;

  private final Semaphore turn = new Semaphore(0);
  private final Semaphore driver = new Semaphore(0);
  private final Scheduler scheduler;
  private final Thread thread;
  private boolean runnable;
  private boolean finished;
  private @Nullable Throwable failure;

  Task(Scheduler scheduler, String name, Runnable body) {
    this.scheduler = scheduler;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .stackSize(STACK_OCTETS)
            .unstarted(() -> {
              turn.acquireUninterruptibly();
              try {
                body.run();
              } catch (Throwable thrown) { // handed to the driver, which ends the run with it
                failure = thrown;
              } finally {
                finished = true;
                driver.release();
              }
            });
  }

  void start() {
    thread.start();
    wake();
  }

  /// Puts the task in line for a turn.
  @Override
  public void wake() {
    if (!runnable && !finished) {
      runnable = true;
      scheduler.enqueue(this);
    }
  }

  boolean isFinished() {
    return finished;
  }

  /// Called by the driver: lets the task run until it gives the turn back.
  void resume() {
    runnable = false;
    turn.release();
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

  /// Called by the task itself: gives the turn back until someone wakes it.
  void pause() {
    driver.release();
    turn.acquireUninterruptibly();
  }
}
