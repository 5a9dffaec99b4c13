package vethlab.simulator.bridge;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.BridgeId;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timeline;

/// What the spanning tree keeps for one port: its state, its cost, and what it has heard there.
///
/// A bridge keeps it with the protocol off too; then every port is the designated one of its LAN.
public final class StpPort implements Forkable {

  private static final int NUMBER_BITS = 10;
  private static final int MAX_PRIORITY = 63;
  private static final int MAX_COST = 0xffff;

  private final SpanningTree tree;
  private final int number;
  private final StpTimer messageAge;
  private final StpTimer forwardDelay;
  private final StpTimer hold;
  private PortState state = PortState.DISABLED;
  private int priority = 0x8000 >> NUMBER_BITS;
  private int pathCost;
  private boolean pathCostSet;
  private PriorityVector heard;

  /// When the root sent what was heard, as far as can be told.
  SimTime heardFrom = SimTime.ZERO;

  boolean acknowledges;
  boolean configurationPending;

  StpPort(SpanningTree tree, Timeline timeline, int number, int pathCost) {
    this.tree = tree;
    this.number = number;
    this.pathCost = pathCost;
    this.messageAge = new StpTimer(timeline);
    this.forwardDelay = new StpTimer(timeline);
    this.hold = new StpTimer(timeline);
    this.heard =
        new PriorityVector(tree.root(), tree.rootPathCost(), tree.bridgeId(), identifier());
  }

  private StpPort(StpPort original, Fork fork) {
    fork.enter(original, this);
    this.tree = fork.of(original.tree);
    this.number = original.number;
    this.messageAge = fork.of(original.messageAge);
    this.forwardDelay = fork.of(original.forwardDelay);
    this.hold = fork.of(original.hold);
    this.state = original.state;
    this.priority = original.priority;
    this.pathCost = original.pathCost;
    this.pathCostSet = original.pathCostSet;
    this.heard = original.heard;
    this.heardFrom = original.heardFrom;
    this.acknowledges = original.acknowledges;
    this.configurationPending = original.configurationPending;
  }

  @Override
  public StpPort fork(Fork fork) {
    return new StpPort(this, fork);
  }

  // ---- State ----

  public PortState state() {
    return state;
  }

  void setState(PortState newState) {
    state = newState;
  }

  public boolean isDisabled() {
    return state == PortState.DISABLED;
  }

  /// The best information on this port's LAN: designated root, cost, bridge and port.
  public PriorityVector heard() {
    return heard;
  }

  void hear(PriorityVector vector) {
    heard = vector;
  }

  /// Whether this bridge is the way to the root for the LAN (`br_is_designated_port`).
  public boolean isDesignated() {
    return heard.bridge().equals(tree.bridgeId()) && heard.port() == identifier();
  }

  /// Offers what this bridge knows to the LAN (`br_become_designated_port`).
  void becomeDesignated() {
    heard = new PriorityVector(tree.root(), tree.rootPathCost(), tree.bridgeId(), identifier());
  }

  /// Whether the next unit sent here acknowledges a topology change.
  public boolean isAcknowledging() {
    return acknowledges;
  }

  /// Whether a unit waits for the hold timer.
  public boolean isConfigurationPending() {
    return configurationPending;
  }

  /// How long what was heard still counts.
  public StpTimer messageAgeTimer() {
    return messageAge;
  }

  /// How long the port stays in its state.
  public StpTimer forwardDelayTimer() {
    return forwardDelay;
  }

  /// How long no further unit is sent.
  public StpTimer holdTimer() {
    return hold;
  }

  void stopTimers() {
    messageAge.stop();
    forwardDelay.stop();
    hold.stop();
  }

  // ---- Settings ----

  /// The port's number, from 1.
  public int number() {
    return number;
  }

  /// Priority and number in 16 bits (`br_make_port_id`).
  public int identifier() {
    return priority << NUMBER_BITS | number;
  }

  /// 0 to 63.
  public int priority() {
    return priority;
  }

  /// Changes the priority (`br_stp_set_port_priority`).
  ///
  /// @throws KernelError ERANGE beyond 63
  public void setPriority(int newPriority) {
    if (newPriority < 0 || newPriority > MAX_PRIORITY) {
      throw new KernelError(Errno.ERANGE);
    }
    boolean designated = isDesignated();
    priority = newPriority;
    if (designated) {
      heard = heard.withPort(identifier());
    }
    BridgeId own = tree.bridgeId();
    if (heard.bridge().equals(own) && identifier() < heard.port()) {
      becomeDesignated();
      tree.selectStates();
    }
  }

  public int pathCost() {
    return pathCost;
  }

  /// Sets the cost for good (`br_stp_set_path_cost`).
  ///
  /// @throws KernelError ERANGE outside 1 to 65535
  public void setPathCost(int cost) {
    if (cost < 1 || cost > MAX_COST) {
      throw new KernelError(Errno.ERANGE);
    }
    pathCost = cost;
    pathCostSet = true;
    tree.update();
    tree.selectStates();
  }

  /// Takes the cost of the device's speed unless someone set one.
  void followSpeed(int cost) {
    if (!pathCostSet) {
      pathCost = cost;
    }
  }
}
