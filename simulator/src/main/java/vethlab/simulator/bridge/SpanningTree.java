package vethlab.simulator.bridge;

import java.time.Duration;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.MacAddress;

/// The spanning tree variables of a bridge and the states of its ports (`br_stp.c`).
///
/// With the protocol off, which is how a bridge starts, every port that has a link forwards.
public final class SpanningTree implements Forkable {

  private final Bridge bridge;
  private boolean enabled;
  private BridgeId bridgeId;
  private BridgeId root;
  private int rootPathCost;
  private int rootPort;
  private Duration maxAge = Duration.ofSeconds(20);
  private Duration helloTime = Duration.ofSeconds(2);
  private Duration forwardDelay = Duration.ofSeconds(15);
  private boolean topologyChange;
  private boolean topologyChangeDetected;

  SpanningTree(Bridge bridge, MacAddress address) {
    this.bridge = bridge;
    this.bridgeId = new BridgeId(BridgeId.DEFAULT_PRIORITY, address);
    this.root = bridgeId;
  }

  private SpanningTree(SpanningTree original, Fork fork) {
    fork.enter(original, this);
    this.bridge = fork.of(original.bridge);
    this.enabled = original.enabled;
    this.bridgeId = original.bridgeId;
    this.root = original.root;
    this.rootPathCost = original.rootPathCost;
    this.rootPort = original.rootPort;
    this.maxAge = original.maxAge;
    this.helloTime = original.helloTime;
    this.forwardDelay = original.forwardDelay;
    this.topologyChange = original.topologyChange;
    this.topologyChangeDetected = original.topologyChangeDetected;
  }

  @Override
  public SpanningTree fork(Fork fork) {
    return new SpanningTree(this, fork);
  }

  /// Whether the protocol runs (`stp_state`).
  public boolean isEnabled() {
    return enabled;
  }

  public BridgeId bridgeId() {
    return bridgeId;
  }

  /// Who is root, as far as is known here.
  public BridgeId root() {
    return root;
  }

  public int rootPathCost() {
    return rootPathCost;
  }

  /// The number of the port that leads to the root; 0 if this is the root.
  public int rootPort() {
    return rootPort;
  }

  public boolean isRoot() {
    return bridgeId.equals(root);
  }

  public Duration maxAge() {
    return maxAge;
  }

  public Duration helloTime() {
    return helloTime;
  }

  public Duration forwardDelay() {
    return forwardDelay;
  }

  public boolean isTopologyChange() {
    return topologyChange;
  }

  public boolean isTopologyChangeDetected() {
    return topologyChangeDetected;
  }

  PriorityVector vectorOf(BridgePort port) {
    return new PriorityVector(root, rootPathCost, bridgeId, port.identifier());
  }

  void portPriorityChanged(BridgePort port) {
    port.vector = vectorOf(port);
  }

  void update() {
    root = bridgeId;
    selectPortStates();
  }

  /// Lets every port with a link forward, and the bridge have carrier if one does
  /// (`br_port_state_selection`).
  void selectPortStates() {
    boolean live = false;
    for (BridgePort port : bridge.ports()) {
      if (port.state() == PortState.BLOCKING) {
        port.setState(PortState.FORWARDING);
      }
      live |= port.state() == PortState.FORWARDING;
    }
    bridge.setLive(live);
  }

  void changeAddress(MacAddress address) {
    bridgeId = bridgeId.withAddress(address);
    update();
  }
}
