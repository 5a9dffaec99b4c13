package vethlab.simulator.device;

/// The link of a device: whether it is started, has a signal, may send, and what it is said to be.
///
/// The four change at different moments, which is what `ip address` shows between two commands: the
/// signal at once, the queue and the operational state when the [LinkWatch] comes round.
final class LinkState {

  /// Set before the driver opens and cleared before it stops (`__LINK_STATE_START`).
  private boolean started;

  private boolean carrier = true;
  private int carrierUps;
  private int carrierDowns;

  /// Whether the device was ever opened since it was made or moved: it has a queueing discipline.
  private boolean queueAttached;

  /// Whether that queueing discipline is at work, not the one that drops everything (`noop`).
  private boolean queueActive;

  private OperState operState = OperState.UNKNOWN;

  /// Whether the link watch has the device on its list (`__LINK_STATE_LINKWATCH_PENDING`).
  private boolean watched;

  LinkState copy() {
    LinkState copy = new LinkState();
    copy.started = started;
    copy.carrier = carrier;
    copy.carrierUps = carrierUps;
    copy.carrierDowns = carrierDowns;
    copy.queueAttached = queueAttached;
    copy.queueActive = queueActive;
    copy.operState = operState;
    copy.watched = watched;
    return copy;
  }

  boolean isStarted() {
    return started;
  }

  void setStarted(boolean on) {
    started = on;
  }

  boolean hasCarrier() {
    return carrier;
  }

  /// Sets the signal.
  ///
  /// @return whether that changed anything
  boolean setCarrier(boolean on) {
    boolean changed = carrier != on;
    carrier = on;
    return changed;
  }

  void countCarrierChange() {
    if (carrier) {
      carrierUps++;
    } else {
      carrierDowns++;
    }
  }

  int carrierUps() {
    return carrierUps;
  }

  int carrierDowns() {
    return carrierDowns;
  }

  /// Gives the device a queue, and lets it work if there is a signal (`dev_activate`).
  void activate() {
    queueAttached = true;
    queueActive |= carrier;
  }

  /// Lets the queue drop everything (`dev_deactivate`).
  void deactivate() {
    queueActive = false;
  }

  /// Takes the queue away (`dev_shutdown`).
  void shutDown() {
    queueActive = false;
    queueAttached = false;
  }

  boolean isQueueAttached() {
    return queueAttached;
  }

  boolean isQueueActive() {
    return queueActive;
  }

  OperState operState() {
    return operState;
  }

  /// Derives the operational state from the signal (`rfc2863_policy`).
  ///
  /// @param lower whether the device hangs on another one, whose fault a missing signal is
  void followCarrier(boolean lower) {
    if (carrier) {
      operState = OperState.UP;
    } else {
      operState = lower ? OperState.LOWERLAYERDOWN : OperState.DOWN;
    }
  }

  /// Whether the link watch must not wait with the device (`linkwatch_urgent_event`).
  ///
  /// @param lower whether its link is another device with another index
  boolean isUrgent(boolean lower) {
    return started && (lower || (carrier && queueAttached && !queueActive));
  }

  boolean isWatched() {
    return watched;
  }

  void setWatched(boolean on) {
    watched = on;
  }
}
