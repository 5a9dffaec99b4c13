package vethlab.simulator.bridge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.BridgeId;
import vethlab.simulator.packet.MacAddress;

/// The place of a bridge in the spanning tree and the states of its ports (`br_stp.c`,
/// `br_stp_if.c`; IEEE 802.1D-1998, 8).
///
/// With the protocol off, which is how a bridge starts, nothing is ever heard, so the bridge holds
/// itself to be the root and every port with a link forwards.
public final class SpanningTree implements Forkable {

  private static final int DEFAULT_PRIORITY = 0x8000;

  private final Bridge bridge;
  private final StpProtocol protocol;
  private boolean enabled;
  private BridgeId bridgeId;
  private BridgeId root;
  private long rootPathCost;
  private int rootPort;

  /// What this bridge would have everybody use if it were the root, and what the root has told.
  private StpTimes ownTimes = StpTimes.DEFAULT;

  private StpTimes times = StpTimes.DEFAULT;

  SpanningTree(Bridge bridge) {
    this.bridge = bridge;
    this.bridgeId = new BridgeId(DEFAULT_PRIORITY, MacAddress.ZERO);
    this.root = bridgeId;
    this.protocol = new StpProtocol(bridge, this);
  }

  private SpanningTree(SpanningTree original, Fork fork) {
    fork.enter(original, this);
    this.bridge = fork.of(original.bridge);
    this.protocol = fork.of(original.protocol);
    this.enabled = original.enabled;
    this.bridgeId = original.bridgeId;
    this.root = original.root;
    this.rootPathCost = original.rootPathCost;
    this.rootPort = original.rootPort;
    this.ownTimes = original.ownTimes;
    this.times = original.times;
  }

  @Override
  public SpanningTree fork(Fork fork) {
    return new SpanningTree(this, fork);
  }

  // ---- What is known ----

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

  public boolean isRoot() {
    return bridgeId.equals(root);
  }

  public long rootPathCost() {
    return rootPathCost;
  }

  /// The number of the port that leads to the root; 0 if this is the root.
  public int rootPort() {
    return rootPort;
  }

  /// The times in use: the root's.
  public StpTimes times() {
    return times;
  }

  /// The times that this bridge uses when it is the root.
  public StpTimes ownTimes() {
    return ownTimes;
  }

  /// Units sent and received, and topology changes.
  public StpProtocol protocol() {
    return protocol;
  }

  // ---- Up and down ----

  /// The bridge is set up (`br_stp_enable_bridge`).
  void start() {
    protocol.start();
    for (BridgePort port : bridge.ports()) {
      if (port.hasLink()) {
        enablePort(port);
      }
    }
  }

  /// The bridge is set down (`br_stp_disable_bridge`).
  void stop() {
    for (BridgePort port : bridge.ports()) {
      if (!port.stp().isDisabled()) {
        disablePort(port);
      }
    }
    protocol.stop();
  }

  /// A port got a link (`br_stp_enable_port`).
  void enablePort(BridgePort port) {
    port.stp().becomeDesignated();
    port.stp().setState(PortState.BLOCKING);
    port.stp().acknowledges = false;
    port.stp().configurationPending = false;
    selectStates();
  }

  /// A port lost its link, or leaves (`br_stp_disable_port`).
  void disablePort(BridgePort port) {
    boolean wasRoot = isRoot();
    port.stp().becomeDesignated();
    port.stp().setState(PortState.DISABLED);
    port.stp().acknowledges = false;
    port.stp().configurationPending = false;
    port.stp().stopTimers();
    bridge.forwardingDatabase().forgetLearned(port, 0);
    update();
    selectStates();
    becomeRootUnless(wasRoot);
  }

  // ---- Roles and states ----

  /// Decides anew who is root and which ports are designated (`br_configuration_update`).
  void update() {
    selectRoot();
    for (BridgePort port : bridge.ports()) {
      if (!port.stp().isDisabled() && shouldBeDesignated(port.stp())) {
        port.stp().becomeDesignated();
      }
    }
  }

  private void selectRoot() {
    BridgePort best = null;
    for (BridgePort port : bridge.ports()) {
      if (isBetterWayToRoot(port.stp(), best == null ? null : best.stp())) {
        if (port.has(PortFlag.ROOT_BLOCK)) {
          protocol.blockRootPort(port);
        } else {
          best = port;
        }
      }
    }
    if (best == null) {
      rootPort = 0;
      root = bridgeId;
      rootPathCost = 0;
    } else {
      rootPort = best.number();
      root = best.stp().heard().root();
      rootPathCost = best.stp().heard().cost() + best.stp().pathCost();
    }
  }

  /// Whether a port leads to a better root than `best` and this bridge itself, or to the same one
  /// better (`br_should_become_root_port`).
  private boolean isBetterWayToRoot(StpPort port, @Nullable StpPort best) {
    PriorityVector heard = port.heard();
    if (port.isDisabled() || port.isDesignated() || bridgeId.compareTo(heard.root()) <= 0) {
      return false;
    }
    if (best == null) {
      return true;
    }
    PriorityVector other = best.heard();
    int order = heard.root().compareTo(other.root());
    if (order == 0) {
      order = Long.compare(heard.cost() + port.pathCost(), other.cost() + best.pathCost());
    }
    if (order == 0) {
      order = heard.bridge().compareTo(other.bridge());
    }
    if (order == 0) {
      order = Integer.compare(heard.port(), other.port());
    }
    if (order == 0) {
      order = Integer.compare(port.identifier(), best.identifier());
    }
    return order < 0;
  }

  /// Whether this bridge offers the LAN of a port more than what was heard there
  /// (`br_should_become_designated_port`).
  private boolean shouldBeDesignated(StpPort port) {
    PriorityVector heard = port.heard();
    if (port.isDesignated() || !heard.root().equals(root)) {
      return true;
    }
    int order = Long.compare(rootPathCost, heard.cost());
    if (order == 0) {
      order = bridgeId.compareTo(heard.bridge());
    }
    if (order == 0) {
      order = Integer.compare(port.identifier(), heard.port());
    }
    return order < 0;
  }

  /// Lets each port forward or block as its role wants it, and gives the bridge carrier while one
  /// of them forwards (`br_port_state_selection`).
  void selectStates() {
    boolean live = false;
    for (BridgePort port : bridge.ports()) {
      StpPort stp = port.stp();
      if (stp.isDisabled()) {
        continue;
      }
      if (port.number() == rootPort) {
        stp.configurationPending = false;
        stp.acknowledges = false;
        protocol.makeForwarding(port);
      } else if (stp.isDesignated()) {
        stp.messageAgeTimer().stop();
        protocol.makeForwarding(port);
      } else {
        stp.configurationPending = false;
        stp.acknowledges = false;
        protocol.makeBlocking(port);
      }
      live |= stp.state() == PortState.FORWARDING;
    }
    bridge.setLive(live);
  }

  /// Takes the lead if it fell to this bridge only now (`br_become_root_bridge`).
  void becomeRootUnless(boolean wasRoot) {
    if (isRoot() && !wasRoot) {
      times = ownTimes;
      protocol.becomeRoot();
    }
  }

  // ---- Settings ----

  /// Turns the protocol on or off (`br_stp_set_enabled`).
  public void setEnabled(boolean on) {
    if (on == enabled) {
      return;
    }
    if (on) {
      setOwnTimes(ownTimes.withForwardDelay(StpTimes.FORWARD_DELAY.clamp(ownTimes.forwardDelay())));
    }
    enabled = on;
    if (on) {
      protocol.enabled();
      selectStates();
    }
  }

  /// Changes the priority of this bridge (`br_stp_set_bridge_priority`).
  public void setPriority(int priority) {
    boolean wasRoot = isRoot();
    BridgeId newId = new BridgeId(priority, bridgeId.mac());
    for (BridgePort port : bridge.ports()) {
      if (!port.stp().isDisabled() && port.stp().isDesignated()) {
        port.stp().hear(port.stp().heard().withBridge(newId));
      }
    }
    bridgeId = newId;
    update();
    selectStates();
    becomeRootUnless(wasRoot);
  }

  /// The bridge gets another address, and with it another identifier (`br_stp_change_bridge_id`).
  void changeAddress(MacAddress address) {
    boolean wasRoot = isRoot();
    bridge.forwardingDatabase().bridgeAddressChanging(address);
    MacAddress before = bridgeId.mac();
    bridgeId = new BridgeId(bridgeId.priority(), address);
    bridge.takeAddress(address);
    for (BridgePort port : bridge.ports()) {
      PriorityVector heard = port.stp().heard();
      if (heard.bridge().mac().equals(before)) {
        heard = heard.withBridge(new BridgeId(heard.bridge().priority(), address));
      }
      if (heard.root().mac().equals(before)) {
        heard = heard.withRoot(new BridgeId(heard.root().priority(), address));
      }
      port.stp().hear(heard);
    }
    update();
    selectStates();
    becomeRootUnless(wasRoot);
  }

  /// Takes the lowest address among the ports, unless someone chose one
  /// (`br_stp_recalculate_bridge_id`).
  ///
  /// @return whether that changed anything
  boolean followPortAddresses() {
    if (bridge.isAddressSet()) {
      return false;
    }
    MacAddress lowest = MacAddress.ZERO;
    for (BridgePort port : bridge.ports()) {
      MacAddress address = port.device().address();
      if (lowest.isZero() || address.compareTo(lowest) < 0) {
        lowest = address;
      }
    }
    if (lowest.equals(bridgeId.mac())) {
      return false;
    }
    changeAddress(lowest);
    return true;
  }

  /// Changes how long a port listens and learns (`br_set_forward_delay`).
  ///
  /// @throws KernelError ERANGE outside 2 to 30 s while the protocol runs
  public void setForwardDelay(Duration delay) {
    if (enabled) {
      StpTimes.FORWARD_DELAY.check(delay);
    }
    setOwnTimes(ownTimes.withForwardDelay(delay));
  }

  /// Changes how often the root speaks (`br_set_hello_time`).
  ///
  /// @throws KernelError ERANGE outside 1 to 10 s
  public void setHelloTime(Duration time) {
    StpTimes.HELLO_TIME.check(time);
    setOwnTimes(ownTimes.withHelloTime(time));
  }

  /// Changes how long what was heard counts (`br_set_max_age`).
  ///
  /// @throws KernelError ERANGE outside 6 to 40 s
  public void setMaxAge(Duration age) {
    StpTimes.MAX_AGE.check(age);
    setOwnTimes(ownTimes.withMaxAge(age));
  }

  private void setOwnTimes(StpTimes newTimes) {
    ownTimes = newTimes;
    if (isRoot()) {
      times = newTimes;
    }
  }

  /// Uses the times that the root has told.
  void setTimes(StpTimes rootTimes) {
    times = rootTimes;
  }

  /// Sets a port's state as someone asks (`br_set_port_state`).
  ///
  /// @throws KernelError EBUSY while the protocol runs, ENETDOWN if the port has no link
  public void requestState(BridgePort port, PortState state) {
    if (enabled) {
      throw new KernelError(Errno.EBUSY);
    }
    if (!port.device().isUp() || (!port.device().isOperational() && state != PortState.DISABLED)) {
      throw new KernelError(Errno.ENETDOWN);
    }
    port.stp().setState(state);
    selectStates();
  }
}
