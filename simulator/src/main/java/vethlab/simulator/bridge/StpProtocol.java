package vethlab.simulator.bridge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bpdu;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.DropReason;

/// The spanning tree protocol as one bridge speaks it: units sent and received, timers, topology
/// changes (`br_stp.c`, `br_stp_bpdu.c`, `br_stp_timer.c`).
///
/// With the protocol off nothing is sent and what comes in is not for this bridge.
public final class StpProtocol implements Forkable {

  /// The least time between two units on a port.
  private static final Duration HOLD_TIME = Duration.ofSeconds(1);

  private final Bridge bridge;
  private final SpanningTree tree;
  private final StpTimer hello;
  private final StpTimer notification;
  private final StpTimer change;
  private boolean topologyChange;
  private boolean topologyChangeDetected;

  /// What runs out.
  enum Kind {
    HELLO,
    NOTIFICATION,
    CHANGE,
    MESSAGE_AGE,
    FORWARD_DELAY,
    HOLD
  }

  /// A timer runs out, of the bridge or of a port.
  private record Expiry(StpProtocol protocol, Kind kind, @Nullable BridgePort port)
      implements Event {

    @Override
    public void happen() {
      if (port == null) {
        protocol.expired(kind);
      } else {
        protocol.expired(kind, port);
      }
    }

    @Override
    public Event fork(Fork fork) {
      return new Expiry(fork.of(protocol), kind, fork.ofNullable(port));
    }
  }

  StpProtocol(Bridge bridge, SpanningTree tree) {
    this.bridge = bridge;
    this.tree = tree;
    this.hello = new StpTimer(bridge.core().timeline());
    this.notification = new StpTimer(bridge.core().timeline());
    this.change = new StpTimer(bridge.core().timeline());
  }

  private StpProtocol(StpProtocol original, Fork fork) {
    fork.enter(original, this);
    this.bridge = fork.of(original.bridge);
    this.tree = fork.of(original.tree);
    this.hello = fork.of(original.hello);
    this.notification = fork.of(original.notification);
    this.change = fork.of(original.change);
    this.topologyChange = original.topologyChange;
    this.topologyChangeDetected = original.topologyChangeDetected;
  }

  @Override
  public StpProtocol fork(Fork fork) {
    return new StpProtocol(this, fork);
  }

  // ---- What shows ----

  /// Whether the root has everybody forget stations sooner.
  public boolean isTopologyChange() {
    return topologyChange;
  }

  /// Whether this bridge has seen a change and the root has not answered yet.
  public boolean isTopologyChangeDetected() {
    return topologyChangeDetected;
  }

  public StpTimer helloTimer() {
    return hello;
  }

  /// Until the topology change notification is repeated (`tcn_timer`).
  public StpTimer notificationTimer() {
    return notification;
  }

  public StpTimer topologyChangeTimer() {
    return change;
  }

  // ---- Up and down ----

  void start() {
    if (tree.isEnabled()) {
      hello.start(tree.times().helloTime(), new Expiry(this, Kind.HELLO, null));
    }
    sendConfigurations();
  }

  void stop() {
    setTopologyChange(false);
    topologyChangeDetected = false;
    hello.stop();
    change.stop();
    notification.stop();
  }

  void enabled() {
    if (bridge.isUp()) {
      hello.start(tree.times().helloTime(), new Expiry(this, Kind.HELLO, null));
    }
  }

  void becomeRoot() {
    detectTopologyChange();
    notification.stop();
    if (bridge.isUp()) {
      sendConfigurations();
      hello.start(tree.times().helloTime(), new Expiry(this, Kind.HELLO, null));
    }
  }

  // ---- Port states ----

  /// Lets a blocked port forward: at once with the protocol off, else by way of listening and
  /// learning (`br_make_forwarding`).
  void makeForwarding(BridgePort port) {
    StpPort stp = port.stp();
    if (stp.state() != PortState.BLOCKING) {
      return;
    }
    Duration delay = tree.times().forwardDelay();
    if (!tree.isEnabled()) {
      stp.setState(PortState.FORWARDING);
      stp.forwardDelayTimer().startIdle(delay);
      return;
    }
    if (delay.isZero()) {
      stp.setState(PortState.FORWARDING);
      detectTopologyChange();
      stp.forwardDelayTimer().stop();
      return;
    }
    stp.setState(PortState.LISTENING);
    stp.forwardDelayTimer().start(delay, new Expiry(this, Kind.FORWARD_DELAY, port));
  }

  /// Lets a port block (`br_make_blocking`).
  void makeBlocking(BridgePort port) {
    StpPort stp = port.stp();
    if (stp.isDisabled() || stp.state() == PortState.BLOCKING) {
      return;
    }
    if (stp.state().learns()) {
      detectTopologyChange();
    }
    stp.setState(PortState.BLOCKING);
    stp.forwardDelayTimer().stop();
  }

  /// A port that must not become the root port wanted to (`br_root_port_block`).
  void blockRootPort(BridgePort port) {
    port.stp().setState(PortState.LISTENING);
    Duration delay = tree.times().forwardDelay();
    if (!delay.isZero()) {
      port.stp().forwardDelayTimer().start(delay, new Expiry(this, Kind.FORWARD_DELAY, port));
    }
  }

  // ---- Sending ----

  /// Speaks on every LAN that this bridge is designated for (`br_config_bpdu_generation`).
  private void sendConfigurations() {
    for (BridgePort port : bridge.ports()) {
      if (!port.stp().isDisabled() && port.stp().isDesignated()) {
        sendConfiguration(port);
      }
    }
  }

  /// Sends the tree as this bridge sees it, or notes that it has to when the port may speak again
  /// (`br_transmit_config`).
  private void sendConfiguration(BridgePort port) {
    StpPort stp = port.stp();
    if (stp.holdTimer().isRunning()) {
      stp.configurationPending = true;
      return;
    }
    Duration age = Duration.ZERO;
    BridgePort rootPort = bridge.port(tree.rootPort());
    if (rootPort != null) {
      age = bridge.core().now().since(rootPort.stp().heardFrom).plus(BpduTime.INCREMENT);
    }
    if (age.compareTo(tree.times().maxAge()) >= 0) {
      return;
    }
    if (tree.isEnabled()) {
      send(
          port,
          new Bpdu.Configuration(
              topologyChange,
              stp.acknowledges,
              tree.root(),
              tree.rootPathCost(),
              tree.bridgeId(),
              stp.identifier(),
              BpduTime.toWire(age),
              BpduTime.toWire(tree.times().maxAge()),
              BpduTime.toWire(tree.times().helloTime()),
              BpduTime.toWire(tree.times().forwardDelay())));
    }
    stp.acknowledges = false;
    stp.configurationPending = false;
    if (tree.isEnabled()) {
      stp.holdTimer().start(rounded(HOLD_TIME), new Expiry(this, Kind.HOLD, port));
    }
  }

  /// Tells the root's direction that something changed (`br_transmit_tcn`).
  private void sendNotification() {
    BridgePort rootPort = bridge.port(tree.rootPort());
    if (rootPort != null && tree.isEnabled()) {
      send(rootPort, new Bpdu.TopologyChange());
    }
  }

  private void send(BridgePort port, Bpdu unit) {
    EthernetFrame frame =
        EthernetFrame.of(bridge.vlanFilter().groupAddress(), port.device().address(), unit);
    SocketBuffer buffer =
        new SocketBuffer(frame, port.device(), bridge.core().begin("spanning tree"));
    port.device().send(buffer);
  }

  // ---- Receiving ----

  /// Takes a unit that came in by a port (`br_stp_rcv`).
  void receive(BridgePort port, SocketBuffer buffer) {
    EthernetFrame frame = buffer.frame();
    if (!tree.isEnabled()
        || !bridge.isUp()
        || port.stp().isDisabled()
        || !frame.destination().equals(bridge.vlanFilter().groupAddress())) {
      buffer.drop(DropReason.NOT_SPECIFIED);
      return;
    }
    if (port.has(PortFlag.BPDU_GUARD)) {
      tree.disablePort(port);
      buffer.drop(DropReason.BRIDGE_BPDU_GUARD, port.place(), port.origin(), null);
      return;
    }
    buffer.delivered("spanning tree");
    switch (frame.payload()) {
      case Bpdu.Configuration unit when unit.messageAge() <= unit.maxAge() -> heard(port, unit);
      case Bpdu.TopologyChange _ -> notified(port);
      default -> {} // too old, or not of this version
    }
  }

  /// A neighbour told how it sees the tree (`br_received_config_bpdu`).
  private void heard(BridgePort port, Bpdu.Configuration unit) {
    StpPort stp = port.stp();
    if (!supersedes(unit, stp)) {
      if (stp.isDesignated()) {
        sendConfiguration(port);
      }
      return;
    }
    boolean wasRoot = tree.isRoot();
    Duration messageAge = BpduTime.fromWire(unit.messageAge());
    Duration maxAge = BpduTime.fromWire(unit.maxAge());
    stp.hear(new PriorityVector(unit.root(), unit.rootPathCost(), unit.bridge(), unit.port()));
    stp.heardFrom = sent(messageAge);
    stp.messageAgeTimer().start(maxAge.minus(messageAge), new Expiry(this, Kind.MESSAGE_AGE, port));
    tree.update();
    tree.selectStates();
    if (wasRoot && !tree.isRoot()) {
      hello.stop();
      if (topologyChangeDetected) {
        change.stop();
        sendNotification();
        notification.start(tree.ownTimes().helloTime(), new Expiry(this, Kind.NOTIFICATION, null));
      }
    }
    if (port.number() == tree.rootPort()) {
      tree.setTimes(
          new StpTimes(
              maxAge, BpduTime.fromWire(unit.helloTime()), BpduTime.fromWire(unit.forwardDelay())));
      setTopologyChange(unit.topologyChange());
      sendConfigurations();
      if (unit.topologyChangeAcknowledgment()) {
        topologyChangeDetected = false;
        notification.stop();
      }
    }
  }

  private SimTime sent(Duration ago) {
    long nanos = bridge.core().now().nanos() - ago.toNanos();
    return new SimTime(Math.max(0, nanos));
  }

  /// Whether a unit tells something better than what was heard, or comes from the same port again
  /// (`br_supersedes_port_info`).
  private boolean supersedes(Bpdu.Configuration unit, StpPort port) {
    PriorityVector heard = port.heard();
    int order = unit.root().compareTo(heard.root());
    if (order == 0) {
      order = Long.compare(unit.rootPathCost(), heard.cost());
    }
    if (order == 0) {
      order = unit.bridge().compareTo(heard.bridge());
    }
    if (order != 0) {
      return order < 0;
    }
    return !unit.bridge().equals(tree.bridgeId()) || unit.port() <= heard.port();
  }

  /// A neighbour farther from the root told of a change (`br_received_tcn_bpdu`).
  private void notified(BridgePort port) {
    if (port.stp().isDesignated()) {
      detectTopologyChange();
      port.stp().acknowledges = true;
      sendConfiguration(port);
    }
  }

  // ---- Topology changes ----

  /// A port began or ceased to forward (`br_topology_change_detection`).
  private void detectTopologyChange() {
    if (!tree.isEnabled() || !bridge.isUp()) {
      return;
    }
    if (tree.isRoot()) {
      setTopologyChange(true);
      change.start(
          tree.ownTimes().forwardDelay().plus(tree.ownTimes().maxAge()),
          new Expiry(this, Kind.CHANGE, null));
    } else if (!topologyChangeDetected) {
      sendNotification();
      notification.start(tree.ownTimes().helloTime(), new Expiry(this, Kind.NOTIFICATION, null));
    }
    topologyChangeDetected = true;
  }

  /// Stations are forgotten sooner while the topology changes (`__br_set_topology_change`).
  private void setTopologyChange(boolean on) {
    if (tree.isEnabled() && topologyChange != on) {
      bridge.shortenAgeing(on ? tree.times().forwardDelay().multipliedBy(2) : null);
    }
    topologyChange = on;
  }

  // ---- Timers ----

  private void expired(Kind kind) {
    switch (kind) {
      case HELLO -> {
        if (bridge.isUp()) {
          sendConfigurations();
          if (tree.isEnabled()) {
            hello.start(rounded(tree.times().helloTime()), new Expiry(this, Kind.HELLO, null));
          }
        }
      }
      case NOTIFICATION -> {
        if (!tree.isRoot() && bridge.isUp()) {
          sendNotification();
          notification.start(
              tree.ownTimes().helloTime(), new Expiry(this, Kind.NOTIFICATION, null));
        }
      }
      case CHANGE -> {
        topologyChangeDetected = false;
        setTopologyChange(false);
      }
      case MESSAGE_AGE, FORWARD_DELAY, HOLD ->
          throw new IllegalStateException("timer of a port: " + kind);
    }
  }

  private void expired(Kind kind, BridgePort port) {
    switch (kind) {
      case MESSAGE_AGE -> neighbourLost(port);
      case FORWARD_DELAY -> advance(port);
      case HOLD -> {
        if (port.stp().configurationPending) {
          sendConfiguration(port);
        }
      }
      case HELLO, NOTIFICATION, CHANGE ->
          throw new IllegalStateException("timer of a bridge: " + kind);
    }
  }

  /// Nothing was heard for too long: the LAN is this bridge's now (`br_message_age_timer_expired`).
  private void neighbourLost(BridgePort port) {
    if (port.stp().isDisabled()) {
      return;
    }
    boolean wasRoot = tree.isRoot();
    port.stp().becomeDesignated();
    tree.update();
    tree.selectStates();
    tree.becomeRootUnless(wasRoot);
  }

  /// From listening to learning to forwarding (`br_forward_delay_timer_expired`).
  private void advance(BridgePort port) {
    switch (port.stp().state()) {
      case LISTENING -> {
        port.stp().setState(PortState.LEARNING);
        port.stp()
            .forwardDelayTimer()
            .start(tree.times().forwardDelay(), new Expiry(this, Kind.FORWARD_DELAY, port));
      }
      case LEARNING -> {
        port.stp().setState(PortState.FORWARDING);
        if (isDesignatedSomewhere()) {
          detectTopologyChange();
        }
        bridge.setLive(true);
      }
      case DISABLED, FORWARDING, BLOCKING -> {}
    }
  }

  private boolean isDesignatedSomewhere() {
    for (BridgePort port : bridge.ports()) {
      if (!port.stp().isDisabled() && port.stp().heard().bridge().equals(tree.bridgeId())) {
        return true;
      }
    }
    return false;
  }

  /// A wait that ends at a full second, rounded down in its first quarter (`round_jiffies`).
  private Duration rounded(Duration wait) {
    long second = Duration.ofSeconds(1).toNanos();
    long now = bridge.core().now().nanos();
    long end = now + wait.toNanos();
    long past = end % second;
    long full = past < second / 4 ? end - past : end - past + second;
    return full <= now ? wait : Duration.ofNanos(full - now);
  }
}
