package vethlab.simulator.process;

import java.util.concurrent.Semaphore;
import vethlab.simulator.time.WaitQueue;

/// The running code of one process, on a thread of its own that runs only when it has the turn.
final class Task implements WaitQueue.Waiter {

  private final Semaphore turn = new Semaphore(0);
  private final Scheduler scheduler;
  private final Runnable body;
  private boolean begun;
  private boolean ready;
  private boolean finished;

  Task(Scheduler scheduler, Runnable body) {
    this.scheduler = scheduler;
    this.body = body;
  }

  /// Puts the task in line for a turn.
  @Override
  public void wake() {
    if (!ready && !finished) {
      ready = true;
      scheduler.enqueue(this);
    }
  }

  boolean isFinished() {
    return finished;
  }

  /// Called by whoever has the turn, and has it no longer.
  void giveTurn() {
    if (begun) {
      turn.release();
    } else {
      begun = true;
      scheduler.onThread(this::run);
    }
  }

  /// It has been taken out of the line.
  void taken() {
    ready = false;
  }

  private void run() {
    Throwable failure = null;
    try {
      body.run();
    } catch (Throwable thrown) { // handed to the driver, which ends the run with it
      failure = thrown;
    }
    finished = true;
    scheduler.passOn(null, failure);
  }

  /// Called by the task itself: gives the turn away until someone wakes it.
  void pause() {
    if (!scheduler.passOn(this, null)) {
      turn.acquireUninterruptibly();
    }
  }
}
